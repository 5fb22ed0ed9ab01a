"""The one analyzer of claims and statements. Both engines index its stems with a whitespace tokenizer."""

from collections.abc import Iterable

from service.analysis import Word
from service.text.stems import words

ANALYZER_ID = "en-1"  # change it with any change of what `stems` gives: an index made by another one is refused


def content_stems(found: Iterable[Word]) -> list[str]:
    """The stems of the words that carry content, in order, repeats kept."""
    return [word.stem for word in found if word.content]


def stems(text: str) -> list[str]:
    """The index terms of a text.

    input:  The minister's 7,326 visits to the U.S.
    output: ["minist", "7326", "visit", "us"]
    """
    return content_stems(words(text))
