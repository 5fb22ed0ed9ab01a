"""Items -> a new generation of the archive, and a report of what went in and what did not."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from service.errors import IngestError
from service.ingest.build import Build, fingerprint
from service.ingest.items import Item, Problem
from service.ingest.publishing import prune, staging, writer_lock
from service.types import Document

KEPT_GENERATIONS = 3

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


def ingest(
    items: Iterable[Item],
    index: Path,
    *,
    keep: int = KEPT_GENERATIONS,
    progress: Progress | None = None,
) -> IngestReport:
    """Put documents into the archive at `index`; `progress` is told documents and statements as they go in."""
    with writer_lock(index):
        folder = staging(index)
        try:
            return _ingested(items, index, folder, keep, progress)
        except (OSError, sqlite3.Error) as error:
            raise IngestError(f"{error}; {index} is as it was before") from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _ingested(items: Iterable[Item], index: Path, folder: Path, keep: int, progress: Progress | None) -> IngestReport:
    build = Build(index, folder, datetime.now(UTC))
    problems: list[Problem] = []
    seen: set[str] = set()
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    statements = 0
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        if item.id in seen:
            problems.append(Problem(item.id, "the same id came twice: the first one is kept"))
            continue
        seen.add(item.id)
        kind, added = _taken(build, item)
        counts[kind] += 1
        statements += added
        if progress:
            progress(sum(counts.values()), statements)
    generation = build.before.generation if build.before else None
    if counts["new"] or counts["changed"]:
        generation = build.finish().generation
        prune(index, keep)
    return IngestReport(generation, **counts, statements=statements, problems=tuple(problems))


def _taken(build: Build, document: Document) -> tuple[str, int]:
    """Whether a document is new, changed or unchanged, and how many statements it added."""
    editions = build.editions(document.id)
    if not editions:
        return "new", build.add_new(document)
    newest = editions[-1]
    if document.version != newest.version:
        return "changed", build.add_version(document, editions)
    if fingerprint(document) == newest.fingerprint:
        return "unchanged", 0
    return "changed", build.replace(document, newest)
