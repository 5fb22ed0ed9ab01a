"""What ingest needs of the place where an archive lives, and that place as a folder."""

import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from service.ingest.build import Build, store_of
from service.ingest.prepared import Prepared
from service.ingest.publishing import STAGING, keep_pending, newest_manifest, prune, put_to_use, serving, staging
from service.retrieval.segment import Notice
from service.retrieval.store import Edition, SegmentedStore
from service.types import Document, Statement


class Shelf(Protocol):
    """The documents that an archive held before."""

    def editions(self, document_id: str) -> tuple[Edition, ...]:
        """The kept versions of a document, oldest first; () if the archive holds none."""
        ...

    def notices(self, document_id: str) -> tuple[Notice, ...]:
        """What later documents say of this one."""
        ...

    def edition_document(self, edition: Edition) -> Document:
        """One version of a document."""
        ...

    def edition_statements(self, edition: Edition) -> list[Statement]:
        """All its statements."""
        ...

    def sharing(self, samples: Iterable[int], fewest: int, limit: int) -> list[tuple[str, int]]:
        """Documents of which a version shares at least `fewest` shingle samples, with how many, the most first."""
        ...


class Building(Protocol):
    """A generation under construction."""

    added: int  # statements since the last step

    def add(self, prepared: Prepared, editions: Sequence[Edition] = ()) -> None:
        """A document's current version; `editions` are those kept of it before, oldest first."""
        ...

    def retire(self, prepared: Prepared, replaced: Edition) -> None:
        """An older version, usable until its successor."""
        ...

    def note(self, notices: list[Notice]) -> None:
        """What the documents added say of others."""
        ...


class Home(Protocol):
    """Where an archive lives, for one ingest, from its opening to its end."""

    @property
    def generation(self) -> str | None:
        """What the archive is built on now; None before the first."""
        ...

    def store(self) -> Shelf:
        """Everything up to the last step."""
        ...

    def building(self) -> Building:
        """The generation under construction, begun when it is first asked for."""
        ...

    def step(self) -> None:
        """Have `store` show what was added; nothing of it serves yet."""
        ...

    def serve(self, keep: int) -> None:
        """Have everything that was added serve, and keep so many generations."""
        ...

    def leave(self) -> None:
        """Let go of what was begun and does not serve."""
        ...


class FolderHome:
    """An archive in a folder; an ingest of the same sources that was interrupted goes on at its last step."""

    def __init__(self, index: Path, resume: str, now: datetime) -> None:
        self._index, self._resume, self._now = index, resume, now
        self._manifest = newest_manifest(index, resume)
        self._build: Build | None = None

    @property
    def generation(self) -> str | None:
        """What the archive is built on now."""
        return self._manifest.generation if self._manifest else None

    def store(self) -> SegmentedStore:
        """Everything up to the last step."""
        return store_of(self._index, self._manifest)

    def building(self) -> Build:
        """The generation under construction."""
        if self._build is None:
            self._build = Build(self._index, staging(self._index), self._manifest, self._now)
        return self._build

    def step(self) -> None:
        """Publish what was added as a generation that does not serve."""
        if self._build:
            self._manifest = self._build.finish()
            self._build = None
            keep_pending(self._index, self._manifest.generation, self._resume)

    def serve(self, keep: int) -> None:
        """Publish, and put to use what does not serve yet."""
        built = self._build
        if built:
            self._manifest = built.finish()
            self._build = None
        if self._manifest and (built or self._manifest.generation != serving(self._index)):
            put_to_use(self._index, self._manifest.generation)
        prune(self._index, keep)

    def leave(self) -> None:
        """Remove what was begun and not finished."""
        if self._build:
            self._build.abandon()
        shutil.rmtree(self._index / STAGING, ignore_errors=True)
