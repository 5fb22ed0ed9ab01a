"""Who did what to whom: the same words with their roles swapped, amounts swapped between things."""

import itertools

from service.analysis import Analysis, Name, Quantity, QuantityKind, Word
from service.stance.alignment import Alignment
from service.stance.arguments import Turn, other_doer, turned
from service.stance.deeds import MUTUAL, SAYING, deeds
from service.text.concepts import same_concept
from service.text.spellings import same_name
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.8
_OWN = 0.6  # of the claim's words and names, that the statement must have itself
_NO_AMOUNTS = frozenset({QuantityKind.OTHER, QuantityKind.ORDINAL, QuantityKind.SCORE})


def judge_roles(alignment: Alignment) -> Stance | None:
    """Refutes where everything of the claim is there but two of its parts have changed places.

    Supports where the verb is turned with them: "Roe lost to Lind" beside "Lind beat Roe".
    """
    order = turned(alignment) if alignment.coverage >= _OWN and not alignment.missing_names else None
    if order is not None and order[0] is Turn.CONVERSE:
        return Stance(StanceKind.SUPPORTS, alignment.coverage_in_context, (Reason(ReasonKind.ENTAILS),))
    if alignment.coverage_in_context < _EVENT:
        return None
    swapped = _swapped_amounts(alignment) or _swapped_verbs(alignment) or _swapped_owners(alignment)
    if swapped is None and alignment.coverage >= _OWN:
        swapped = _swapped_names(alignment) or _swapped_order(alignment, order) or _other_doer(alignment)
    if swapped is None:
        return None
    return Stance(StanceKind.REFUTES, alignment.coverage_in_context, (swapped,))


def _swapped_amounts(alignment: Alignment) -> Reason | None:
    """Two amounts that stand on both sides, each with the other's noun: "14 abstained and 44 voted no"."""
    claimed = [q for q in alignment.claim.analysis.quantities if q.counted]
    told = [q for q in alignment.told.quantities if q.counted]
    for index, one in enumerate(claimed):
        for two in claimed[index + 1 :]:
            mine = [q for q in told if q.value == one.value]
            theirs = [q for q in told if q.value == two.value]
            if (
                one.value != two.value
                and mine
                and theirs
                and _counts(one, theirs[0])
                and _counts(two, mine[0])
                and not (_counts(one, mine[0]) or _counts(two, theirs[0]))
            ):
                return Reason(
                    ReasonKind.ROLES_SWAPPED,
                    _compared(alignment.claim.text, one),
                    _compared(alignment.statement.text, mine[0]),
                )
    return None


def _swapped_verbs(alignment: Alignment) -> Reason | None:
    """Two amounts on both sides, each with what the other did: "14 abstained and 44 voted no"."""
    mine, theirs = _doings(alignment.claim.analysis), _doings(alignment.told)
    shared = [(one, other) for one in mine for other in theirs if one.value == other.value]
    for (one, told_one), (two, told_two) in itertools.combinations(shared, 2):
        if one.value == two.value:
            continue
        did = (mine[one] & theirs[told_two]) - theirs[told_one] - mine[two]
        other_did = (mine[two] & theirs[told_one]) - theirs[told_two] - mine[one]
        if did and other_did:
            return Reason(
                ReasonKind.ROLES_SWAPPED,
                _compared(alignment.claim.text, one),
                _compared(alignment.statement.text, told_one),
            )
    return None


def _swapped_owners(alignment: Alignment) -> Reason | None:
    """Two amounts and two names, each amount with the other's name: "45 % to Orsk and 55 % to Lind"."""
    mine, theirs = _owned(alignment.claim.analysis), _owned(alignment.told)
    if len(mine) != 2 or len(theirs) != 2:
        return None
    [(one, first), (two, second)] = mine
    told = {amount.value: name for amount, name in theirs}
    if one.value == two.value or {one.value, two.value} != told.keys():
        return None
    if same_name(first.words, told[two.value].words) and same_name(second.words, told[one.value].words):
        other = next(amount for amount, _ in theirs if amount.value == one.value)
        return Reason(
            ReasonKind.ROLES_SWAPPED, _compared(alignment.claim.text, one), _compared(alignment.statement.text, other)
        )
    return None


def _owned(analysis: Analysis) -> list[tuple[Quantity, Name]]:
    """Amounts and names that come in turns, by pairs in the order of the text; none where they do not."""
    amounts: list[Quantity | Name] = [q for q in analysis.quantities if q.kind not in _NO_AMOUNTS]
    turns = sorted([*amounts, *analysis.names], key=lambda one: one.start)[-2 * len(amounts) :]
    pairs = [(a, b) if isinstance(a, Quantity) else (b, a) for a, b in zip(turns[::2], turns[1::2], strict=False)]
    return [(a, b) for a, b in pairs if isinstance(a, Quantity) and isinstance(b, Name)]


def _doings(analysis: Analysis) -> dict[Quantity, frozenset[str]]:
    """Each amount with the content words between it and the next one: "44 abstained and 14 voted no"."""
    amounts = [q for q in analysis.quantities if q.kind is QuantityKind.COUNT]
    stops = [q.start for q in amounts[1:]] + [len(analysis.words) and analysis.words[-1].end]
    return {
        amount: frozenset(w.stem for w in analysis.words if w.content and amount.end <= w.start < stop)
        for amount, stop in zip(amounts, stops, strict=False)
    }


def _counts(one: Quantity, other: Quantity) -> bool:
    return same_concept(one.counted[0], other.counted[0])


def _swapped_names(alignment: Alignment) -> Reason | None:
    """Whom the claim has doing something, the statement has it done to, or the other way round.

    "Roe accused Lind" beside "Lind accused Roe", and beside "he accused Roe"; not beside "Lind was accused by Roe".
    """
    mine, theirs = (
        deeds(alignment.claim.text, alignment.claim.analysis),
        deeds(alignment.statement.text, alignment.told),
    )
    for deed in mine:
        for other in theirs:
            if deed.stem != other.stem or _shared(deed.doers, other.doers):
                continue
            turned = _shared(deed.doers, other.others) or (other.doers and _shared(deed.others, other.doers))
            if turned and deed.stem not in MUTUAL | SAYING:
                return Reason(
                    ReasonKind.ROLES_SWAPPED,
                    _compared(alignment.claim.text, turned[0]),
                    _compared(alignment.statement.text, turned[1]),
                )
    return None


def _swapped_order(alignment: Alignment, order: tuple[Turn, Word, Word] | None) -> Reason | None:
    """What the claim has before the verb stands behind it, and the other way round: "the bank sued the city"."""
    if order is None:
        return None
    _, mine, theirs = order
    return Reason(
        ReasonKind.ROLES_SWAPPED, _compared(alignment.claim.text, mine), _compared(alignment.statement.text, theirs)
    )


def _other_doer(alignment: Alignment) -> Reason | None:
    """Who did it is another, and the one that the claim names did something else."""
    found = other_doer(alignment)
    if found is None:
        return None
    return Reason(
        ReasonKind.ROLES_SWAPPED,
        _compared(alignment.claim.text, found[0]),
        _compared(alignment.statement.text, found[1]),
    )


def _shared(mine: tuple[Name, ...], theirs: tuple[Name, ...]) -> tuple[Name, Name] | None:
    return next(((a, b) for a in mine for b in theirs if same_name(a.words, b.words)), None)


def _compared(text: str, span: Quantity | Name | Word) -> Compared:
    return Compared(text[span.start : span.end], span.start, span.end)
