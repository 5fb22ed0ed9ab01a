"""The statement store: SQLite segments that are written once and then only read, newest first.

Bodies are JSON (MessagePack loses the UTC offset of a moment) and decode straight to the frozen values. A newer
segment's edition of a document (one id, one version) hides an older segment's.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from service.errors import ArchiveError, NotFound
from service.retrieval.engine import Kept
from service.retrieval.segment import Notice, NoticeKind, Row
from service.types import Document, Statement

REMEMBERED_EDITIONS = 50_000

_statements = msgspec.json.Decoder(Statement)
_documents = msgspec.json.Decoder(Document)

EDITION = "number, version, fingerprint, first, size, base, usable_from, usable_until, corrected, origins"


class Edition(NamedTuple):
    """One version of one document as a segment holds it: its statements are `first` ... `first + size - 1`."""

    segment: int
    number: int
    version: str
    fingerprint: str
    first: int
    size: int
    base: int
    usable_from: str | None
    usable_until: str | None
    corrected: int
    origins: str
    document_id: str


class SegmentedStore:
    """The documents and statements of one generation; safe with threads and after a fork."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)  # newest first
        self._lock = threading.Lock()
        self._process = os.getpid()
        self._connections = self._opened()
        self._known: dict[str, tuple[Edition, ...]] = {}

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        """The statements with these ids, in this order; an unknown id is an ArchiveError."""
        self._remember({one.rpartition("#")[0] for one in ids})
        places = [self._place(one) for one in ids]
        bodies: dict[tuple[int, int], bytes] = {}
        for segment in {segment for segment, _ in places}:
            keys = [key for place, key in places if place == segment]
            query = f"SELECT key, body FROM statements WHERE key IN ({_marks(keys)})"  # noqa: S608 - only ?,?,?
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

    def history(self, document_id: str) -> tuple[Kept, ...]:
        """For each kept version, oldest first, when it may be used; () for a document that is not there."""
        return tuple(
            Kept(one.version, moment_of(one.usable_from), moment_of(one.usable_until))
            for one in self._editions(document_id)
        )

    def notices(self, document_id: str) -> tuple[Notice, ...]:
        """What later documents say of this one: that they correct or replace it."""
        found = set()
        query = "SELECT kind, source, moment FROM notices WHERE target = ?"
        for segment in range(len(self._paths)):
            for kind, source, moment in self._rows(segment, query, (document_id,)):
                found.add(Notice(document_id, NoticeKind(kind), source, datetime.fromisoformat(moment)))
        return tuple(sorted(found, key=lambda one: (one.moment, one.source, one.kind)))

    def editions(self, document_id: str) -> tuple[Edition, ...]:
        """The kept versions of a document, oldest first; () if the archive holds none."""
        return self._editions(document_id)

    def document_ids(self) -> Iterator[str]:
        """Every document's id once."""
        seen: set[str] = set()
        for segment in range(len(self._paths)):
            for (document_id,) in self._rows(segment, "SELECT DISTINCT id FROM documents ORDER BY id", ()):
                if document_id not in seen:
                    seen.add(document_id)
                    yield document_id

    def edition_document(self, edition: Edition) -> Document:
        """One version of a document."""
        rows = self._rows(edition.segment, "SELECT body FROM documents WHERE number = ?", (edition.number,))
        return _documents.decode(rows[0][0])

    def edition_statements(self, edition: Edition) -> list[Statement]:
        """All statements of one version of a document."""
        return [_statements.decode(body) for body in self.edition_bodies(edition)]

    def edition_bodies(self, edition: Edition) -> list[bytes]:
        """The same, as they are stored."""
        query = "SELECT body FROM statements WHERE key >= ? AND key < ? ORDER BY key"
        rows = self._rows(edition.segment, query, (edition.base, edition.base + edition.size))
        return [body for (body,) in rows]

    def sharing(self, samples: Iterable[int], fewest: int, limit: int) -> list[tuple[str, int]]:
        """Documents of which a version shares at least `fewest` shingle samples, with how many, the most first.

        Hundreds of documents share one or two with any other: only of those that share the most is the id looked up.
        """
        editions = self._editions_sharing(list(samples), fewest)
        shared: dict[str, int] = {}
        query = "SELECT id FROM documents WHERE number IN (SELECT value FROM json_each(?))"  # any number of them
        for count in sorted(editions, reverse=True):
            for segment, numbers in editions[count].items():
                for (document_id,) in self._rows(segment, query, (json.dumps(numbers),)):
                    shared.setdefault(document_id, count)
            if len(shared) >= limit:
                break
        return sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:limit]

    def rows(self, segment: int) -> Iterator[tuple[Edition, Row, list[int]]]:
        """Everything that one segment holds of documents, with their shingle samples: for copying it to another."""
        samples: dict[int, list[int]] = {}
        for number, hashed in self._rows(segment, "SELECT document, hash FROM samples", ()):
            samples.setdefault(number, []).append(hashed)
        query = f"SELECT {EDITION}, id, body FROM documents ORDER BY number"  # noqa: S608 - constant
        for *values, document_id, body in self._rows(segment, query, ()):
            edition = Edition._make((segment, *values, document_id))
            row = Row(
                *(document_id, edition.version, edition.fingerprint, edition.first),
                *(moment_of(edition.usable_from), moment_of(edition.usable_until), bool(edition.corrected)),
                *(edition.origins, body),
            )
            yield edition, row, samples.get(edition.number, [])

    def segment_notices(self, segment: int) -> list[Notice]:
        """The notices in one segment."""
        rows = self._rows(segment, "SELECT target, kind, source, moment FROM notices", ())
        return [
            Notice(target, NoticeKind(kind), source, datetime.fromisoformat(at)) for target, kind, source, at in rows
        ]

    def _editions_sharing(self, hashes: Sequence[int], fewest: int) -> dict[int, dict[int, list[int]]]:
        """Number shared -> segment -> numbers of the editions that share so many; read from the index alone."""
        query = (
            f"SELECT document, count(*) AS shared FROM samples WHERE hash IN ({_marks(hashes)}) "  # noqa: S608 - ?,?,?
            f"GROUP BY document HAVING shared >= {fewest:d}"
        )
        found: dict[int, dict[int, list[int]]] = {}
        for segment in range(len(self._paths)):
            for number, count in self._rows(segment, query, hashes):
                found.setdefault(count, {}).setdefault(segment, []).append(number)
        return found

    def _place(self, statement_id: str) -> tuple[int, int]:
        document_id, _, ordinal = statement_id.rpartition("#")
        if ordinal.isdigit():
            number = int(ordinal)
            for one in self._editions(document_id):
                if one.first <= number < one.first + one.size:
                    return one.segment, one.base + number - one.first
        raise ArchiveError(f"the archive holds no statement {statement_id!r}: search index and store do not match")

    def _editions(self, document_id: str) -> tuple[Edition, ...]:
        found = self._known.get(document_id)
        if found is None:
            found = self._remember({document_id}).get(document_id)
        return self._known.get(document_id, ()) if found is None else found

    def _remember(self, document_ids: set[str]) -> dict[str, tuple[Edition, ...]]:
        """The editions of documents that were not known yet, looked up all at once."""
        missing = [one for one in document_ids if one not in self._known]
        if not missing:
            return {}
        found: dict[str, dict[str, Edition]] = {one: {} for one in missing}
        query = f"SELECT id, {EDITION} FROM documents WHERE id IN ({_marks(missing)}) ORDER BY number"  # noqa: S608 - ?
        for segment in range(len(self._paths)):
            for document_id, *values in self._rows(segment, query, missing):
                edition = Edition._make((segment, *values, document_id))
                found[document_id].setdefault(edition.version, edition)
        looked_up = {one: tuple(sorted(kept.values(), key=_first)) for one, kept in found.items()}
        if len(self._known) > REMEMBERED_EDITIONS:
            self._known = {}
        self._known.update(looked_up)
        return looked_up

    def _rows(self, segment: int, query: str, values: Iterable[object]) -> list[Any]:
        try:
            return self._connection(segment).execute(query, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise ArchiveError(f"{self._paths[segment]} cannot be read: {error}") from error

    def _connection(self, segment: int) -> sqlite3.Connection:
        """This process's connection, which its threads share: SQLite's must not cross a fork."""
        if self._process != os.getpid():
            with self._lock:
                if self._process != os.getpid():
                    self._connections = self._opened()
                    self._process = os.getpid()
        return self._connections[segment]

    def _opened(self) -> tuple[sqlite3.Connection, ...]:
        """A connection for each segment, opened at once: what is open can be read when its file is gone."""
        uris = (f"{path.absolute().as_uri()}?mode=ro&immutable=1" for path in self._paths)
        try:
            return tuple(sqlite3.connect(uri, uri=True, check_same_thread=False) for uri in uris)
        except sqlite3.Error as error:
            raise ArchiveError(f"a segment of the statement store cannot be opened: {error}") from error


def opened_store(paths: Sequence[Path]) -> SegmentedStore:
    """The store over these segment files, newest first."""
    missing = [path for path in paths if not path.is_file()]
    if missing:
        raise ArchiveError(f"{missing[0]} is missing: restore it or ingest the archive again")
    return SegmentedStore(paths)


def moment_of(stored: str | None) -> datetime | None:
    """A stored moment."""
    return None if stored is None else datetime.fromisoformat(stored)


def _first(edition: Edition) -> int:
    return edition.first


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
