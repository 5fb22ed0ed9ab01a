"""Days and times: the same day, another day for the same event, or a figure of another period."""

import re
from datetime import date

from service.analysis import Analysis, Time
from service.stance.alignment import Alignment
from service.text.dates import overlap
from service.text.windows import before
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.6
_ADVERBIAL = re.compile(
    r"(?:on|in|at|by|since|until|before|after|from|last|this|next|earlier|late|yesterday|today)\s", re.I
)
_AS_OF = re.compile(r"\b(?:as\sof|by)\s$", re.IGNORECASE)  # the state of things then, not the day of an event
_OWN = 0.55  # of the claim's words, that the statement must have itself


def judge_dates(alignment: Alignment) -> Stance | None:
    """Supports where the claim's day is the statement's, refutes where the same event is put on another day."""
    claimed = tuple(
        time
        for time in alignment.claimed_times
        if not _epithet(alignment.claim.text, time) or _in_the_place_of(alignment, time)
    )
    if not claimed:
        return None
    reasons: list[Reason] = []
    met = 0
    for time in claimed:
        others = alignment.told.times
        same = next((other for other in others if overlap(time, other)), None)
        if same is not None or (alignment.stated_within(time) and not _in_the_place_of(alignment, time)):
            met += 1
        elif _conflicts(alignment, time, others) or _in_the_place_of(alignment, time):
            nearest = _in_the_place_of(alignment, time) or _spelt_alike(time, others)
            reasons.append(
                Reason(
                    ReasonKind.DIFFERENT_DATE,
                    _compared(alignment.claim.text, time),
                    _compared(alignment.statement.text, nearest),
                )
            )
    if reasons and _one_event(alignment):
        return Stance(StanceKind.REFUTES, alignment.coverage_in_context, tuple(reasons))
    if met == len(claimed):
        return Stance(StanceKind.SUPPORTS, alignment.coverage_in_context * 0.5)
    kind = (
        ReasonKind.DIFFERENT_PERIOD
        if alignment.statement.stated_at or alignment.told.times
        else ReasonKind.PART_MISSING
    )
    missing = next(time for time in claimed if not alignment.stated_within(time))
    return Stance(StanceKind.NEUTRAL, 1 - met / len(claimed), (Reason(kind, _compared(alignment.claim.text, missing)),))


def _one_event(alignment: Alignment) -> bool:
    return (
        alignment.coverage_in_context >= _EVENT
        and alignment.coverage >= _OWN
        and alignment.same_event
        and len(alignment.missing) <= 1
        and not alignment.missing_names
    )


def _epithet(text: str, time: Time) -> bool:
    """A day that is part of an event's name: "the October 7 attack"; not "the United Nations on Monday called"."""
    return (
        not _ADVERBIAL.match(text, time.start)
        and bool(re.search(r"(?:\bthe|['’]s|\b[A-Z]\w+)\s$", text[: time.start]))
        and bool(re.match(r"\s[a-z]", text[time.end :]))
    )


def _conflicts(alignment: Alignment, time: Time, others: tuple[Time, ...]) -> bool:
    """Another single day of the same grain for the event; a longer or a vague run of days settles nothing."""
    alike = [other for other in others if _grain(other) == _grain(time) and other.relation is time.relation]
    mine = [other for other in alignment.claimed_times if _grain(other) == _grain(time)]
    if any(_same_but_year(alignment, time, other) for other in alike):
        return False
    return (
        len(alike) == 1 and not time.vague and len(mine) == 1 and not before(_AS_OF, alignment.claim.text, time.start)
    )


def _same_but_year(alignment: Alignment, time: Time, other: Time) -> bool:
    """Whether two times differ in a year that the statement does not spell out: "March 2008" and "early March"."""
    spelt = alignment.statement.text[other.start : other.end]
    same = (time.first.month, time.first.day, time.last.day) == (other.first.month, other.first.day, other.last.day)
    return same and str(other.first.year) not in spelt


def _in_the_place_of(alignment: Alignment, time: Time) -> Time | None:
    """The statement's time between the same two words as the claim's: "told Lee on Friday" for "told Lee on Monday"."""
    beside = _beside(alignment.claim.analysis, time)
    found = [
        other
        for other in alignment.told.times
        if _grain(other) == _grain(time) and _beside(alignment.told, other) == beside
    ]
    return found[0] if len(found) == 1 and all(beside) else None


def _beside(analysis: Analysis, time: Time) -> tuple[str, str]:
    """The stems of the content words right before and right behind a time."""
    ahead = [word.stem for word in analysis.words if word.content and word.end <= time.start]
    behind = [word.stem for word in analysis.words if word.content and word.start >= time.end]
    return ahead[-1] if ahead else "", behind[0] if behind else ""


def _spelt_alike(time: Time, others: tuple[Time, ...]) -> Time:
    return next(other for other in others if _grain(other) == _grain(time))


def _grain(time: Time) -> str:
    days = (time.last - time.first).days
    return "day" if days == 0 else "week" if days < 8 else "month" if days < 32 else "year"


def _compared(text: str, time: Time) -> Compared:
    return Compared(text[time.start : time.end], time.start, time.end, _day(time.first))


def _day(day: date) -> str:
    return day.isoformat()
