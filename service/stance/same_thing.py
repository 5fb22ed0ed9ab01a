"""Whether two amounts count the same thing: the nouns that they count, shares and wholes, levels and differences.

input:  "12 miners were rescued" beside "eleven of the 12 miners were rescued"
output: 12 and 12 hardly (the whole that others are picked out of); 12 and eleven surely
"""

import re

from service.analysis import Analysis, Quantity, QuantityKind, Word
from service.stance.alignment import Alignment
from service.stance.changes import change_word
from service.text.concepts import same_concept
from service.text.nouns import is_plural
from service.text.spellings import COUNTRIES
from service.text.stems import words
from service.text.windows import before, first_word

_PEOPLE = ("peopl", "person", "other", "dead", "victim", "civilian", "resid")
_NATIONS = frozenset(word.stem for form in COUNTRIES for word in words(form))
_PART_BEFORE = re.compile(r"\b(?:including|among (?:them|those|whom)|of (?:them|whom|which)|some of whom)[^,.;]{0,24}$")
_PART_AFTER = re.compile(r"\s(?:of them|of whom|of which)\b")
# "25 of the dead were civilians", "two of seven monitors"
_SHARE_OF = re.compile(
    r"\sof\s(?:the|those|these|its|their|his|her|our|[\w’'-]{1,30}['’]s?|\d+|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_SHARE_BEFORE = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|few|some|most|many|half)\s(?:out\s)?of\s(?:(?:the|those|these|its|their|his|her|our)\s)?(?:[\w’'-]{1,30}['’]s?\s)?$",
    re.IGNORECASE,
)
_COMPARATIVE = re.compile(
    r"\s(?:more|less|fewer|above|below|ahead|behind|extra|higher|lower|cheaper|dearer|longer|shorter|older|younger|taller|heavier|lighter|faster|slower)\b"
)
_ALL = re.compile(r"\ball\s(?:of\s)?(?:the\s|its\s|their\s)?$", re.IGNORECASE)
DISTINCTIVE = 12  # a number above it that recurs exactly is hardly another thing of the same story


def same_thing(alignment: Alignment, claimed: Quantity, told: Quantity) -> float:
    """How surely two amounts count the same thing, from the nouns that they count and the words beside them."""
    mine, theirs = (alignment.claim.text, alignment.claim.analysis), (alignment.statement.text, alignment.told)
    if _more_than_another(mine[0], claimed) and not _difference(*theirs, told):
        return 0.2
    if _more_than_another(theirs[0], told) and not _difference(*mine, claimed):
        return 0.2
    if claimed.kind in {
        QuantityKind.MONEY,
        QuantityKind.MEASURE,
        QuantityKind.AGE,
        QuantityKind.ORDINAL,
        QuantityKind.PERCENT,
    }:
        base = (
            0.6
            if len([q for q in alignment.told.quantities if q.kind is told.kind and q.unit == told.unit]) == 1
            else 0.35
        )
        shared = _shared(alignment, claimed, told)
        return min(1.0, base + 0.4 * shared)
    if _whole_of_share(alignment.statement.text, told) and not _whole_of_share(alignment.claim.text, claimed):
        return 0.2
    if claimed.value == told.value and claimed.value > DISTINCTIVE and told.value % 1000 != 0:
        return 0.8
    if _share_of(alignment.claim.text, claimed) != _share_of(alignment.statement.text, told):
        return 0.9 if _some_against_all(alignment, claimed, told) else 0.4
    if _both_dead(alignment, claimed, told):
        return 1.0
    if claimed.counted and told.counted:
        head = same_concept(claimed.counted[0], told.counted[0])
        if _part_of_another(alignment.statement.text, told) and not _part_of_another(alignment.claim.text, claimed):
            return 0.4
        crossed = any(same_concept(one, other) for one in claimed.counted for other in told.counted)
        if head:
            return 1.0 if _modifiers_fit(alignment, claimed, told) else 0.45
        if crossed:
            return 0.55
        if _elliptical(alignment.statement.text, alignment.told, told) and alignment.known(claimed.counted[0]):
            return 0.6
        general = claimed.counted[0] in _PEOPLE or told.counted[0] in _PEOPLE
        if general and not alignment.missing and not alignment.missing_names and _only_count(alignment, told):
            return 0.6  # "people" who marched, and protesters
        return min(0.45, (0.5 if general else 0.2) * (0.5 + _shared(alignment, claimed, told)))
    if claimed.counted and alignment.said(claimed.counted[0]):
        return 0.6
    return 0.3 + 0.4 * _shared(alignment, claimed, told)


