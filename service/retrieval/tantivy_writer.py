"""Writing the embedded engine's index: the last generation's files linked, statements added, old ones dropped."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import tantivy

from service.errors import ArchiveError
from service.retrieval.analyzer import content_stems, stems
from service.retrieval.tantivy_engine import EVER, schema, seconds
from service.types import Statement, StatementKind

HEAP = 64 * 1024 * 1024  # bytes of postings held before they are flushed


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

    def add(self, statements: Iterable[Statement]) -> None:
        """Index these statements, each together with its heading."""
        for statement in statements:
            self._writer.add_document(_indexed(statement))

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
    return stems(statement.heading) + own


def _indexed(statement: Statement) -> tantivy.Document:
    found = tantivy.Document(
        id=statement.id,
        terms=" ".join(index_terms(statement)),
        document=statement.document_id,
        edition=edition_key(statement.document_id, statement.version),
    )
    if statement.publisher is not None:
        found.add_text("publisher", statement.publisher)
    if statement.published_on is not None:
        found.add_integer("day", statement.published_on.toordinal())
    if statement.usable_from is not None or statement.usable_until is not None:
        found.add_text("limited", "yes")
        found.add_integer("usable_from", seconds(statement.usable_from, 0))
        found.add_integer("usable_until", seconds(statement.usable_until, EVER))
    return found


def _link(before: Path, folder: Path) -> None:
    """The last generation's files under the new folder: linked, for they never change, the lists of them copied."""
    for path in before.iterdir():
        if path.suffix == ".json":
            shutil.copyfile(path, folder / path.name)
        elif path.suffix != ".lock":
            os.link(path, folder / path.name)
