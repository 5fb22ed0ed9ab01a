"""Words in quotation marks.

input:  He called it “a mistake”, adding that 'gaps are narrowing'.
output: a mistake; gaps are narrowing
"""

import re
from collections.abc import Iterator

from service.analysis import Quotation

LONGEST = 4000  # characters: what runs on for longer was never closed
_SHORTEST = 3

_CURLY = re.compile(rf"[“„«]([^“”„«»\"]{{1,{LONGEST}}})([”»“\"]|$)")
_TYPED = re.compile(r"''(?=[^\s'])")  # two apostrophes typed for a quotation mark
_TYPED_CLOSE = re.compile(r"''(?!\w)")
_STRAIGHT = re.compile(r'["“”]')
_SINGLE_OPEN = re.compile(r"(?<![\w'‘’])['‘](?=[^\s'’])(?!s\b)(?!(?:em|til|tis|twas|cause|n)\b)(?!\d0s\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s'])['’](?![\w'’])")
_PLURAL_OWNER = re.compile(r"s['’]\s+[a-z]")

Span = tuple[int, int, bool]


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every run of quoted words, marks left out; an opening mark that never closes quotes to the end.

    input:  It is ours,” she said. “We stay
    output: It is ours, (not closed: its mark stands in an earlier sentence); We stay (not closed)
    """
    if not any(mark in text for mark in "\"'“”„«‘’"):
        return ()
    found: list[Span] = []
    for span in (*_curly(text), *_typed(text), *_straight(text), *_single(text)):
        if span[1] - span[0] >= _SHORTEST and not any(a < span[1] and span[0] < b for a, b, _ in found):
            found.append(span)
    return tuple(Quotation(*span) for span in sorted(found))


def _curly(text: str) -> Iterator[Span]:
    closed = text.find("”")
    if closed > 0 and "“" not in text[:closed] and '"' not in text[:closed]:
        yield 0, closed, False
    for match in _CURLY.finditer(text):
        yield match.start(1), match.end(1), bool(match[2])


def _typed(text: str) -> Iterator[Span]:
    end = 0
    for match in _TYPED.finditer(text):
        if match.start() >= end:
            close = _TYPED_CLOSE.search(text, match.end(), match.end() + LONGEST)
            end = close.end() if close else len(text)
            yield match.end(), close.start() if close else len(text), close is not None


def _straight(text: str) -> Iterator[Span]:
    """A straight mark opens after a space and closes after a letter or a stop; the first may be left from before.

    input:  "We stay,” she said.
    output: We stay, (a straight mark closed by a curly one)
    """
    opened: int | None = None
    nested = False
    for match in _STRAIGHT.finditer(text):
        at = match.start()
        if match[0] == "“" or (match[0] == "”" and (opened is None or nested)):
            nested = match[0] == "“"
            continue
        if opened is not None:
            yield opened, at, True
            opened = None
        elif at > 0 and text[at - 1].isdigit():
            continue  # inches
        elif at > 0 and not text[at - 1].isspace() and text[at - 1] not in "(—–-[“‘'" and text[at - 1] in ",.?!…;":
            if '"' not in text[:at] and "“" not in text[:at]:
                yield 0, at, False
        else:
            opened = at + 1
    if opened is not None:
        yield opened, len(text), False


def _single(text: str) -> Iterator[Span]:
    """Single marks, told from apostrophes by what stands on either side of them."""
    end = 0
    for match in _SINGLE_OPEN.finditer(text):
        if match.start() < end:
            continue
        closing = [close.start() for close in _SINGLE_CLOSE.finditer(text, match.end() + 1, match.end() + LONGEST)]
        if not closing:
            return
        close = next((at for at in closing if not _PLURAL_OWNER.match(text, at - 1)), closing[0])
        end = close + 1
        yield match.end(), close, True