def _only_count(alignment: Alignment, told: Quantity) -> bool:
    return all(q is told or q.kind is not QuantityKind.COUNT for q in alignment.told.quantities)


def _elliptical(text: str, analysis: Analysis, quantity: Quantity) -> bool:
    """A number that leaves its noun to the sentence before: "Israel believes 130 remain in Gaza"; not "130 old ships"."""
    if quantity.value <= 1 or text[quantity.end : quantity.end + 1] != " ":
        return False
    behind = [word for word in analysis.words if word.start > quantity.end]
    head = next((word for word in behind[:4] if word.stem == quantity.counted[0]), None)
    return head is not None and not any(is_plural(text[w.start : w.end]) for w in (behind[0], head))


def _both_dead(alignment: Alignment, claimed: Quantity, told: Quantity) -> bool:
    """Whether both count the dead: "the toll was 7,028" and "7,326 Palestinians have been killed"; not a part of them."""
    if not _of_people(told) or not _of_people(claimed):
        return False
    mine, theirs = _near(alignment.claim.analysis.words, claimed, 4), _near(alignment.told.words, told, 4)
    return any(same_concept(stem, "kill") for stem in mine) and any(same_concept(stem, "kill") for stem in theirs)


def _of_people(quantity: Quantity) -> bool:
    head = quantity.counted[0] if quantity.counted else ""
    return not head or head in _PEOPLE or same_concept(head, "kill") or head in _NATIONS


def _part_of_another(text: str, quantity: Quantity) -> bool:
    """A number given for a part: "including 33 who are presumed dead", "12 of them children"."""
    return bool(_PART_BEFORE.search(text[: quantity.start])) or bool(_PART_AFTER.match(text, quantity.end))


def _share_of(text: str, quantity: Quantity) -> bool:
    """A number that picks some out of more: "25 of the dead were civilians" counts no dead."""
    return bool(_SHARE_OF.match(text, quantity.end))


def _whole_of_share(text: str, quantity: Quantity) -> bool:
    """A number that others are picked out of: 12 in "eleven of the 12 miners"."""
    return bool(before(_SHARE_BEFORE, text, quantity.start, 30))


def _more_than_another(text: str, quantity: Quantity) -> bool:
    """By how much one is more than another: "31 cents more than in 2026"."""
    return bool(_COMPARATIVE.match(text, quantity.end))


def _difference(text: str, analysis: Analysis, quantity: Quantity) -> bool:
    """Whether an amount is one by which something differs or has changed: "rose by 31 cents"."""
    by = text[: quantity.start].endswith("by ")
    return by or _more_than_another(text, quantity) or change_word(analysis, quantity) is not None


def _some_against_all(alignment: Alignment, claimed: Quantity, told: Quantity) -> bool:
    """Whether one side has all of them and the other fewer: "all 12 miners" beside "eleven of the 12 miners"."""
    if told.value < claimed.value:
        text = alignment.statement.text
        picked = any(q.value == claimed.value and _whole_of_share(text, q) for q in alignment.told.quantities)
        return picked or bool(before(_ALL, alignment.claim.text, claimed.start, 12))
    return claimed.value < told.value and bool(before(_ALL, alignment.statement.text, told.start, 12))


def _modifiers_fit(alignment: Alignment, claimed: Quantity, told: Quantity) -> bool:
    """Whether no modifier tells the two apart: "antisemitic offences" are not "Islamophobic offences"."""
    claim_stems = {word.stem for word in alignment.claim.analysis.words}
    extra = [m for m in told.counted[1:] if not any(same_concept(m, stem) for stem in claim_stems)]
    lacking = [m for m in claimed.counted[1:] if not alignment.said(m)]
    if lacking and extra:
        return False
    return all(alignment.known(m) for m in lacking)


def _shared(alignment: Alignment, claimed: Quantity, told: Quantity) -> float:
    """The share of the claim's words near its amount that stand near the statement's."""
    mine = _near(alignment.claim.analysis.words, claimed)
    theirs = _near(alignment.told.words, told)
    if not mine:
        return 0.0
    return sum(any(same_concept(one, other) for other in theirs) for one in mine) / len(mine)


def _near(found: tuple[Word, ...], quantity: Quantity, reach: int = 5) -> list[str]:
    """The stems of the content words nearest to an amount, at most `reach`."""
    at = first_word(found, quantity.start)
    around = found[max(0, at - 4 * reach) : at + 4 * reach]
    outside = [word for word in around if word.content and not quantity.start <= word.start < quantity.end]
    outside.sort(key=lambda word: min(abs(word.start - quantity.end), abs(quantity.start - word.end)))
    return [word.stem for word in outside[:reach]]
