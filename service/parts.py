"""A claim's text -> its parts, each with who is said to have said it.

input:  "Ten lorries arrived on Friday; Kirby said more would follow."
output: "Ten lorries arrived on Friday" (no speaker); "Kirby said more would follow." (Kirby)
"""

import re
from dataclasses import replace

from service.analysis import Analysis, Attribution, CueKind
from service.text.analyse import analysis
from service.text.coordination import joints
from service.text.quotations import quotations
from service.text.speakers import source_words
from service.types import Claim, Moment

_BOUNDARY = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'‘])|;\s+|,\s+(?:while|whereas)\s+(?!\w+ing\b)(?=\S+\s\S+\s\S+)")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Sen|Rep|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$|^(?:\w+\W*){1,2}$"
)


def claims(text: str, asked_at: Moment | None = None) -> tuple[Claim, ...]:
    """The parts of a claim in order, offsets into the text as sent; relative days are read as of `asked_at`."""
    spans = []
    start = 0
    quoted = quotations(text)
    for match in _BOUNDARY.finditer(text):
        piece = text[start : match.start()]
        inside = any(quotation.start <= match.start() < quotation.end for quotation in quoted)
        if inside or _ABBREVIATION.search(piece.strip()) or len(piece.split()) < 3:
            continue
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return tuple(
        part
        for a, b in spans
        if text[a:b].strip()
        for part in _clauses_of(claim(text[a:b], start=a, asked_at=asked_at), asked_at)
    )


def _clauses_of(whole: Claim, asked_at: Moment | None) -> list[Claim]:
    """The whole clauses that "and" joins in a part; each keeps the speaker who is said to have said them all.

    input:  "Roe said the mayor of Orsk resigned and the council elected Ida Lind."
    output: "Roe said the mayor of Orsk resigned"; "the council elected Ida Lind." (both Roe's words)
    """
    cuts = [span for span in joints(whole.text, whole.analysis) if _may_cut(whole, span)]
    if not cuts:
        return [whole]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(whole.text)]
    parts = [
        claim(whole.text[a:b], start=whole.start + a, asked_at=asked_at) for a, b in zip(starts, ends, strict=True)
    ]
    if whole.speaker is None:
        return parts
    return [part if part.speaker is not None else replace(part, speaker=whole.speaker) for part in parts]


def _may_cut(whole: Claim, cut: tuple[int, int]) -> bool:
    """Whether the clauses on both sides are claimed alike: told by nobody, or certainly both by the one speaker.

    What is denied or hoped of two things together is not so of each; after a comma the speaker's words may have ended.
    """
    holding = [told for told in whole.analysis.attributions if told.content_start <= cut[0] < told.content_end]
    if not holding:
        return True
    told = _told(whole.text, whole.analysis)
    alike = told is not None and holding == [told] and told.kind is CueKind.SAYS
    return alike and not whole.text.startswith(",", cut[0])


def claim(text: str, *, start: int = 0, asked_at: Moment | None = None) -> Claim:
    """One part, analysed, with the speaker whom it names."""
    found = analysis(text, asked_at)
    told = _told(text, found)
    if told is None:
        return Claim(text, found, start, content_end=len(text))
    return Claim(
        text,
        found,
        start,
        speaker=source_words(text, told),
        denies=told.kind is CueKind.DENIES,
        content_start=told.content_start,
        content_end=told.content_end,
    )


def _told(text: str, found: Analysis) -> Attribution | None:
    """The attribution that makes the whole claim one about a saying."""
    for told in found.attributions:
        covered = max(told.content_end, told.source_end) - min(told.content_start, told.source_start)
        if covered >= 0.6 * len(text.strip()) and told.kind not in {CueKind.BELIEVES, CueKind.HOLDS}:
            return told
    return None
