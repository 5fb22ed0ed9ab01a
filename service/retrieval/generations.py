"""Opening the generation that serves, and following it as the writer publishes new ones."""

from collections.abc import Iterator
from pathlib import Path

from service.errors import ArchiveError
from service.retrieval.engine import Generation, Summary
from service.retrieval.manifest import (
    CURRENT,
    ENGINE,
    GENERATIONS,
    Manifest,
    current_id,
    file_of,
    files,
    read_manifest,
    segment_path,
)
from service.retrieval.store import opened_store
from service.retrieval.tantivy_engine import opened_engine

__all__ = ["Generations", "current_id", "open_generation", "verify"]


def open_generation(index: Path) -> Generation:
    """The generation that CURRENT names, open for questions; ArchiveError says what is wrong with it."""
    manifest = read_manifest(index, current_id(index))
    engine = opened_engine(index / GENERATIONS / manifest.generation / ENGINE, manifest.built_at)
    store = opened_store([segment_path(index, name) for name in manifest.segments])
    return Generation(
        id=manifest.generation,
        analyzer=manifest.analyzer,
        built_at=manifest.built_at,
        summary=_summary(manifest),
        engine=engine,
        store=store,
    )


def verify(index: Path) -> Iterator[Path]:
    """Each file of the current generation whose checksum holds, as it is checked; ArchiveError at the first other."""
    manifest = read_manifest(index, current_id(index))
    for path, expected in files(index, manifest):
        if file_of(path) != expected:
            raise ArchiveError(f"{path} is damaged: its checksum differs; restore it or ingest the archive again")
        yield path


class Generations:
    """The open generation of an archive, replaced between requests when the writer has published another."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._seen = self._mark()
        self._open = open_generation(index)

    def current(self) -> Generation:
        """The newest generation that can be opened; costs one stat while nothing changes.

        An archive that was good stays in use when its successor is torn or its folder is gone: `refused` says so.
        """
        mark = self._mark()
        if mark != self._seen:
            self._seen = mark
            self._follow()
        return self._open

    refused: str | None = None

    def _follow(self) -> None:
        try:
            if current_id(self._index) != self._open.id:
                self._open = open_generation(self._index)
            self.refused = None
        except ArchiveError as error:
            self.refused = str(error)

    def _mark(self) -> tuple[int, int, int] | None:
        try:
            found = (self._index / CURRENT).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


def _summary(manifest: Manifest) -> Summary:
    return Summary(manifest.documents, manifest.statements, manifest.first, manifest.last, manifest.publishers)
