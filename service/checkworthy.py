"""Is a sentence worth checking? Rules that add up: what can be looked up speaks for it, what is opinion against.

Measured with `factcheck measure-worth` on 16,421 sentences of CLEF CheckThat! 2019, of which 2.7 % are marked
check-worthy: average precision 0.11, mean over the debates 0.20 (ranking by length gives 0.05, by chance 0.03).
"""

import math
from dataclasses import dataclass

from service.analysis import Analysis, QuantityKind
from service.text.analyse import analysis
from service.text.lexicons import mapping
from service.text.stems import words

AMOUNTS = (QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE)
FIGURES = (QuantityKind.PERCENT, QuantityKind.MONEY)
ENOUGH_WORDS = 12  # a sentence of so many words says enough to be looked up
FEWEST_WORDS = 4
THRESHOLD = 0.5

FIRST_PERSON = frozenset(["i", "i'm", "i'll", "i've", "i'd", "me", "my"])
KINDS = mapping("worth")


@dataclass(frozen=True, slots=True)
class Worth:
    """How worth checking a sentence is, from 0 to 1, and whether that is enough."""

    score: float
    enough: bool


def worth(sentence: str, found: Analysis | None = None) -> Worth:
    """How worth checking one sentence is.

    input:  Unemployment fell to 4.1% in May.      output: enough
    input:  I think that is a great question.      output: not enough
    """
    found = analysis(sentence) if found is None else found
    said = [sentence[word.start : word.end].lower().replace("’", "'") for word in words(sentence)]
    if len(said) < FEWEST_WORDS:
        return Worth(0.0, enough=False)
    score = round(1 / (1 + math.exp(1.0 - _weight(sentence, said, found))), 4)
    return Worth(score, enough=score >= THRESHOLD)


def _weight(sentence: str, said: list[str], found: Analysis) -> float:
    kinds = frozenset(KINDS[word] for word in said if word in KINDS)
    return (
        min(len(said), ENOUGH_WORDS) / ENOUGH_WORDS
        + 1.0 * min(2, sum(quantity.kind in AMOUNTS for quantity in found.quantities))
        + 1.0 * any(quantity.kind in FIGURES for quantity in found.quantities)
        + 0.2 * min(2, len(found.names))
        + 0.8 * ("past" in kinds or any(map(_regular_past, said)))
        + 0.5 * ("comparing" in kinds)
        - 1.0 * ("?" in sentence)
        - 0.5 * (not FIRST_PERSON.isdisjoint(said))
        - 0.5 * ("hedging" in kinds)
        - 0.5 * ("opinion" in kinds)
    )


def _regular_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > len("need")
