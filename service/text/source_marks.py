"""Sources that a mark or a phrase sets beside a whole sentence: a colon, a dash, "according to".

input:  "Smith: no new tax"
output: Smith / : / no new tax
"""

import re
from collections.abc import Iterator
from itertools import islice

from service.analysis import Attribution, CueKind, NameKind
from service.text.contents import Span, around, made
from service.text.names import names

_ACCORDING = re.compile(r"\b(according to|in the words of|as per)\s", re.IGNORECASE)
_HEADLINE = re.compile(r"[“\"]?([A-Z][\w’'.-]*(?:\s[\w’'.-]+){0,6}):\s(?=\S)")
_HEADLINE_SOURCES = frozenset(
    ["report", "reports", "police", "army", "official", "officials", "study", "minister", "poll", "source", "sources"]
)
_DASHED = re.compile(r"[”\"]\s?[—–―-]{1,2}\s?([A-Z][\w’'.-]*(?:\s[\w’'.-]+){0,5})\.?$")
_SIGNED = re.compile(r"[—–―-]{1,2}\s?([A-Z][\w’'.-]*(?:\s[\w’'.-]+){1,4}?)\.?$")
_SOURCE_STOP = re.compile(
    r"""[,.;:”“"(—–](?!(?<=\b[A-Z]\.)|(?<=\b[A-Z][a-z]\.)|(?<=\b[A-Z][a-z]{2}\.))  # a stop, not that of an initial, "Dr." or "Sen."
    | \s(?: in\ an? | at\ an? | on\ (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day | on\ (?:X|Twitter|social) | at\ the | during
      | after | while | when | as | who | which | that | in\ response | last | this | yesterday | today | via | to | told
      | about | and\ (?:that|is|was|has|have|had|are|were)
      | is | was | has | had | are | were | have | will | would )\b""",
    re.VERBOSE,
)
_MOST = 60  # phrases in a sentence
_LONGEST_SOURCE = 200  # characters


def beside_sentence(text: str, spelt: list[str]) -> Iterator[Attribution]:
    """Yield what a headline's colon, "according to" and a dash at the end attribute.

    input:  "Two died, according to the police."
    output: the police / according to / Two died
    """
    yield from _headline(text)
    yield from _according(text, spelt)
    yield from _dashed(text)


def _headline(text: str) -> Iterator[Attribution]:
    """ "Smith: no new tax": a name or an office before a colon."""
    match = _HEADLINE.match(text)
    if match is not None and _names_somebody(match[1]) and not text[match.end()].isdigit():
        source, colon = Span(match.start(1), match.end(1)), Span(match.end(1), match.end(1) + 1)
        yield made(source, colon, Span(match.end(), len(text)), CueKind.SAYS)


def _names_somebody(text: str) -> bool:
    found = names(text)
    return text.lower() in _HEADLINE_SOURCES or (
        len(found) == 1 and found[0].kind is not NameKind.PLACE and found[0].end == len(text)
    )


def _dashed(text: str) -> Iterator[Attribution]:
    """ "“We won.” — Ann Lee": a quotation signed after a dash, or the signature alone where it stands above."""
    match = _DASHED.search(text, max(0, len(text) - 120))
    if match is not None:
        yield made(
            Span(match.start(1), match.end(1)),
            Span(match.start() + 1, match.start(1)),
            Span(0, match.start() + 1),
            CueKind.SAYS,
        )
    alone = _SIGNED.match(text)
    if alone is not None and _names_somebody(alone[1]):
        yield made(Span(alone.start(1), alone.end(1)), Span(0, alone.start(1)), Span(0, 0), CueKind.SAYS)


def _according(text: str, spelt: list[str]) -> Iterator[Attribution]:
    if "according" not in spelt and "per" not in spelt and "words" not in spelt:
        return
    for match in islice(_ACCORDING.finditer(text), _MOST):
        source = _source_after(text, match.end())
        if source is not None:
            content = around(text, match.start(), source.end)
            yield made(source, Span(match.start(1), match.end(1)), content, CueKind.SAYS)


def _source_after(text: str, start: int) -> Span | None:
    """The source after "according to": up to the first stop."""
    stop = _SOURCE_STOP.search(text, start, start + _LONGEST_SOURCE)
    last = stop.start() if stop else min(len(text), start + _LONGEST_SOURCE)
    end = start + len(text[start:last].rstrip())
    return Span(start, end) if start < end and len(text[start:end].split()) <= 14 else None
