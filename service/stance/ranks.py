"""More and less between two, first and third of many, from one amount to another: what amounts are to each other.

input:  "More of them live in Orsk than in Lind." beside "640 of them live in Orsk and 900 in Lind."
output: refutes
"""

import re

from service.analysis import Name, Quantity, QuantityKind
from service.stance.alignment import Alignment
from service.text.numbers import ORDINALS, alternatives
from service.text.spellings import same_name
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.6  # of the claim, that the statement must have
_AMOUNTS = frozenset({QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE})
_SUPERLATIVE = re.compile(
    rf"\b(?:(?P<rank>{alternatives(ORDINALS)})[\s-](?:most\s)?)?(?P<most>(?:larg|bigg|small|old|young|long|short|high|low|rich|poor|strong|fast|great|busi|deadli|tall|deep)est)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\s(?P<from>[^,;.]{1,40}?)\sto\s", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|higher|larger|bigger|greater)\b(?P<between>[^,;.]*)\bthan\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:fewer|less|lower|smaller)\b(?P<between>[^,;.]*)\bthan\b", re.IGNORECASE)
_NEAR = 60  # characters between an amount and the name whose it is


def judge_ranks(alignment: Alignment) -> Stance | None:
    """Refutes where the claim has another rank, the amounts of a change turned round, or the greater of two as the less."""
    if alignment.coverage_in_context < _EVENT or alignment.missing_names or not alignment.same_period:
        return None
    reason = _other_rank(alignment) or _turned_change(alignment)
    if reason is not None:
        return Stance(StanceKind.REFUTES, alignment.coverage_in_context, (reason,))
    return _greater(alignment)


def _other_rank(alignment: Alignment) -> Reason | None:
    """ "The largest" beside "the third-largest"."""
    mine, theirs = (list(_SUPERLATIVE.finditer(side.text)) for side in (alignment.claim, alignment.statement))
    if len(mine) != 1 or len(theirs) != 1 or mine[0]["most"].lower() != theirs[0]["most"].lower():
        return None
    if _rank(mine[0]) == _rank(theirs[0]):
        return None
    return Reason(ReasonKind.DIFFERENT_QUANTITY, _as_rank(mine[0]), _as_rank(theirs[0]))


def _rank(match: re.Match[str]) -> int:
    return ORDINALS[match["rank"].lower()] if match["rank"] else 1


def _as_rank(match: re.Match[str]) -> Compared:
    return Compared(match.group(), match.start(), match.end(), _rank(match), "rank")


def _turned_change(alignment: Alignment) -> Reason | None:
    """ "From five to three" beside "from three to five"."""
    mine = _from_to(alignment.claim.text, alignment.claim.analysis.quantities)
    theirs = _from_to(alignment.statement.text, alignment.told.quantities)
    for first, last in mine:
        for start, end in theirs:
            if first.value == end.value != last.value == start.value and first.unit == start.unit:
                return Reason(
                    ReasonKind.ROLES_SWAPPED,
                    _compared(alignment.claim.text, first),
                    _compared(alignment.statement.text, start),
                )
    return None


def _from_to(text: str, quantities: tuple[Quantity, ...]) -> list[tuple[Quantity, Quantity]]:
    """The amounts of each "from ... to ..."."""
    found = []
    for match in _FROM_TO.finditer(text):
        first = [q for q in quantities if match.start("from") <= q.start < match.end("from")]
        last = [q for q in quantities if match.end() <= q.start < match.end() + 12]
        if len(first) == 1 and last and first[0].kind is not QuantityKind.OTHER:
            found.append((first[0], last[0]))
    return found


def _greater(alignment: Alignment) -> Stance | None:
    """Which of two names has the greater amount: what the claim says of them, held against the statement's figures."""
    text = alignment.claim.text
    more = _MORE.search(text)
    match = more or _LESS.search(text)
    if match is None:
        return None
    ahead = [name for name in alignment.claim.analysis.names if name.end <= match.end()]
    behind = [name for name in alignment.claim.analysis.names if name.start >= match.end()]
    if not ahead or len(behind) != 1:
        return None
    one, other = _amount_of(alignment, ahead[-1]), _amount_of(alignment, behind[0])
    if one is None or other is None or one is other or (one.kind, one.unit) != (other.kind, other.unit):
        return None
    if one.value == other.value:
        return None
    right = (one.value > other.value) is (more is not None)
    reason = Reason(
        ReasonKind.SAME_QUANTITY if right else ReasonKind.DIFFERENT_QUANTITY,
        Compared(match.group(), match.start(), match.end()),
        _compared(alignment.statement.text, one),
    )
    return Stance(StanceKind.SUPPORTS if right else StanceKind.REFUTES, alignment.coverage_in_context, (reason,))


def _amount_of(alignment: Alignment, name: Name) -> Quantity | None:
    """The amount that stands nearest to a name, with no other amount or name between."""
    told = [other for other in alignment.told.names if same_name(name.words, other.words)]
    amounts = [q for q in alignment.told.quantities if q.kind in _AMOUNTS]
    if len(told) != 1:
        return None
    [place] = told
    behind = next((q for q in amounts if 0 <= q.start - place.end < _NEAR), None)
    ahead = next((q for q in reversed(amounts) if 0 <= place.start - q.end < _NEAR), None)
    if ahead is None or behind is None:
        return ahead or behind
    return ahead if _first_is_amount(alignment) else behind


def _first_is_amount(alignment: Alignment) -> bool:
    """Whether amounts stand before their names: "640 live in Orsk, 900 in Lind", not "Orsk has 640, Lind 900"."""
    amounts = [q.start for q in alignment.told.quantities if q.kind in _AMOUNTS]
    return bool(amounts) and amounts[0] < alignment.told.names[0].start


def _compared(text: str, quantity: Quantity) -> Compared:
    value = int(quantity.value) if quantity.value.is_integer() else quantity.value
    return Compared(text[quantity.start : quantity.end], quantity.start, quantity.end, value, quantity.unit)
