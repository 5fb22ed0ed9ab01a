"""Words in quotation marks, and what a change inside them amounts to.

input:  He called it “a mistake”, adding that 'gaps are narrowing'.
output: a mistake; gaps are narrowing
"""

import re

from service.analysis import Quotation

_PAIRS = {"“": "”", "„": "“", "«": "»", "‘": "’"}
_STRAIGHT = re.compile(r'"([^"]{1,2000}?)"')
_SINGLE = re.compile(r"(?<![\w'])'(?!s\b|\s)([^'\n]*(?:'(?=\w)[^'\n]*)*)'(?!\w)")
_CURLY_SINGLE = re.compile(r"(?<!\w)‘([^‘\n]*?(?:’(?=\w)[^‘’\n]*?)*)’(?!\w)")
_DOUBLE = re.compile(r"[“„«]([^“”„«»]{1,4000})([”»“]|$)")


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every run of quoted words, marks left out; an opening mark that never closes quotes to the end."""
    found = [(m.start(1), m.end(1), bool(m[2])) for m in _DOUBLE.finditer(text)]
    for pattern in (_STRAIGHT, _CURLY_SINGLE, _SINGLE):
        for match in pattern.finditer(text):
            span = (match.start(1), match.end(1), True)
            if span[1] - span[0] >= 3 and not any(a < span[1] and span[0] < b for a, b, _ in found):
                found.append(span)
    if text.count('"') == 1 and not found:
        start = text.index('"') + 1
        first, last = (start, len(text)) if start < len(text) / 2 else (0, start - 1)
        if last - first >= 3:
            found.append((first, last, False))
    if "”" in text and "“" not in text[: text.index("”")]:
        end = text.index("”")
        if end >= 3 and not any(a < end for a, _, _ in found):
            found.append((0, end, False))
    return tuple(Quotation(*span) for span in sorted(found))
