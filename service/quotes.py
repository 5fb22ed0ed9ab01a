"""Is it quoted right? A quotation held against the archive: found, altered, misattributed or absent, with the places.

Typography is forgiven (quotation marks, dashes, spaces, case, a full stop inside or outside); words are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from service.analysis import Word
from service.answer import Source
from service.retrieval.engine import Generation
from service.stance.speakers import same_speaker
from service.text.normalise import plain
from service.text.phrases import spellings
from service.text.spellings import same_name
from service.text.stems import words
from service.types import Document, Filters, Moment, Speaker, Statement

_CANDIDATES = 40
_ALIKE = 75.0  # rapidfuzz partial ratio from which two runs of words are one quotation
_PLACES = 10
_REACH = 60  # characters around the place in which put-in words are looked for


class QuoteStatus(StrEnum):
    """What became of a quotation, best first."""

    FOUND = "found"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that the quotation has otherwise than the source; one side may be empty."""

    quoted: str
    source: str


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where the words stand: `document text[start:end] == text`."""

    status: QuoteStatus
    text: str
    start: int
    end: int
    document: Source
    stated_at: Moment | None
    speaker: Speaker | None
    differences: tuple[Difference, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """The outcome for one quotation."""

    status: QuoteStatus
    places: tuple[QuotePlace, ...]


def checked_quote(
    quote: str, speaker: str | None, generation: Generation, filters: Filters | None = None
) -> QuoteCheck:
    """The quotation against this generation; with a speaker, words found under another name are misattributed."""
    found = words(quote)
    terms = list(dict.fromkeys(word.stem for word in found if word.content)) or [word.stem for word in found]
    hits = generation.engine.search(terms, filters or Filters(), _CANDIDATES)
    places: dict[tuple[str, int], QuotePlace] = {}
    for statement in generation.store.statements([hit.statement_id for hit in hits]):
        document = generation.store.document(statement.document_id, statement.version)
        place = _place(quote, speaker, statement, document)
        if place is not None:
            places.setdefault((document.id, place.start), place)
    order = list(QuoteStatus)
    ranked = sorted(places.values(), key=lambda p: (order.index(p.status), -p.likeness, p.document.id, p.start))
    return QuoteCheck(ranked[0].status if ranked else QuoteStatus.ABSENT, tuple(ranked[:_PLACES]))


def _place(quote: str, speaker: str | None, statement: Statement, document: Document) -> QuotePlace | None:
    """The place in and around one statement where the words stand best; None where they do not."""
    reach = len(quote)
    first, last = max(0, statement.start - reach), min(len(document.text), statement.end + reach)
    window = _bare(document.text[first:last])
    aligned = fuzz.partial_ratio_alignment(_bare(quote), window, score_cutoff=_ALIKE)
    if aligned is None or aligned.dest_end - aligned.dest_start < 0.6 * len(quote):
        return None
    start, end = _whole_words(document.text, first + aligned.dest_start, first + aligned.dest_end)
    start, end = _reaching(quote, document.text, start, end)
    text = document.text[start:end]
    differing = differences(quote, text)
    if sum(len(d.quoted.split()) + len(d.source.split()) for d in differing) > 0.6 * max(2, len(quote.split())):
        return None
    status = QuoteStatus.ALTERED if differing else QuoteStatus.FOUND
    if speaker and not _said_by(speaker, statement):
        status = QuoteStatus.MISATTRIBUTED
    return QuotePlace(
        status,
        text,
        start,
        end,
        Source(document.id, document.version, document.title, document.publisher, document.url, document.published_at),
        statement.stated_at,
        statement.speaker,
        differing,
        round(aligned.score / 100, 4),
    )


def _bare(text: str) -> str:
    """The text in lower case with plain marks, each character in its place."""
    lower = plain(text).lower()
    return lower if len(lower) == len(text) else plain(text)


def differences(quote: str, source: str) -> tuple[Difference, ...]:
    """Where the words part: "we welcome it" against "we do not welcome it" gives ("", "do not")."""
    mine, theirs = words(quote), words(source)
    left, right = spellings(quote, mine), spellings(source, theirs)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return tuple(
        Difference(_run(quote, mine[a:b]), _run(source, theirs[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def _run(text: str, run: Sequence[Word]) -> str:
    return text[run[0].start : run[-1].end] if run else ""


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to whole words and freed of the spaces and marks at its ends."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _reaching(quote: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to the quotation's first and last word where they stand a few words outside: put-in words."""
    mine = words(quote)
    if not mine:
        return start, end
    before, after = words(text[max(0, start - _REACH) : start]), words(text[end : end + _REACH])
    opening = [word for word in before[-4:] if word.stem == mine[0].stem]
    closing = [word for word in after[:4] if word.stem == mine[-1].stem]
    inside = {word.stem for word in words(text[start:end])}
    if opening and mine[0].stem not in inside:
        start = max(0, start - _REACH) + opening[-1].start
    if closing and mine[-1].stem not in inside:
        end += closing[0].end
    return start, end


def _said_by(speaker: str, statement: Statement) -> bool:
    """Whether the statement is, or may be, of that speaker: so named or, where none is known, in its words."""
    if statement.speaker is not None:
        return same_speaker(speaker, statement.speaker.name) or (
            statement.speaker.role is not None and same_speaker(speaker, statement.speaker.role)
        )
    asked = tuple(speaker.lower().split())
    return any(same_name(asked, name.words) for name in statement.analysis.names)
