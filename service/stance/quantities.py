"""Amounts: the same, a careful rounding, or another amount of the same thing.

Two amounts meet only if they are of one kind and unit and count the same thing; years, ids, scores and dates never do.
"""

from dataclasses import dataclass

from service.analysis import Quantity, QuantityKind
from service.stance.alignment import Alignment
from service.stance.rounding import ROUNDING, agree
from service.stance.same_thing import DISTINCTIVE, same_thing
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_COMPARABLE = {
    QuantityKind.COUNT,
    QuantityKind.PERCENT,
    QuantityKind.MONEY,
    QuantityKind.MEASURE,
    QuantityKind.ORDINAL,
    QuantityKind.AGE,
}
_MOST = 24  # amounts of a claim that are judged, and of a statement that are held against each: not a whole table
_EVENT = 0.55  # how much of the claim the statement must share before two amounts may conflict


@dataclass(frozen=True, slots=True)
class _Match:
    claim: Quantity
    statement: Quantity
    same_thing: float  # 0 to 1: how surely both count the same
    agrees: bool
    exact: bool


def judge_quantities(alignment: Alignment) -> Stance | None:
    """Supports where every amount of the claim is met, refutes where one differs for the same thing of the same event."""
    claimed = [q for q in alignment.claim.analysis.quantities if q.kind in _COMPARABLE][:_MOST]
    if not claimed:
        return None
    matches = [_best(alignment, quantity) for quantity in claimed]
    found = [match for match in matches if match is not None]
    if any(not m.agrees and _follows(alignment, m.claim) for m in found):
        return None
    conflicts = [
        m
        for m in found
        if not m.agrees
        and m.same_thing >= 0.5
        and (alignment.coverage_in_context >= _EVENT or alignment.clause_told(m.claim.start, m.claim.end))
    ]
    whole = not alignment.missing_names and alignment.same_event
    if conflicts and not (whole or any(alignment.clause_told(m.claim.start, m.claim.end) for m in conflicts)):
        return Stance(
            StanceKind.NEUTRAL, 0.7, tuple(_reason(alignment, m, ReasonKind.DIFFERENT_SCOPE) for m in conflicts)
        )
    if conflicts and not alignment.same_period:
        return Stance(
            StanceKind.NEUTRAL, 0.9, tuple(_reason(alignment, m, ReasonKind.DIFFERENT_PERIOD) for m in conflicts)
        )
    if conflicts:
        strength = max(m.same_thing for m in conflicts) * alignment.coverage_in_context
        return Stance(
            StanceKind.REFUTES, strength, tuple(_reason(alignment, m, ReasonKind.DIFFERENT_QUANTITY) for m in conflicts)
        )
    agreed = [m for m in found if m.agrees]
    if len(agreed) < len(claimed):
        scope = [m for m in found if not m.agrees]
        kind = ReasonKind.DIFFERENT_SCOPE if scope else ReasonKind.PART_MISSING
        reasons = tuple(_reason(alignment, m, kind) for m in scope) or tuple(
            Reason(kind, _compared(alignment.claim.text, quantity))
            for quantity, m in zip(claimed, matches, strict=True)
            if m is None
        )
        return Stance(StanceKind.NEUTRAL, 1 - len(agreed) / len(claimed), reasons)
    if alignment.claimed_times and not alignment.same_period:
        return Stance(
            StanceKind.NEUTRAL, 0.9, tuple(_reason(alignment, m, ReasonKind.DIFFERENT_PERIOD) for m in agreed)
        )
    strength = min(m.same_thing for m in agreed) * alignment.coverage_in_context
    return Stance(
        StanceKind.SUPPORTS,
        strength,
        tuple(_reason(alignment, m, ReasonKind.SAME_QUANTITY if m.exact else ReasonKind.ROUNDS_TO) for m in agreed),
    )


