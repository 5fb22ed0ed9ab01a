"""Who did what to whom: the same words with their roles swapped, amounts swapped between things."""

import itertools
import re
from dataclasses import dataclass

from service.analysis import Analysis, Name, Quantity, QuantityKind
from service.stance.alignment import Alignment
from service.text.clauses import Clauses, Gap
from service.text.concepts import same_concept
from service.text.inflections import Form
from service.text.lexicons import entries
from service.text.names import same_name
from service.text.phrases import spellings
from service.text.stems import words
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.8
_OWN = 0.6  # of the claim's words and names, that the statement must have itself
_NO_AMOUNTS = frozenset({QuantityKind.OTHER, QuantityKind.ORDINAL, QuantityKind.SCORE})
_BY = re.compile(r"\s(?:\w+\s){0,4}?by\s")
_OBJECT = 8  # words behind a verb in which its object begins
_AGENT = 40  # characters behind a passive's "by" in which its agent is named
# sayings that are done to somebody
_AIMED = words("accuse slam condemn praise criticise criticize urge ask thank welcome blame warn hail")
_SAYING = frozenset(word.stem for entry in entries("speech_verbs") for word in words(entry)) - {w.stem for w in _AIMED}
_PARTICIPLES = frozenset(
    [
        "beaten",
        "bitten",
        "bought",
        "brought",
        "caught",
        "chosen",
        "driven",
        "eaten",
        "fired",
        "forgiven",
        "given",
        "held",
        "hit",
        "hurt",
        "kept",
        "killed",
        "known",
        "led",
        "left",
        "lost",
        "made",
        "met",
        "overtaken",
        "paid",
        "put",
        "seen",
        "sent",
        "shot",
        "sold",
        "sued",
        "struck",
        "succeeded",
        "taken",
        "told",
        "thrown",
        "won",
    ]
)
# what two do to each other
_MUTUAL = frozenset(
    word.stem
    for word in words(
        "met meet talk spoke speak discuss agree agreed fought fight clash marry married join joined share"
    )
)


def judge_roles(alignment: Alignment) -> Stance | None:
    """Refutes where everything of the claim is there but two of its parts have changed places."""
    if alignment.coverage_in_context < _EVENT:
        return None
    swapped = _swapped_amounts(alignment) or _swapped_verbs(alignment) or _swapped_owners(alignment)
    if swapped is None and alignment.coverage >= _OWN:
        swapped = _swapped_names(alignment)
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
        _deeds(alignment.claim.text, alignment.claim.analysis),
        _deeds(alignment.statement.text, alignment.told),
    )
    for deed in mine:
        for other in theirs:
            if deed.stem != other.stem or _shared(deed.doers, other.doers):
                continue
            turned = _shared(deed.doers, other.others) or (other.doers and _shared(deed.others, other.doers))
            if turned and deed.stem not in _MUTUAL | _SAYING:
                return Reason(
                    ReasonKind.ROLES_SWAPPED,
                    _compared(alignment.claim.text, turned[0]),
                    _compared(alignment.statement.text, turned[1]),
                )
    return None


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb, the names of who does it, and the names right behind it, to whom it is done."""

    stem: str
    doers: tuple[Name, ...]
    others: tuple[Name, ...]


def _deeds(text: str, analysis: Analysis) -> list[_Deed]:
    """The finite verbs with a named doer or a named object; a passive's doer stands behind its "by"."""
    if len(analysis.names) < 1:
        return []
    clauses = Clauses(text, analysis.words, spellings(text, analysis.words))
    inverted = [
        (a.cue_start, a.cue_end)
        for a in analysis.attributions
        if a.source_start >= a.cue_end and not _BY.match(text, a.cue_end)
    ]
    found = []
    for index, word in enumerate(analysis.words):
        if not word.content or not _is_verb(clauses, index):
            continue
        run = clauses.subject(index, Form.PAST)
        if run is None or any(start <= word.start < end for start, end in inverted):
            continue
        subject = _names_within(analysis, analysis.words[run[0]].start, analysis.words[run[1]].end)
        objects = _names_within(analysis, word.end, _object_end(clauses, index))
        by = _BY.match(text, word.end)
        if any(clauses.role(at) == "be" for at in range(clauses.before_group(index) + 1, index)):
            if by is None:
                continue
            subject, objects = _names_within(analysis, by.end(), by.end() + _AGENT), subject
        elif by is not None and by.group() == " by ":  # "the plan backed by Lind"
            subject, objects = _names_within(analysis, by.end(), by.end() + _AGENT), ()
        found.append(_Deed(word.stem, subject, objects))
    return found


def _object_end(clauses: Clauses, verb: int) -> int:
    """Where the words that belong to a verb end: at the next verb, mark or joining word."""
    last = verb
    while (
        last + 1 < len(clauses.words)
        and last - verb < _OBJECT
        and clauses.gap(last + 1) is Gap.JOINED
        and not _ends_object(clauses, last + 1)
    ):
        last += 1
    return clauses.words[last].end


def _is_verb(clauses: Clauses, index: int) -> bool:
    """Whether a word is a finite verb or, behind an auxiliary, an infinitive or a participle."""
    if clauses.role(index) in {"be", "auxiliary"} or index == 0:
        return False
    if clauses.role(index - 1) in {"auxiliary", "to"} and not clauses.named(index):
        return True
    past = clauses.spelt[index].endswith("ed") or clauses.spelt[index] in _PARTICIPLES
    return clauses.verb(index) or (past and (clauses.role(index - 1) == "be" or clauses.named(index - 1)))


def _ends_object(clauses: Clauses, index: int) -> bool:
    role, spelt = clauses.role(index), clauses.spelt[index]
    if role == "preposition" or spelt == "than":
        return spelt not in {"of", "than"}  # "more than 40 of"
    return role in {"relative", "subordinator", "conjunction", "to"} or clauses.verb(index) or spelt == "that"


def _names_within(analysis: Analysis, start: int, end: int) -> tuple[Name, ...]:
    return tuple(name for name in analysis.names if start <= name.start and name.end <= end)


def _shared(mine: tuple[Name, ...], theirs: tuple[Name, ...]) -> tuple[Name, Name] | None:
    return next(((a, b) for a in mine for b in theirs if same_name(a.words, b.words)), None)


def _compared(text: str, span: Quantity | Name) -> Compared:
    return Compared(text[span.start : span.end], span.start, span.end)
