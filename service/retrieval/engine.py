"""What the pipeline needs of a search engine and of a statement store; nothing else may leak out of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from service.retrieval.segment import Notice
from service.types import Document, Filters, Hit, Statement


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept version of a document and when it may be used; None: without a bound."""

    version: str
    usable_from: datetime | None
    usable_until: datetime | None


class Engine(Protocol):
    """BM25 over pre-stemmed statements (k1 1.2, b 0.75), an OR of de-duplicated terms; filters do not score."""

    def search(self, terms: Sequence[str], filters: Filters, limit: int) -> list[Hit]:
        """The best statements, by (score rounded to 5 decimals, falling; id), at most `limit`."""
        ...


class Store(Protocol):
    """The truth about documents and statements of one generation."""

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        """The statements with these ids, in this order; an unknown id is an ArchiveError."""
        ...

    def document(self, document_id: str, version: str | None = None) -> Document:
        """One document (its newest version unless one is named); raises NotFound."""
        ...

    def versions(self, document_id: str) -> tuple[Document, ...]:
        """Every kept version of a document, oldest first; raises NotFound."""
        ...

    def history(self, document_id: str) -> Sequence[Kept]:
        """For each kept version, oldest first, when it may be used; () for a document that is not there."""
        ...

    def notices(self, document_id: str) -> tuple[Notice, ...]:
        """What later documents say of this one: that they correct or replace it."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts and dates of one generation."""

    documents: int
    statements: int
    first: date | None
    last: date | None
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Generation:
    """One immutable built state of the archive, open for questions."""

    id: str
    analyzer: str
    built_at: datetime
    summary: Summary
    engine: Engine
    store: Store