def _follows(alignment: Alignment, claimed: Quantity) -> bool:
    """Whether the amount is the sum or the difference of two that the statement gives: 8 of "three of the eleven"."""
    told = [q.value for q in _comparables(alignment, claimed)]
    slack = ROUNDING * abs(claimed.value) if claimed.rounded else 0.0
    return any(
        abs(claimed.value - result) <= slack
        for index, one in enumerate(told)
        for two in told[index + 1 :]
        for result in (one + two, abs(one - two))
    )


def _best(alignment: Alignment, claimed: Quantity) -> _Match | None:
    candidates = []
    for told in _comparables(alignment, claimed):
        if _unclear(claimed, told):
            continue
        agrees = agree(claimed, told) and not _other_currency(claimed, told)
        surely = same_thing(alignment, claimed, told)
        candidates.append(_Match(claimed, told, surely, agrees, claimed.value == told.value))
    if not candidates:
        return None
    agreeing = [c for c in candidates if c.agrees and c.same_thing >= (0.25 if c.exact else 0.5)]
    if agreeing:
        return max(agreeing, key=lambda c: (c.exact, c.same_thing))
    return max(candidates, key=lambda c: c.same_thing)


def _comparables(alignment: Alignment, claimed: Quantity) -> list[Quantity]:
    """The statement's amounts that may meet one of the claim, of a table of hundreds the nearest in value."""
    found = [told for told in alignment.told.quantities if _comparable(claimed, told)]
    if len(found) > _MOST:
        nearest = sorted(found, key=lambda told: (abs(told.value - claimed.value), told.start))[:_MOST]
        found = sorted(nearest, key=lambda told: told.start)
    return found


def _comparable(claimed: Quantity, told: Quantity) -> bool:
    """Whether both are of one kind and unit; a bare number may have left its unit to the one before it.

    "9,500 francs, compared with 1,200 before the siege". One number in two currencies is one of them wrong.
    """
    if told.kind not in _COMPARABLE:
        return False
    if told.kind is claimed.kind:
        return claimed.unit == told.unit or _other_currency(claimed, told)
    bare = told.kind is QuantityKind.COUNT and not told.counted and not told.unit
    return bare and claimed.value == told.value > DISTINCTIVE


def _other_currency(claimed: Quantity, told: Quantity) -> bool:
    """Whether one number stands in two currencies."""
    money = told.kind is QuantityKind.MONEY and claimed.kind is QuantityKind.MONEY
    return money and claimed.value == told.value and claimed.unit != told.unit


def _unclear(claimed: Quantity, told: Quantity) -> bool:
    """ "thousands" beside 6,747: it neither confirms nor contradicts."""
    wide = told.low is not None and told.high is not None and told.high >= 10 * max(told.low, 1.0)
    if not wide or told.low is None or told.high is None or claimed.low == told.low:
        return False
    return told.low <= claimed.value < told.high


def _compared(text: str, quantity: Quantity) -> Compared:
    value = int(quantity.value) if quantity.value.is_integer() else quantity.value
    return Compared(text[quantity.start : quantity.end], quantity.start, quantity.end, value, unit_word(quantity))


def unit_word(quantity: Quantity) -> str:
    """The unit as the answer names it: "%", "USD", "time" in seconds, or the stem of what is counted."""
    return quantity.unit or (quantity.counted[0] if quantity.counted else "")


def _reason(alignment: Alignment, match: _Match, kind: ReasonKind) -> Reason:
    return Reason(
        kind, _compared(alignment.claim.text, match.claim), _compared(alignment.statement.text, match.statement)
    )


def comparable_figures(alignment: Alignment) -> tuple[Quantity, ...]:
    """The statement's amounts that count the very thing that an amount of the claim counts."""
    claimed = [q for q in alignment.claim.analysis.quantities if q.kind in _COMPARABLE]
    return tuple(
        told
        for told in alignment.told.quantities
        if any(_comparable(mine, told) and same_thing(alignment, mine, told) >= 0.75 for mine in claimed)
    )
