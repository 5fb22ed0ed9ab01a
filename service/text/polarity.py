"""Marks that turn or weaken a clause: negation, what is only expected, "only"; each with the words it governs.

input:  "The minister did not sign, but his deputy will."
output: negation over "sign"; expected over the end
"""

import re

from service.analysis import Mark, MarkKind
from service.text.lexicons import entries

_CLAUSE_END = re.compile(
    r"[.;:!?]|,\s(?:but|and|while|which|who|although|though|whereas)\b|\s(?:but|while|although|though|whereas|because)\s|\s[-–—]\s"
)


def _pattern(name: str) -> re.Pattern[str]:
    words = sorted((w for w in entries(name) if w != "n't"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b|n['’]t\b", re.IGNORECASE)


_NEGATION = _pattern("negators")
_NOT_ONLY = re.compile(
    r"\s(?:only|just|least|merely|to mention)\b|\s(?:fewer|less|more|later|earlier)\sthan\b", re.IGNORECASE
)
_EXPECTED = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(entries('expected'), key=len, reverse=True)))})\b", re.IGNORECASE
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|nothing but|sole)\b", re.IGNORECASE)


def marks(text: str) -> tuple[Mark, ...]:
    """Every mark of the sentence with its scope, in order."""
    ends = [match.start() for match in _CLAUSE_END.finditer(text)] + [len(text)]
    found = []
    for kind, pattern in ((MarkKind.NEGATION, _NEGATION), (MarkKind.EXPECTED, _EXPECTED), (MarkKind.ONLY, _ONLY)):
        for match in pattern.finditer(text):
            if kind is MarkKind.NEGATION and _NOT_ONLY.match(text, match.end()):
                continue
            scope_end = next(end for end in ends if end >= match.end())
            found.append(Mark(match.start(), match.end(), match.end(), scope_end, kind))
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end)))
