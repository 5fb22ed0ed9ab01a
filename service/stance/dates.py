"""Days and times: the same day, another day for the same event, or a figure of another period."""

from datetime import date, timedelta

from service.analysis import Relation, Time
from service.stance.alignment import Alignment
from service.types import Compared, Precision, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.6


def judge_dates(alignment: Alignment) -> Stance | None:
    """Supports where the claim's day is the statement's, refutes where the same event is put on another day."""
    claimed = alignment.claimed_times
    if not claimed:
        return None
    reasons: list[Reason] = []
    met = 0
    for time in claimed:
        others = alignment.told.times
        same = next((other for other in others if overlap(time, other)), None)
        if same is not None or _stated_within(alignment, time):
            met += 1
        elif _conflicts(alignment, time, others):
            nearest = _spelt_alike(time, others)
            reasons.append(
                Reason(
                    ReasonKind.DIFFERENT_DATE,
                    _compared(alignment.claim.text, time),
                    _compared(alignment.statement.text, nearest),
                )
            )
    if reasons and alignment.coverage_in_context >= _EVENT:
        return Stance(StanceKind.REFUTES, alignment.coverage_in_context, tuple(reasons))
    if met == len(claimed):
        return Stance(StanceKind.SUPPORTS, alignment.coverage_in_context * 0.5)
    kind = (
        ReasonKind.DIFFERENT_PERIOD
        if alignment.statement.stated_at or alignment.told.times
        else ReasonKind.PART_MISSING
    )
    missing = next(time for time in claimed if not _stated_within(alignment, time))
    return Stance(StanceKind.NEUTRAL, 1 - met / len(claimed), (Reason(kind, _compared(alignment.claim.text, missing)),))


def overlap(one: Time, other: Time) -> bool:
    """Whether two runs of days share a day, their times of day not too far apart, their before and after taken in."""
    if other.weekday and one.first == one.last == other.first + timedelta(days=7):
        return True
    if one.relation in {Relation.ON, Relation.UNTIL} and other.relation in {Relation.ON, Relation.UNTIL}:
        if one.last < other.first or other.last < one.first:
            return False
    elif one.relation in {Relation.AFTER, Relation.SINCE}:
        return other.last >= one.first and (other.relation is one.relation or other.relation is Relation.ON)
    elif one.relation is Relation.BEFORE:
        return other.first <= one.last
    elif other.last < one.first or one.last < other.first:
        return False
    if one.minute is None or other.minute is None or one.first != other.first:
        return True
    return abs(one.minute - other.minute) <= max(one.spread, other.spread, 10)


def _stated_within(alignment: Alignment, time: Time) -> bool:
    """Whether the statement was made on the claim's day (and hour): what it tells in the present is of that day."""
    stated = alignment.statement.stated_at
    if stated is None:
        return False
    day = stated.at.date()
    if time.relation is Relation.UNTIL and time.minute is None:
        return timedelta(0) <= time.last - day <= timedelta(days=3)
    if not time.first <= day <= time.last:
        return False
    if time.minute is None or stated.precision is not Precision.MINUTE:
        return True
    minute = stated.at.hour * 60 + stated.at.minute
    return abs(minute - time.minute) <= max(time.spread, 30)


def _conflicts(alignment: Alignment, time: Time, others: tuple[Time, ...]) -> bool:
    """Another single day of the same grain for the event; a longer or a vague run of days settles nothing."""
    alike = [other for other in others if _grain(other) == _grain(time) and other.relation is time.relation]
    return len(alike) == 1 and not time.vague and len(alignment.claimed_times) == 1


def _spelt_alike(time: Time, others: tuple[Time, ...]) -> Time:
    return next(other for other in others if _grain(other) == _grain(time))


def _grain(time: Time) -> str:
    days = (time.last - time.first).days
    return "day" if days == 0 else "week" if days < 8 else "month" if days < 32 else "year"


def _compared(text: str, time: Time) -> Compared:
    return Compared(text[time.start : time.end], time.start, time.end, _day(time.first))


def _day(day: date) -> str:
    return day.isoformat()
