"""One generation under construction: what the last one held, plus new and changed documents."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from service.ingest.publishing import adopt_segment, engine_files, publish
from service.ingest.statements import statements
from service.retrieval.analyzer import ANALYZER_ID
from service.retrieval.manifest import (
    CURRENT,
    ENGINE,
    FORMAT,
    GENERATIONS,
    Manifest,
    current_id,
    generation_id,
    read_manifest,
    segment_path,
)
from service.retrieval.segment import SegmentWriter
from service.retrieval.store import Edition, SegmentedStore, opened_store
from service.retrieval.tantivy_writer import TantivyWriter
from service.text.analyse import RULES_ID
from service.text.normalise import folded
from service.types import Document, Statement

NO_CONTENT = "0" * 64
SUM = 2**256  # sums of hashes are kept below this

_encode = msgspec.msgpack.Encoder().encode


class Build:
    """Takes documents; `finish` publishes them together with what was there before."""

    def __init__(self, index: Path, staged: Path, now: datetime) -> None:
        self._index, self._staged, self._now = index, staged, now
        self.before = read_manifest(index, current_id(index)) if (index / CURRENT).exists() else None
        self._store: SegmentedStore = opened_store(
            [segment_path(index, name) for name in self.before.segments] if self.before else []
        )
        last = index / GENERATIONS / self.before.generation / ENGINE if self.before else None
        self._segment = SegmentWriter(staged / "segment.sqlite")
        self._engine = TantivyWriter(staged / ENGINE, last)
        self._content = int(self.before.content if self.before else NO_CONTENT, 16)
        self._documents = self.before.documents if self.before else 0
        self._statements = self.before.statements if self.before else 0
        self._days: set[date] = {day for day in (self.before.first, self.before.last) if day} if self.before else set()
        self._publishers = set(self.before.publishers) if self.before else set()

    def editions(self, document_id: str) -> tuple[Edition, ...]:
        """The versions of a document in the last generation, oldest first."""
        return self._store.editions(document_id)

    def add_new(self, document: Document) -> int:
        """A document that the archive does not hold; gives the number of its statements."""
        self._documents += 1
        return self._add(document, 0)

    def add_version(self, document: Document, editions: Sequence[Edition]) -> int:
        """Another text of a document: the old version's statements stay, usable until now."""
        newest = editions[-1]
        self._retire(newest)
        return self._add(document, max(one.first + one.size for one in editions))

    def replace(self, document: Document, edition: Edition) -> int:
        """The same text with other fields (publisher, dates, retraction)."""
        self._engine.drop(document.id, edition.version)
        self._forget(edition, document.id)
        return self._add(document, edition.first)

    def finish(self) -> Manifest:
        """Publish: after this the new generation serves."""
        self._segment.close()
        self._engine.finish()
        segment, file = adopt_segment(self._index, self._staged / "segment.sqlite")
        content = f"{self._content % SUM:064x}"
        manifest = Manifest(
            format=FORMAT,
            generation=generation_id(content),
            analyzer=ANALYZER_ID,
            rules=RULES_ID,
            built_at=self._now,
            content=content,
            documents=self._documents,
            statements=self._statements,
            first=min(self._days, default=None),
            last=max(self._days, default=None),
            publishers=tuple(sorted(self._publishers)),
            segments=(segment, *(self.before.segments if self.before else ())),
            segment_files={segment: file, **(self.before.segment_files if self.before else {})},
            engine_files=engine_files(self._staged / ENGINE, self.before),
        )
        publish(self._index, manifest, self._staged / ENGINE)
        return manifest

    def _add(self, document: Document, first: int) -> int:
        found = statements(document, first, origin_of(document))
        mark = fingerprint(document)
        self._segment.add(document, mark, first, found)
        self._engine.add(found)
        self._content += _share(document.id, document.version, mark, first)
        self._statements += len(found)
        if document.published_at:
            self._days.add(document.published_at.at.date())
        if document.publisher:
            self._publishers.add(document.publisher)
        return len(found)

    def _retire(self, edition: Edition) -> None:
        """Write an old version again with its statements usable until now; what it was made from stays as it is."""
        old = self._store.edition_document(edition)
        found = [_until(one, self._now) for one in self._store.edition_statements(edition)]
        self._engine.drop(old.id, edition.version)
        self._segment.add(old, edition.fingerprint, edition.first, found)
        self._engine.add(found)
        self._statements -= edition.size

    def _forget(self, edition: Edition, document_id: str) -> None:
        self._content -= _share(document_id, edition.version, edition.fingerprint, edition.first)
        self._statements -= edition.size


def fingerprint(document: Document) -> str:
    """A hash over all fields of a document: another one means that there is something to do."""
    fields = msgspec.to_builtins(document)
    fields["extra"] = sorted(document.extra.items())
    return hashlib.sha256(_encode(fields)).hexdigest()


def origin_of(document: Document) -> str:
    """Where the text first came from: equal texts have one origin, however they are printed."""
    return "o-" + hashlib.sha256(folded(document.text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _share(document_id: str, version: str, mark: str, first: int) -> int:
    """What one edition adds to the sum that names the generation."""
    return int(hashlib.sha256(f"{document_id}\n{version}\n{mark}\n{first}".encode()).hexdigest(), 16)


def _until(statement: Statement, moment: datetime) -> Statement:
    if statement.usable_until is not None and statement.usable_until <= moment:
        return statement
    return msgspec.structs.replace(statement, usable_until=moment)
