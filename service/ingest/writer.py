"""Items -> a new generation of the archive, and a report of what went in and what did not."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from service.errors import IngestError, NotFound
from service.ingest.build import fingerprint
from service.ingest.copies import Copies
from service.ingest.home import Building, FolderHome, Home, Shelf
from service.ingest.items import Item, Problem
from service.ingest.origins import Shingled, decoded
from service.ingest.prepared import Prepared, Task, restood
from service.ingest.publishing import writer_lock
from service.ingest.standing import Standing, notices, standing, successor_from
from service.ingest.workers import results
from service.retrieval.manifest import current_id, read_manifest
from service.retrieval.segment import Notice
from service.retrieval.store import Edition, moment_of
from service.types import Document

KEPT_GENERATIONS = 3
STEP = 250_000  # statements after which what is done is kept, should the ingest be interrupted

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: documents new, changed and unchanged, statements added, problems by file and line."""

    generation: str | None
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    statements: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest: generations kept, processes used, statements per step, what to call after each document."""

    keep: int = KEPT_GENERATIONS
    processes: int = 1
    step: int = STEP
    resume: str = ""  # names the sources: an interrupted ingest of the same ones goes on where it was
    progress: Progress | None = None


@dataclass(slots=True)
class _Tally:
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    statements: int = 0
    problems: list[Problem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def ingest(items: Iterable[Item], index: Path, options: Options | None = None) -> IngestReport:
    """Put documents into the archive at `index` and have the generation that holds them serve."""
    chosen = options or Options()
    with writer_lock(index):
        now = datetime.now(UTC)
        home = FolderHome(index, chosen.resume, now)
        try:
            return ingest_into(items, home, chosen, now)
        except (OSError, sqlite3.Error) as error:
            raise IngestError(f"{error}; the archive at {index} serves what it served before") from error


def retract(document_id: str, index: Path, options: Options | None = None) -> IngestReport:
    """Keep a document's statements from use from now on; its text stays in the history."""
    now = datetime.now(UTC)
    generation = read_manifest(index, current_id(index)).generation
    taken_back = retracted(FolderHome(index, "", now).store(), document_id, now)
    return ingest([taken_back], index, options) if taken_back else IngestReport(generation, unchanged=1)


def retracted(shelf: Shelf, document_id: str, now: datetime) -> Document | None:
    """The newest version of a document, taken back; None where it was before."""
    editions = shelf.editions(document_id)
    if not editions:
        raise NotFound(f"the archive holds no document {document_id!r}")
    document = shelf.edition_document(editions[-1])
    return None if document.retracted else _taken_back(document, now.isoformat(timespec="seconds"))


def _taken_back(document: Document, moment: str) -> Document:
    """The document retracted. Its text coming in once more does not undo that; another text of it does."""
    return replace(document, retracted=True, extra={**document.extra, "retracted_at": moment})


def ingest_into(items: Iterable[Item], home: Home, options: Options, now: datetime) -> IngestReport:
    """The same wherever the archive lives."""
    try:
        return _Run(home, options, now).report(items)
    finally:
        home.leave()


class _Run:
    """One ingest: the archive as it was, what is being built, what has been counted."""

    def __init__(self, home: Home, options: Options, now: datetime) -> None:
        self._home, self._options, self._now = home, options, now
        self._store = home.store()
        self._copies = Copies(self._store)
        self._tally = _Tally()
        self._plans: deque[tuple[Document, tuple[Edition, ...]]] = deque()

    def report(self, items: Iterable[Item]) -> IngestReport:
        """Take every item, publish, say what was done."""
        for prepared in results(self._tasks(items), self._options.processes):
            building = self._home.building()
            self._write(building, prepared)
            if building.added >= self._options.step:
                self._home.step()
        self._apply_notices()
        self._home.serve(self._options.keep)
        tally = self._tally
        return IngestReport(
            self._home.generation,
            tally.new,
            tally.changed,
            tally.unchanged,
            tally.statements,
            tuple(tally.problems),
        )

    def _tasks(self, items: Iterable[Item]) -> Iterator[Task]:
        """What has to be analysed; unchanged documents and problems are only counted."""
        seen: set[str] = set()
        for item in items:
            if isinstance(item, Problem):
                self._tally.problems.append(item)
            elif item.id in seen:
                self._tally.problems.append(Problem(item.id, "the same id came twice: the first one is kept"))
            else:
                seen.add(item.id)
                task = self._task(item)
                if task:
                    yield task

    def _task(self, document: Document) -> Task | None:
        mark = fingerprint(document)
        editions = self._store.editions(document.id)
        if editions and (editions[-1].version, editions[-1].fingerprint) == (document.version, mark):
            self._tally.unchanged += 1
            return None
        same = editions and editions[-1].version == document.version
        if same and not document.retracted:
            kept = self._store.edition_document(editions[-1])
            if kept.retracted and "retracted_at" in kept.extra:
                return self._task(_taken_back(document, kept.extra["retracted_at"]))
        first = editions[-1].first if same else max((one.first + one.size for one in editions), default=0)
        self._plans.append((document, editions))
        shingled = self._copies.found(document)
        until = self._now if document.retracted and editions else None
        return Task(
            document,
            mark,
            first,
            standing(document, self._store.notices(document.id), until),
            shingled.copied,
            shingled.samples,
        )

    def _write(self, building: Building, prepared: Prepared) -> None:
        document, editions = self._plans.popleft()
        if editions and editions[-1].version != document.version:
            self._retire(building, document, editions[-1])
        building.add(prepared, editions)
        said = notices(document, self._now)
        building.note(said)
        self._tally.notices += said
        self._tally.new += not editions
        self._tally.changed += bool(editions)
        self._tally.statements += len(prepared.bodies)
        if self._options.progress:
            self._options.progress(self._tally.new + self._tally.changed, self._tally.statements)

    def _retire(self, building: Building, successor: Document, edition: Edition) -> None:
        """The version before, usable until the new one holds."""
        old = self._store.edition_document(edition)
        stands = standing(old, self._store.notices(old.id), successor_from(successor, self._now))
        building.retire(self._restood(self._store, old, edition, stands), edition)

    def _apply_notices(self) -> None:
        """Documents corrected or replaced by ones of this ingest, in whatever order they came."""
        if not self._tally.notices:
            return
        self._home.step()
        store = self._home.store()
        for target in sorted({one.target for one in self._tally.notices}):
            for edition in store.editions(target)[-1:]:
                document = store.edition_document(edition)
                until = moment_of(edition.usable_until) if document.retracted else None
                stands = standing(document, store.notices(target), until)
                self._home.building().add(self._restood(store, document, edition, stands), [edition])

    def _restood(self, store: Shelf, document: Document, edition: Edition, stands: Standing) -> Prepared:
        task = Task(
            document,
            edition.fingerprint,
            edition.first,
            stands,
            tuple(decoded(edition.origins)),
            Shingled(document).samples,
        )
        return restood(task, store.edition_statements(edition))
