"""A document analysed and encoded, ready to be written: what a worker process hands back."""

from collections.abc import Sequence
from datetime import date

import msgspec

from service.ingest.origins import Copied, encoded
from service.ingest.standing import Standing
from service.ingest.statements import statements
from service.retrieval.segment import Row
from service.retrieval.tantivy_writer import IndexedStatement, indexed
from service.types import Document, Statement

_encode = msgspec.json.Encoder().encode


class Task(msgspec.Struct, frozen=True):
    """A document to be analysed, with what was found of it before: how it stands, which paragraphs are copies."""

    document: Document
    fingerprint: str
    first: int
    standing: Standing
    origins: tuple[Copied, ...] = ()
    samples: tuple[int, ...] = ()


class Prepared(msgspec.Struct, frozen=True):
    """One version of a document with its statements, encoded, and what the search index needs of each."""

    row: Row
    publisher: str | None
    published_on: date | None
    bodies: tuple[bytes, ...]
    indexed: tuple[IndexedStatement, ...]
    samples: tuple[int, ...]


def analysed(task: Task) -> Prepared:
    """A document with its statements found and analysed: the costly step."""
    return prepared(task, statements(task.document, task.first, task.standing, task.origins))


def all_analysed(tasks: Sequence[Task]) -> list[Prepared]:
    """Several documents in one go, so that processes exchange few messages."""
    return [analysed(task) for task in tasks]


def prepared(task: Task, found: Sequence[Statement]) -> Prepared:
    """A document and its statements, encoded."""
    document = task.document
    return Prepared(
        Row(
            *(document.id, document.version, task.fingerprint, task.first),
            *(task.standing.usable_from, task.standing.usable_until, task.standing.corrected),
            *(encoded(task.origins), _encode(document)),
        ),
        document.publisher,
        document.published_at.at.date() if document.published_at else None,
        tuple(_encode(statement) for statement in found),
        tuple(indexed(statement, document.kind) for statement in found),
        task.samples,
    )


def restood(task: Task, found: Sequence[Statement]) -> Prepared:
    """Statements that were analysed before, as the document stands now."""
    standing = task.standing
    changed = [
        msgspec.structs.replace(
            one,
            usable_from=standing.usable_from,
            usable_until=standing.usable_until,
            corrected=standing.corrected or one.corrected,
        )
        for one in found
    ]
    return prepared(task, changed)
