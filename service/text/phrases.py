"""Lists of words and phrases found in a sentence by its words, each with the value that a list gives it.

A dictionary look-up a word is an order of magnitude faster than a pattern of all alternatives.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.analysis import Word


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a sentence, and the value of its list."""

    start: int
    end: int
    value: str
    first: int = 0  # the indexes of its words
    last: int = 0


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases, by first word, longest first."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Phrases":
        """The phrases of a mapping: {"called for": "asks"}."""
        table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in values.items():
            parts = tuple(phrase.lower().split())
            table.setdefault(parts[0], []).append((parts, value))
        return cls({first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in table.items()})

    @classmethod
    def listed(cls, phrases: Iterable[str]) -> "Phrases":
        """The phrases of a plain list; their value is empty."""
        return cls.of(dict.fromkeys(phrases, ""))

    def found(self, words: tuple[Word, ...], spelt: list[str]) -> Iterator[Found]:
        """Every phrase in the sentence, longest at each place, none inside another; `spelt` as by `spellings`."""
        by_first, index, count = self.by_first, 0, len(spelt)
        while index < count:
            for parts, value in by_first.get(spelt[index], ()):
                size = len(parts)
                if size == 1 or tuple(spelt[index : index + size]) == parts:
                    yield Found(words[index].start, words[index + size - 1].end, value, index, index + size - 1)
                    index += size - 1
                    break
            index += 1


def spellings(text: str, words: tuple[Word, ...]) -> list[str]:
    """The words in lower case with straight apostrophes, as the lists spell them."""
    low = text.lower().replace("’", "'")
    if len(low) != len(text):  # a letter whose lower case is longer: "İ"
        return [text[word.start : word.end].lower() for word in words]
    return [low[word.start : word.end] for word in words]
