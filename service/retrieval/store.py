"""The statement store: SQLite segments that are written once and then only read, newest first.

Bodies are JSON (MessagePack loses the UTC offset of a moment) and decode straight to the frozen values. A newer
segment's edition of a document (one id, one version) hides an older segment's.
"""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from service.errors import ArchiveError, NotFound
from service.types import Document, Statement

REMEMBERED_EDITIONS = 50_000

_statements = msgspec.json.Decoder(Statement)
_documents = msgspec.json.Decoder(Document)


class Edition(NamedTuple):
    """One version of one document as a segment holds it: its statements are `first` ... `first + size - 1`."""

    segment: int
    number: int
    version: str
    fingerprint: str
    first: int
    size: int
    base: int


class SegmentedStore:
    """The documents and statements of one generation; safe with threads and after a fork."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)  # newest first
        self._local = threading.local()
        self._editions = lru_cache(REMEMBERED_EDITIONS)(self._found_editions)

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        """The statements with these ids, in this order; an unknown id is an ArchiveError."""
        places = [self._place(one) for one in ids]
        bodies: dict[tuple[int, int], bytes] = {}
        for segment in {segment for segment, _ in places}:
            keys = [key for place, key in places if place == segment]
            marks = ",".join("?" * len(keys))
            query = f"SELECT key, body FROM statements WHERE key IN ({marks})"  # noqa: S608 - only question marks
            bodies.update({(segment, key): body for key, body in self._rows(segment, query, keys)})
        try:
            return [_statements.decode(bodies[place]) for place in places]
        except (KeyError, msgspec.DecodeError) as error:
            raise ArchiveError("the statement store does not fit the search index: rebuild the archive") from error

    def document(self, document_id: str, version: str | None = None) -> Document:
        """One document (its newest version unless one is named); raises NotFound."""
        editions = [one for one in self._editions(document_id) if version in (None, one.version)]
        if not editions:
            raise NotFound(f"the archive holds no document {document_id!r}" + (f" {version}" if version else ""))
        return self.edition_document(editions[-1])

    def versions(self, document_id: str) -> tuple[Document, ...]:
        """Every kept version of a document, oldest first; raises NotFound."""
        editions = self._editions(document_id)
        if not editions:
            raise NotFound(f"the archive holds no document {document_id!r}")
        return tuple(self.edition_document(one) for one in editions)

    def editions(self, document_id: str) -> tuple[Edition, ...]:
        """The kept versions of a document, oldest first; () if the archive holds none."""
        return self._editions(document_id)

    def document_ids(self) -> Iterator[str]:
        """Every document's id once, in no order that means anything."""
        seen: set[str] = set()
        for segment in range(len(self._paths)):
            for (document_id,) in self._rows(segment, "SELECT DISTINCT id FROM documents", ()):
                if document_id not in seen:
                    seen.add(document_id)
                    yield document_id

    def edition_statements(self, edition: Edition) -> list[Statement]:
        """All statements of one version of a document."""
        query = "SELECT body FROM statements WHERE key >= ? AND key < ? ORDER BY key"
        rows = self._rows(edition.segment, query, (edition.base, edition.base + edition.size))
        return [_statements.decode(body) for (body,) in rows]

    def edition_document(self, edition: Edition) -> Document:
        """One version of a document."""
        rows = self._rows(edition.segment, "SELECT body FROM documents WHERE number = ?", (edition.number,))
        return _documents.decode(rows[0][0])

    def _place(self, statement_id: str) -> tuple[int, int]:
        document_id, _, ordinal = statement_id.rpartition("#")
        if ordinal.isdigit():
            number = int(ordinal)
            for one in self._editions(document_id):
                if one.first <= number < one.first + one.size:
                    return one.segment, one.base + number - one.first
        raise ArchiveError(f"the archive holds no statement {statement_id!r}: search index and store do not match")

    def _found_editions(self, document_id: str) -> tuple[Edition, ...]:
        found: dict[str, Edition] = {}
        query = "SELECT number, version, fingerprint, first, count, base FROM documents WHERE id = ? ORDER BY number"
        for segment in range(len(self._paths)):
            for row in self._rows(segment, query, (document_id,)):
                found.setdefault(row[1], Edition(segment, *row))
        return tuple(sorted(found.values(), key=lambda one: one.first))

    def _rows(self, segment: int, query: str, values: Iterable[object]) -> list[tuple]:  # type: ignore[type-arg]
        try:
            return self._connection(segment).execute(query, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise ArchiveError(f"{self._paths[segment]} cannot be read: {error}") from error

    def _connection(self, segment: int) -> sqlite3.Connection:
        """This thread's own connection, opened in this process: SQLite's must not cross a fork."""
        if getattr(self._local, "process", None) != os.getpid():
            self._local.process = os.getpid()
            self._local.connections = {}
        connections: dict[int, sqlite3.Connection] = self._local.connections
        if segment not in connections:
            uri = f"{self._paths[segment].absolute().as_uri()}?mode=ro&immutable=1"
            connections[segment] = sqlite3.connect(uri, uri=True, check_same_thread=False)
        return connections[segment]


def opened_store(paths: Sequence[Path]) -> SegmentedStore:
    """The store over these segment files, newest first."""
    missing = [path for path in paths if not path.is_file()]
    if missing:
        raise ArchiveError(f"{missing[0]} is missing: restore it or ingest the archive again")
    return SegmentedStore(paths)
