"""Stems grouped by what they mean in news prose, so that "lorries" meets "trucks" and "slain" meets "killed".

input:  the stems of "Six lorries entered"
output: the same concepts as those of "Six trucks have reached"
"""

import re
from collections.abc import Iterable

from service.text.lexicons import entries
from service.text.stems import words


def _concepts() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, line in enumerate(entries("concepts")):
        for phrase in line.split(","):
            found = words(phrase.strip())
            if len(found) == 1:
                table.setdefault(found[0].stem, set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in table.items()}


_CONCEPTS = _concepts()
_NONE: frozenset[int] = frozenset()


def concepts(stem: str) -> frozenset[int]:
    """The concepts that a stem belongs to; none for most words."""
    return _CONCEPTS.get(stem, _NONE)


def concepts_of(stems: Iterable[str]) -> frozenset[int]:
    """The concepts of all of the stems."""
    return _NONE.union(*[found for stem in stems if (found := _CONCEPTS.get(stem))])


def same_concept(one: str, other: str) -> bool:
    """Whether two stems are one word or share a concept."""
    return one == other or not _CONCEPTS.get(one, _NONE).isdisjoint(_CONCEPTS.get(other, _NONE))


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
