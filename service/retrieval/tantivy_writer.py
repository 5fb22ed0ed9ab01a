"""Writing the embedded engine's index: the last generation's files linked, statements added, old ones dropped."""

import os
import shutil
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec
import tantivy

from service.errors import ArchiveError
from service.retrieval.analyzer import content_stems, stems
from service.retrieval.tantivy_engine import EVER, schema, seconds
from service.types import Statement, StatementKind

HEAP = 64 * 1024 * 1024  # bytes of postings held before they are flushed


class IndexedStatement(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the search index holds of a statement."""

    id: str
    terms: str
    document: str
    edition: str
    kind: str
    publisher: str | None
    day: int | None
    limits: tuple[int, int] | None  # usable from, until, in seconds since 1970


class TantivyWriter:
    """An index folder under construction; nothing reads it before `finish`."""

    def __init__(self, folder: Path, before: Path | None) -> None:
        self._folder = folder
        folder.mkdir(parents=True)
        if before is not None:
            _link(before, folder)
        try:
            index = tantivy.Index(schema(), str(folder), reuse=True)
            self._writer = index.writer(heap_size=HEAP, num_threads=1)
        except (ValueError, OSError) as error:
            raise ArchiveError(f"the search index in {folder} cannot be written: {error}") from error

    def drop(self, document_id: str, version: str) -> None:
        """Forget the statements of one version of a document."""
        self._writer.delete_documents_by_term("edition", edition_key(document_id, version))

    def add(self, statements: Iterable[IndexedStatement]) -> None:
        """Index these statements; one without terms cannot be found and must not count in any score, as in Lucene."""
        try:
            for statement in statements:
                if statement.terms:
                    self._writer.add_document(_entry(statement))
        except (ValueError, OSError) as error:
            raise ArchiveError(f"the search index in {self._folder} cannot be written: {error}") from error

    def finish(self) -> None:
        """Everything on the disk and merged."""
        try:
            self._writer.commit()
            self._writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise ArchiveError(f"the search index in {self._folder} cannot be written: {error}") from error
        for lock in self._folder.glob(".*.lock"):
            lock.unlink()


def edition_key(document_id: str, version: str) -> str:
    """One version of one document as a single term."""
    return f"{version} {document_id}"


def index_terms(statement: Statement) -> list[str]:
    """The stems by which a statement is found: its own and those of its heading.

    input:  heading "Ferry docks", text "It came late."
    output: ["ferri", "dock", "came", "late"]
    """
    own = content_stems(statement.analysis.words) if statement.analysis.words else stems(statement.text)
    if statement.heading is None or (statement.kind is StatementKind.HEADLINE and statement.heading == statement.text):
        return own
    return [*_heading_stems(statement.heading), *own]


def indexed(statement: Statement, kind: str) -> IndexedStatement:
    """A statement of a document of this kind, as the search index holds it."""
    limited = statement.usable_from is not None or statement.usable_until is not None
    return IndexedStatement(
        statement.id,
        " ".join(index_terms(statement)),
        statement.document_id,
        edition_key(statement.document_id, statement.version),
        kind,
        statement.publisher,
        statement.published_on.toordinal() if statement.published_on else None,
        (seconds(statement.usable_from, 0), seconds(statement.usable_until, EVER)) if limited else None,
    )


@lru_cache(64)
def _heading_stems(heading: str) -> tuple[str, ...]:
    return tuple(stems(heading))


def _entry(statement: IndexedStatement) -> tantivy.Document:
    found = tantivy.Document(
        id=statement.id,
        terms=statement.terms,
        document=statement.document,
        edition=statement.edition,
        kind=statement.kind,
    )
    if statement.publisher is not None:
        found.add_text("publisher", statement.publisher)
    if statement.day is not None:
        found.add_integer("day", statement.day)
    if statement.limits is not None:
        found.add_text("limited", "yes")
        found.add_integer("usable_from", statement.limits[0])
        found.add_integer("usable_until", statement.limits[1])
    return found


def _link(before: Path, folder: Path) -> None:
    """The last generation's files under the new folder: linked, for they never change, the lists of them copied."""
    for path in before.iterdir():
        if path.suffix == ".lock":
            continue
        if path.suffix == ".json" or not _linked(path, folder / path.name):
            shutil.copyfile(path, folder / path.name)


def _linked(path: Path, link: Path) -> bool:
    """Whether the file system took the link; some network mounts take none."""
    try:
        os.link(path, link)
    except OSError:
        return False
    return True
