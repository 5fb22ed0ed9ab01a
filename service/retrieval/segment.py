"""One segment of the statement store: made once, never changed. The file format, and writing it."""

import os
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

SCHEMA = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, version TEXT NOT NULL, fingerprint TEXT NOT NULL,
    first INTEGER NOT NULL, size INTEGER NOT NULL, base INTEGER NOT NULL,
    usable_from TEXT, usable_until TEXT, corrected INTEGER NOT NULL, origins TEXT NOT NULL, body BLOB NOT NULL
);
CREATE TABLE statements (key INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE notices (target TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, moment TEXT NOT NULL);
CREATE TABLE samples (hash INTEGER NOT NULL, document INTEGER NOT NULL);
"""
INDEXES = """
CREATE INDEX documents_by_id ON documents (id);
CREATE INDEX notices_by_target ON notices (target);
CREATE INDEX samples_by_hash ON samples (hash, document);
"""


class NoticeKind(StrEnum):
    """What a later document does to an earlier one."""

    CORRECTED = "corrected"
    REPLACED = "replaced"


class Notice(msgspec.Struct, frozen=True):
    """Document `source` corrects or replaces document `target`, from `moment` on."""

    target: str
    kind: NoticeKind
    source: str
    moment: datetime


class Row(msgspec.Struct, frozen=True):
    """One version of one document as a segment keeps it, all but its statements."""

    id: str
    version: str
    fingerprint: str
    first: int
    usable_from: datetime | None
    usable_until: datetime | None
    corrected: bool
    origins: str  # JSON: spans of copied paragraphs and where they came from
    body: bytes


class SegmentWriter:
    """Takes documents with their statements; nothing reads the file before `close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.documents = 0
        self._statements = 0
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(SCHEMA)
        self._connection.execute("BEGIN")

    def add(self, row: Row, bodies: Iterable[bytes], samples: Iterable[int] = ()) -> None:
        """One version of a document, its encoded statements, its shingle samples."""
        base = self._statements
        self._connection.executemany("INSERT INTO statements VALUES (?, ?)", self._keyed(bodies))
        values = (
            *(self.documents, row.id, row.version, row.fingerprint, row.first, self._statements - base, base),
            *(stored_moment(row.usable_from), stored_moment(row.usable_until), row.corrected, row.origins, row.body),
        )
        self._connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._connection.executemany(
            "INSERT INTO samples VALUES (?, ?)", ((sample, self.documents) for sample in samples)
        )
        self.documents += 1

    def note(self, notices: Iterable[Notice]) -> None:
        """What documents say of others."""
        rows = ((one.target, one.kind.value, one.source, one.moment.isoformat()) for one in notices)
        self._connection.executemany("INSERT INTO notices VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Make the file whole and have it on the disk."""
        self._connection.execute("COMMIT")
        self._connection.executescript(INDEXES)
        self._connection.close()
        synced(self._path)

    def abandon(self) -> None:
        """Let go of the file, which is of no use."""
        self._connection.close()

    def _keyed(self, bodies: Iterable[bytes]) -> Iterable[tuple[int, bytes]]:
        for body in bodies:
            yield self._statements, body
            self._statements += 1


def synced(path: Path) -> None:
    """Has the file or folder on the disk before anything that names it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def stored_moment(moment: datetime | None) -> str | None:
    """A moment as it is stored."""
    return None if moment is None else moment.isoformat()
