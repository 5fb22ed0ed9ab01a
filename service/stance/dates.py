"""Days and times: the same day, another day for the same event, or a figure of another period."""

import re
from datetime import date

from service.analysis import Analysis, QuantityKind, Relation, Time
from service.stance.alignment import Alignment
from service.stance.deeds import ONCE, deed_of
from service.text.concepts import same_concept
from service.text.dates import overlap
from service.text.windows import before
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.6
_ADVERBIAL = re.compile(
    r"(?:on|in|at|by|since|until|before|after|from|last|this|next|earlier|late|yesterday|today)\s", re.I
)
_AS_OF = re.compile(r"\b(?:as\sof|by)\s$", re.IGNORECASE)  # the state of things then, not the day of an event
_OWN = 0.55  # of the claim's words, that the statement must have itself
_FIGURES = frozenset({QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE})
_LEAST_SURE = 0.6  # strength where the clause alone is there


def judge_dates(alignment: Alignment) -> Stance | None:
    """Supports where the claim's day is the statement's, refutes where the same event is put on another day.

    Where both tell of one deed and it may have happened twice, the reason "different_period" has both days.
    """
    claimed = tuple(
        time
        for time in alignment.claimed_times
        if not _epithet(alignment.claim.text, time) or _in_the_place_of(alignment, time)
    )
    if not claimed:
        return None
    unmet = [time for time in claimed if not _met(alignment, time)]
    if not unmet:
        return Stance(StanceKind.SUPPORTS, alignment.coverage_in_context * 0.5)
    found = [(time, other) for time in unmet if (other := _instead(alignment, time)) is not None]
    instead = [(time, other) for time, other in found if _one_event(alignment) or _one_deed(alignment, time, other)]
    if instead:
        reasons = tuple(_reason(alignment, ReasonKind.DIFFERENT_DATE, time, other) for time, other in instead)
        return Stance(StanceKind.REFUTES, max(_LEAST_SURE, alignment.coverage_in_context), reasons)
    kind = ReasonKind.PART_MISSING if _left_open(alignment, unmet[0]) else ReasonKind.DIFFERENT_PERIOD
    reason = _reason(alignment, kind, unmet[0], _of_the_same_deed(alignment, unmet[0]))
    return Stance(StanceKind.NEUTRAL, len(unmet) / len(claimed), (reason,))


def _met(alignment: Alignment, time: Time) -> bool:
    """Whether the statement tells of the claim's time, or was made then and gives no other for what it tells."""
    if any(overlap(time, other) for other in alignment.told.times):
        return True
    elsewhen = (_in_the_place_of, _not_before, _of_the_same_deed)
    return alignment.stated_within(time) and not any(other(alignment, time) for other in elsewhen)


def _left_open(alignment: Alignment, time: Time) -> bool:
    """Whether the statement, made later, tells of no time at all: "Roe denies it" settles no day."""
    stated = alignment.statement.stated_at
    return not alignment.told.times and (stated is None or stated.at.date() > time.last)


def _one_event(alignment: Alignment) -> bool:
    return (
        alignment.coverage_in_context >= _EVENT
        and alignment.coverage >= _OWN
        and alignment.same_event
        and len(alignment.missing) <= 1
        and not alignment.missing_names
    )


def _one_deed(alignment: Alignment, time: Time, other: Time) -> bool:
    """Whether the statement has the deed with all else of its clause: "*Roe resigned in 2021*, after months of protest"."""
    return _same_deed(alignment, time, other) and alignment.clause_told(time.start, time.end)


def _epithet(text: str, time: Time) -> bool:
    """A day that is part of an event's name: "the October 7 attack"; not "the United Nations on Monday called"."""
    return (
        not _ADVERBIAL.match(text, time.start)
        and bool(re.search(r"(?:\bthe|['’]s|\b[A-Z]\w+)\s$", text[: time.start]))
        and bool(re.match(r"\s[a-z]", text[time.end :]))
    )


