"""Marks that turn or weaken a clause: negation, what is only expected, "only"; each with the words it governs.

input:  "The minister did not sign, but his deputy will."
output: negation over "sign"; expected over the end
"""

import re

from service.analysis import Mark, MarkKind, Word
from service.text.lexicons import entries
from service.text.phrases import Phrases

_CLAUSE_END = re.compile(
    r"[.;:!?]|,\s(?:but|and|while|which|who|although|though|whereas)\b|\s(?:but|while|although|though|whereas|because)\s|\s[-–—]\s"
)
_NOT_ONLY = re.compile(
    r"\s(?:only|just|least|merely|to mention)\b|\s(?:fewer|less|more|later|earlier)\sthan\b", re.IGNORECASE
)
_MARKS = Phrases.of(
    dict.fromkeys(entries("expected"), MarkKind.EXPECTED.value)
    | dict.fromkeys(("only", "solely", "exclusively", "nothing but", "sole"), MarkKind.ONLY.value)
    | dict.fromkeys(entries("negators"), MarkKind.NEGATION.value)
)


def marks(text: str, words: tuple[Word, ...], spelt: list[str]) -> tuple[Mark, ...]:
    """Every mark of the sentence with its scope, in order."""
    found = [(f.start, f.end, MarkKind(f.value)) for f in _MARKS.found(words, spelt)]
    found += [
        (word.end - 3, word.end, MarkKind.NEGATION)
        for word, form in zip(words, spelt, strict=True)
        if form.endswith("n't")
    ]
    if not found:
        return ()
    ends = [match.start() for match in _CLAUSE_END.finditer(text)] + [len(text)]
    return tuple(
        Mark(start, end, end, next(stop for stop in ends if stop >= end), kind)
        for start, end, kind in sorted(found)
        if kind is not MarkKind.NEGATION or not _NOT_ONLY.match(text, end)
    )
