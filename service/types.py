"""The words of the product as frozen values. Imports nothing of ours but the stored values of the text rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

import msgspec

from service.analysis import Analysis, Around


class Label(StrEnum):
    """The verdicts, in the AVeriTeC label set."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting_evidence"
    NOT_ENOUGH = "not_enough_evidence"


class StanceKind(StrEnum):
    """What one statement does to one claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEUTRAL = "neutral"


class ReasonKind(StrEnum):
    """Typed grounds for a stance: first those that support, then those that refute, then near misses."""

    STATES = "states"
    ENTAILS = "entails"
    SAME_QUANTITY = "same_quantity"
    ROUNDS_TO = "rounds_to"
    SAME_WORDS = "same_words"
    SAID_BY = "said_by"

    DIFFERENT_QUANTITY = "different_quantity"
    DIFFERENT_DATE = "different_date"
    DIFFERENT_NAME = "different_name"
    DIFFERENT_PLACE = "different_place"
    DIFFERENT_TITLE = "different_title"
    OPPOSITE_POLARITY = "opposite_polarity"
    ROLES_SWAPPED = "roles_swapped"
    DIFFERENT_SPEAKER = "different_speaker"
    ALTERED_QUOTATION = "altered_quotation"
    DENIED_BY = "denied_by"
    CONTRADICTS = "contradicts"

    DIFFERENT_EVENT = "different_event"
    DIFFERENT_PERIOD = "different_period"
    DIFFERENT_SCOPE = "different_scope"
    PART_MISSING = "part_missing"
    EXPECTED_NOT_HAPPENED = "expected_not_happened"
    UNRELATED = "unrelated"


class Basis(StrEnum):
    """Whose word it is: the publication's own, or only a speaker's."""

    REPORTED = "reported"
    ASSERTED = "asserted"


class Flag(StrEnum):
    """Marks on a piece of evidence."""

    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    COPY = "copy"


class Precision(StrEnum):
    """How exactly the moment of a statement is known."""

    MINUTE = "minute"
    DAY = "day"


class StatementKind(StrEnum):
    """Where in a document a statement stands."""

    SENTENCE = "sentence"
    HEADLINE = "headline"
    CAPTION = "caption"
    POST = "post"


class Moment(msgspec.Struct, frozen=True, array_like=True):
    """When something was stated: an aware datetime (midnight where only the day is known) and its precision."""

    at: datetime
    precision: Precision


class Speaker(msgspec.Struct, frozen=True, array_like=True):
    """To whom a statement is attributed, and the cue in the words of the source ("said", "denied")."""

    name: str
    cue: str
    role: str | None = None
    denies: bool = False
    start: int | None = None  # the name's span in the document's text; None: taken from an earlier sentence
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one item of the archive. `version` is "sha256:" and the hash of `text`."""

    id: str
    version: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    published_at: Moment | None = None
    kind: str = "article"  # article, live_blog, fact_check
    language: str = "en"
    timezone: str | None = None
    valid_from: datetime | None = None
    expires_at: datetime | None = None
    embargo_until: datetime | None = None
    replaces: str | None = None
    correction_of: str | None = None
    retracted: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)  # wire, credit, rating ... as the source gave them


class Statement(msgspec.Struct, frozen=True, array_like=True):
    """One sentence, headline, caption or post: a span of one version of a document, analysed at ingest.

    `text` is exactly `document.text[start:end]`. `context_start` and `context_end` enclose the statement and its
    neighbours of the same entry or paragraph run.
    """

    id: str  # "<document id>#<ordinal>", the ordinal in six digits
    document_id: str
    version: str
    start: int
    end: int
    text: str
    kind: StatementKind
    analysis: Analysis
    heading: str | None = None  # the headline of its live-blog entry, else the document's title
    before: str | None = None  # the statement before it, of the same entry
    lead: str | None = None  # the first sentence of its entry or article
    around: Around = Around()
    context_start: int = 0
    context_end: int = 0
    stated_at: Moment | None = None
    publisher: str | None = None
    published_on: date | None = None
    speaker: Speaker | None = None
    origin: str = ""  # where the text first came from; copies share it
    usable_from: datetime | None = None  # embargo and valid_from
    usable_until: datetime | None = None  # expiry, retraction
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents a search may use. Days are those of publication, both included.

    `as_of` None is the moment at which the generation was built; what was not yet or no longer usable is left out.
    """

    publishers: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    exclude_documents: tuple[str, ...] = ()
    as_of: datetime | None = None
    kinds: tuple[str, ...] = ()  # of documents: article, live_blog, fact_check; none given: all


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement found by an engine. Lists of hits are ordered by (score rounded, id)."""

    statement_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One part of what is to be checked; `start` is its offset in the claim as sent."""

    text: str
    analysis: Analysis
    start: int = 0
    speaker: str | None = None  # the claim is about what this speaker says
    denies: bool = False  # ... or denies
    content_start: int = 0  # the span of what is said; all of the claim where nobody is named as saying it
    content_end: int = 0


@dataclass(frozen=True, slots=True)
class Stance:
    """What one statement does to one claim in the eyes of one judge: a side, how strongly, and the typed grounds."""

    kind: StanceKind
    strength: float
    reasons: tuple["Reason", ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One side of a reason: a span (of the claim, or of the statement until the answer is made) and its reading."""

    text: str
    start: int
    end: int
    value: float | str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A typed ground for a stance with the two spans that it compares; a span is None where there is none."""

    kind: ReasonKind
    claim: Compared | None = None
    statement: Compared | None = None
