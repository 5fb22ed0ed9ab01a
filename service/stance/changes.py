"""How something changed: up or down by the same amount, doubled or halved.

input:  "The dollar fell 22 percent." beside "The dollar is up 22 percent."
output: refutes; supports beside "The dollar dropped by 22 percent."
"""

import re
from dataclasses import dataclass

from service.analysis import Analysis, MarkKind, Quantity, QuantityKind, Word
from service.stance.alignment import Alignment
from service.stance.rounding import agree
from service.text.concepts import alike
from service.text.numbers import number_value
from service.text.stems import words
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.5  # of the claim, that the statement must have
_MOST = 24  # amounts of either side that are looked at: not a whole table
_MOVING = frozenset({QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.COUNT})


def _stems(text: str, *concepts: str) -> frozenset[str]:
    listed = {word.stem for word in words(text)}
    return frozenset(listed.union(*(alike(word.stem) for concept in concepts for word in words(concept))))


_UP = _stems("gain gained win won add added create created hire hired more extra expand expanded profit", "rise")
_DOWN = _stems("lose lost shed fewer less remove removed loss", "fall")
# what may stand between the change and its amount: "fell back *by almost* 4 percent", "rose *to some* 4 million"
_LINKS = frozenset(
    word.stem for word in words("by to of about around some nearly almost just over back roughly a an another")
)
_FACTOR = re.compile(
    r"\b(?:(?P<double>doubl(?:ed?|es|ing))|(?P<triple>(?:trip|treb)l(?:ed?|es|ing))|(?P<quadruple>quadrupl(?:ed?|es|ing))"
    r"|(?P<halve>halv(?:ed?|es|ing))|(?P<fold>two|three|four|five|six|seven|eight|nine|ten)-?fold\b"
    r"|(?P<twice>twice|half)(?=\s(?:as|the)\b)"
    r"|(?P<times>two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\stimes(?=\s(?:as|the|more|higher|larger|bigger|greater)\b))",
    re.IGNORECASE,
)
_NAMED = {"double": 2.0, "triple": 3.0, "quadruple": 4.0, "halve": 0.5}


@dataclass(frozen=True, slots=True)
class _Factor:
    start: int
    end: int
    value: float


def judge_changes(alignment: Alignment) -> Stance | None:
    """Refutes where one amount is told to have moved the other way, or by another factor; supports the same factor."""
    if alignment.coverage_in_context < _EVENT or alignment.missing_names or not alignment.same_period:
        return None
    turned = _turned(alignment)
    if turned is not None:
        return Stance(StanceKind.REFUTES, alignment.coverage_in_context, (turned,))
    mine, theirs = _factors(alignment.claim.text), _factors(alignment.statement.text)
    if len(mine) != 1 or len(theirs) != 1 or _denied(alignment.claim.analysis) or _denied(alignment.told):
        return None
    same = mine[0].value == theirs[0].value
    reason = Reason(
        ReasonKind.SAME_QUANTITY if same else ReasonKind.DIFFERENT_QUANTITY,
        _as_amount(alignment.claim.text, mine[0]),
        _as_amount(alignment.statement.text, theirs[0]),
    )
    return Stance(StanceKind.SUPPORTS if same else StanceKind.REFUTES, alignment.coverage_in_context, (reason,))


def _turned(alignment: Alignment) -> Reason | None:
    """The two words for the change of an amount that both sides have, where they point opposite ways."""
    if _denied(alignment.claim.analysis) or _denied(alignment.told):
        return None
    for mine in alignment.claim.analysis.quantities[:_MOST]:
        for theirs in alignment.told.quantities[:_MOST]:
            if (
                mine.kind not in _MOVING
                or (mine.kind, mine.unit) != (theirs.kind, theirs.unit)
                or not agree(mine, theirs)
            ):
                continue
            one, other = change_word(alignment.claim.analysis, mine), change_word(alignment.told, theirs)
            if one and other and (one.stem in _UP) != (other.stem in _UP):
                return Reason(
                    ReasonKind.OPPOSITE_POLARITY,
                    _compared(alignment.claim.text, one),
                    _compared(alignment.statement.text, other),
                )
    return None


def change_word(analysis: Analysis, amount: Quantity) -> Word | None:
    """The word for the change that an amount belongs to: right before it but for small words, or right behind it."""
    for word in reversed([word for word in analysis.words if word.end <= amount.start]):
        if word.stem in _UP or word.stem in _DOWN:
            return word
        if word.stem not in _LINKS:
            break
    behind = next((word for word in analysis.words if word.start >= amount.end), None)
    return behind if behind is not None and (behind.stem in _UP or behind.stem in _DOWN) else None


def _denied(analysis: Analysis) -> bool:
    return any(mark.kind is MarkKind.NEGATION for mark in analysis.marks)


def _factors(text: str) -> list[_Factor]:
    """Every factor in a sentence.

    input:  "Prices tripled while wages rose twofold."
    output: 3 and 2
    """
    return [_Factor(*match.span(), _value(match)) for match in _FACTOR.finditer(text)]


def _value(match: re.Match[str]) -> float:
    if match["twice"]:
        return 2.0 if match["twice"].lower() == "twice" else 0.5
    number = match["fold"] or match["times"]
    if number is None:
        return next(value for name, value in _NAMED.items() if match[name])
    return float(number) if number.isdigit() else float(number_value(number) or 0.0)


def _compared(text: str, word: Word) -> Compared:
    return Compared(text[word.start : word.end], word.start, word.end)


def _as_amount(text: str, factor: _Factor) -> Compared:
    value = int(factor.value) if factor.value.is_integer() else factor.value
    return Compared(text[factor.start : factor.end], factor.start, factor.end, value, "time")