def _instead(alignment: Alignment, time: Time) -> Time | None:
    """The statement's time for the event that the claim puts at another; a vague run of days settles nothing."""
    others, mine = alignment.told.times, alignment.claimed_times
    if (found := _in_the_place_of(alignment, time)) is not None:
        return found
    if time.vague or before(_AS_OF, alignment.claim.text, time.start):
        return None
    alike = [other for other in others if _grain(other) == _grain(time) and other.relation is time.relation]
    if any(_same_but_year(alignment, time, other) for other in alike):
        return None
    if len(alike) == 1 and sum(_grain(other) == _grain(time) for other in mine) == 1:
        recurs = _is_figure_of(alignment, time) or _of_another_deed(alignment, time, alike[0])
        return None if recurs else alike[0]
    bound = _not_before(alignment, time)
    if bound is not None:
        return bound
    other = _of_the_same_deed(alignment, time)
    return other if other is not None and len(mine) == 1 and _claimed_deed(alignment, time) in ONCE else None


def _is_figure_of(alignment: Alignment, time: Time) -> bool:
    """Whether the claim gives the figure of a month or a year, which has another each: "exported 40 tonnes in 2029"."""
    amounts = any(q.kind in _FIGURES and q.unit != "time" for q in alignment.claim.analysis.quantities)
    return amounts and _grain(time) in {"month", "year"} and _claimed_deed(alignment, time) not in ONCE


def _not_before(alignment: Alignment, time: Time) -> Time | None:
    """The time from which on the statement has the deed that the claim puts before it: "not before 2032" for "in 2031"."""
    later = [
        other
        for other in alignment.told.times
        if other.relation is Relation.SINCE and other.first > time.last and _same_deed(alignment, time, other)
    ]
    return later[0] if later and time.relation in {Relation.ON, Relation.UNTIL} else None


def _of_the_same_deed(alignment: Alignment, time: Time) -> Time | None:
    """The one time, of whatever grain, at which the statement has the deed that the claim puts at another."""
    if time.relation is not Relation.ON:
        return None
    others = [
        other
        for other in alignment.told.times
        if other.relation is Relation.ON and not other.vague and _same_deed(alignment, time, other)
    ]
    return others[0] if len(others) == 1 and not overlap(time, others[0]) else None


def _same_deed(alignment: Alignment, time: Time, other: Time) -> bool:
    """Whether claim and statement put the same deed at their times."""
    claimed, told = _claimed_deed(alignment, time), _told_deed(alignment, other)
    return claimed is not None and told is not None and same_concept(claimed, told)


def _of_another_deed(alignment: Alignment, time: Time, other: Time) -> bool:
    """Whether the statement has the claim's deed, but its time with another one: "elected on Friday, resigned"."""
    claimed, told = _claimed_deed(alignment, time), _told_deed(alignment, other)
    return claimed is not None and told is not None and alignment.said(claimed) and not same_concept(claimed, told)


def _claimed_deed(alignment: Alignment, time: Time) -> str | None:
    return deed_of(time, alignment.claim.text, alignment.claim.analysis)


def _told_deed(alignment: Alignment, time: Time) -> str | None:
    return deed_of(time, alignment.statement.text, alignment.told)


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


def _grain(time: Time) -> str:
    days = (time.last - time.first).days
    return "day" if days == 0 else "week" if days < 8 else "month" if days < 32 else "year"


def _reason(alignment: Alignment, kind: ReasonKind, time: Time, other: Time | None) -> Reason:
    theirs = None if other is None else _compared(alignment.statement.text, other)
    return Reason(kind, _compared(alignment.claim.text, time), theirs)


def _compared(text: str, time: Time) -> Compared:
    return Compared(text[time.start : time.end], time.start, time.end, _day(time.first))


def _day(day: date) -> str:
    return day.isoformat()
