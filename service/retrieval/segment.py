"""Writing one segment of the statement store: made once, never changed."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec

from service.types import Document, Statement

SCHEMA = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, version TEXT NOT NULL, fingerprint TEXT NOT NULL,
    first INTEGER NOT NULL, count INTEGER NOT NULL, base INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE TABLE statements (key INTEGER PRIMARY KEY, body BLOB NOT NULL);
"""
INDEX = "CREATE INDEX documents_by_id ON documents (id)"

_encode = msgspec.json.Encoder().encode


class SegmentWriter:
    """Takes documents with their statements; nothing reads the file before `close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._documents = 0
        self._statements = 0
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(SCHEMA)
        self._connection.execute("BEGIN")

    def add(self, document: Document, fingerprint: str, first: int, statements: Sequence[Statement]) -> None:
        """One version of a document with its statements, whose ordinals begin at `first`."""
        base = self._statements
        row = (document.id, document.version, fingerprint, first, len(statements), base, _encode(document))
        self._connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (self._documents, *row))
        bodies = ((base + index, _encode(statement)) for index, statement in enumerate(statements))
        self._connection.executemany("INSERT INTO statements VALUES (?, ?)", bodies)
        self._documents += 1
        self._statements += len(statements)

    def close(self) -> None:
        """Make the file whole and have it on the disk."""
        self._connection.execute("COMMIT")
        self._connection.execute(INDEX)
        self._connection.close()
        synced(self._path)


def synced(path: Path) -> None:
    """Has the file or folder on the disk before anything that names it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
