"""Stems grouped by what they mean in news prose, so that "lorries" meets "trucks" and "slain" meets "killed".

input:  the stems of "Six lorries entered"
output: "lorri" is the same concept as "truck", "enter" as "reach"
"""

import re

from service.text.lexicons import entries
from service.text.stems import words


def _concepts() -> dict[str, frozenset[str]]:
    """Each stem of the list with every stem that shares a concept with it, itself among them."""
    table: dict[str, frozenset[str]] = {}
    for line in entries("concepts"):
        phrases = [words(phrase.strip()) for phrase in line.split(",")]
        group = frozenset(found[0].stem for found in phrases if len(found) == 1)
        for stem in group:
            table[stem] = table.get(stem, frozenset()) | group
    return table


_CONCEPTS = _concepts()


def alike(stem: str) -> frozenset[str]:
    """The stem and all that share a concept with it: "lorri" gives "truck" too."""
    return _CONCEPTS.get(stem) or frozenset((stem,))


def same_concept(one: str, other: str) -> bool:
    """Whether two stems are one word or share a concept."""
    return one == other or (one in _CONCEPTS and other in _CONCEPTS[one])


def _antonyms() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in entries("antonyms"):
        left, right = ({w.stem for part in re.split(r",", side) for w in words(part)} for side in line.split("|"))
        for stem in left:
            table.setdefault(stem, set()).update(right)
        for stem in right:
            table.setdefault(stem, set()).update(left)
    return {stem: frozenset(others) for stem, others in table.items()}


ANTONYMS = _antonyms()
