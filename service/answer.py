"""The answer to a claim, as frozen values in the order in which the JSON gives them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from service.types import Basis, Filters, Flag, Label, Moment, Reason, Speaker, StanceKind


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller asks. `as_of` None is the moment at which the generation was built."""

    claim: str
    as_of: datetime | None = None
    filters: Filters = field(default_factory=Filters)
    max_evidence: int = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a compound claim (or all of a simple one) and its own verdict."""

    text: str
    start: int
    end: int
    verdict: Label


@dataclass(frozen=True, slots=True)
class Context:
    """The neighbouring words of the document, verbatim."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Source:
    """The document behind a piece of evidence."""

    id: str
    version: str
    title: str | None
    publisher: str | None
    url: str | None
    published_at: Moment | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the text first came from, and how many copies of it the archive holds."""

    id: str
    copies: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with its stance and reasons: `document text[start:end] == quote`."""

    stance: StanceKind
    strength: float
    basis: Basis
    quote: str
    start: int
    end: int
    context: Context
    document: Source
    stated_at: Moment | None
    speaker: Speaker | None
    reasons: tuple[Reason, ...]
    origin: Origin
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace claim[start:end] by `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The claim with the right words, taken from a typed reason, never invented."""

    text: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class TimelinePoint:
    """One figure at one moment, as one document gives it."""

    at: Moment | None
    value: float
    unit: str
    document_id: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PriorCheck:
    """An already published fact check of a like claim."""

    claim: str
    rating: str | None
    publisher: str | None
    url: str | None
    document_id: str
    published_at: Moment | None
    match: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: honest silence needs it."""

    documents: int
    statements_considered: int
    first: date | None
    last: date | None
    complete: bool = True
    degraded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Everything that shaped an answer."""

    generation: str
    analyzer: str
    rules: str
    model: str
    policy: str
    version: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to one claim."""

    verification_id: str
    claim: str
    parts: tuple[Part, ...]
    verdict: Label
    confidence: float
    summary: str
    evidence: tuple[Evidence, ...]
    correction: Correction | None
    near_misses: tuple[Evidence, ...]
    timeline: tuple[TimelinePoint, ...]
    prior_checks: tuple[PriorCheck, ...]
    coverage: Coverage
    signature: Signature
