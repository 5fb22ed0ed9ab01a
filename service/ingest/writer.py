"""Items -> a new generation of the archive, and a report of what went in and what did not."""

import shutil
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from service.errors import IngestError, NotFound
from service.ingest.build import Build, fingerprint, store_of
from service.ingest.copies import Copies
from service.ingest.items import Item, Problem
from service.ingest.origins import Shingled, decoded
from service.ingest.prepared import Prepared, Task, restood
from service.ingest.publishing import (
    STAGING,
    keep_pending,
    newest_manifest,
    prune,
    put_to_use,
    serving,
    staging,
    writer_lock,
)
from service.ingest.standing import Standing, notices, standing, successor_from
from service.ingest.workers import results
from service.retrieval.segment import Notice
from service.retrieval.store import Edition, SegmentedStore, moment_of
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
        run = _Run(index, chosen)
        try:
            return run.report(items)
        except (OSError, sqlite3.Error) as error:
            raise IngestError(f"{error}; the archive at {index} serves what it served before") from error
        finally:
            run.abandon()
            shutil.rmtree(index / STAGING, ignore_errors=True)


def retract(document_id: str, index: Path, options: Options | None = None) -> IngestReport:
    """Keep a document's statements from use from now on; its text stays in the history."""
    manifest = newest_manifest(index, "")
    store = store_of(index, manifest)
    editions = store.editions(document_id)
    if not editions:
        raise NotFound(f"the archive holds no document {document_id!r}")
    document = store.edition_document(editions[-1])
    if document.retracted:
        return IngestReport(manifest.generation if manifest else None, unchanged=1)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    taken_back = replace(document, retracted=True, extra={**document.extra, "retracted_at": now})
    return ingest([taken_back], index, options)


class _Run:
    """One ingest: the archive as it was, what is being built, what has been counted."""

    def __init__(self, index: Path, options: Options) -> None:
        self._index, self._options = index, options
        self._now = datetime.now(UTC)
        self._manifest = newest_manifest(index, options.resume)
        self._store = store_of(index, self._manifest)
        self._copies = Copies(self._store)
        self._tally = _Tally()
        self._plans: deque[tuple[Document, tuple[Edition, ...]]] = deque()
        self._build: Build | None = None

    def report(self, items: Iterable[Item]) -> IngestReport:
        """Take every item, publish, say what was done."""
        for prepared in results(self._tasks(items), self._options.processes):
            self._write(prepared)
            if self._build and self._build.added >= self._options.step:
                self._publish(serve=False)
        self._apply_notices()
        if self._build:
            self._publish(serve=True)
        elif self._manifest and self._manifest.generation != serving(self._index):
            put_to_use(self._index, self._manifest.generation)
        prune(self._index, self._options.keep)
        tally = self._tally
        return IngestReport(
            self._manifest.generation if self._manifest else None,
            tally.new,
            tally.changed,
            tally.unchanged,
            tally.statements,
            tuple(tally.problems),
        )

    def abandon(self) -> None:
        """Let go of a generation that was not finished."""
        if self._build:
            self._build.abandon()

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

    def _write(self, prepared: Prepared) -> None:
        document, editions = self._plans.popleft()
        build = self._building()
        if editions and editions[-1].version != document.version:
            self._retire(build, document, editions[-1])
        build.add(prepared, editions)
        said = notices(document, self._now)
        build.note(said)
        self._tally.notices += said
        self._tally.new += not editions
        self._tally.changed += bool(editions)
        self._tally.statements += len(prepared.bodies)
        if self._options.progress:
            self._options.progress(self._tally.new + self._tally.changed, self._tally.statements)

    def _retire(self, build: Build, successor: Document, edition: Edition) -> None:
        """The version before, usable until the new one holds."""
        old = self._store.edition_document(edition)
        stands = standing(old, self._store.notices(old.id), successor_from(successor, self._now))
        build.retire(self._restood(self._store, old, edition, stands), edition)

    def _apply_notices(self) -> None:
        """Documents corrected or replaced by ones of this ingest, in whatever order they came."""
        if not self._tally.notices:
            return
        if self._build:
            self._publish(serve=False)
        store = store_of(self._index, self._manifest)
        for target in sorted({one.target for one in self._tally.notices}):
            for edition in store.editions(target)[-1:]:
                document = store.edition_document(edition)
                until = moment_of(edition.usable_until) if document.retracted else None
                stands = standing(document, store.notices(target), until)
                self._building().add(self._restood(store, document, edition, stands), [edition])

    def _restood(self, store: SegmentedStore, document: Document, edition: Edition, stands: Standing) -> Prepared:
        task = Task(
            document,
            edition.fingerprint,
            edition.first,
            stands,
            tuple(decoded(edition.origins)),
            Shingled(document).samples,
        )
        return restood(task, store.edition_statements(edition))

    def _building(self) -> Build:
        if self._build is None:
            self._build = Build(self._index, staging(self._index), self._manifest, self._now)
        return self._build

    def _publish(self, *, serve: bool) -> None:
        self._manifest = self._building().finish()
        if serve:
            put_to_use(self._index, self._manifest.generation)
        else:
            keep_pending(self._index, self._manifest.generation, self._options.resume)
        self._build = None
