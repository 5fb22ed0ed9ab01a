"""Bounded looks around a place in a text, so that no rule reads a whole text again for each of its finds."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from service.analysis import Quotation, Word

WIDTH = 100  # characters: longer than any cue before a number, a day or a name


def lead(text: str, at: int, width: int = WIDTH) -> str:
    """The characters right before a place.

    input:  "about 40 people", 6
    output: "about "
    """
    return text[max(0, at - width) : at]


def before(pattern: re.Pattern[str], text: str, at: int, width: int = WIDTH) -> re.Match[str] | None:
    """The pattern's find right before a place, offsets into the whole text; the pattern ends in "$", and finds no more
    than `width` characters.

    input:  an "about" pattern, "in about 40 days", 9
    output: about, from 3 to 9
    """
    return pattern.search(text, max(0, at - width), at)


def first_word(words: Sequence[Word], at: int) -> int:
    """The index of the first word that begins at a place or after it."""
    return bisect_left(words, at, key=lambda word: word.start)


class Quoted:
    """Asked whether a place stands inside quotation marks."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._starts = [quotation.start for quotation in quotations]
        self._ends = [quotation.end for quotation in quotations]

    def holds(self, at: int) -> bool:
        """Whether a quotation is open at a place; quotations are in order and do not overlap."""
        index = bisect_left(self._starts, at + 1) - 1
        return index >= 0 and at < self._ends[index]
