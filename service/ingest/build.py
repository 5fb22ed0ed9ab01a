"""One generation under construction: what the last one held, plus new and changed documents."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from service.ingest.counting import Content
from service.ingest.merging import absorb, absorbed
from service.ingest.prepared import Prepared
from service.ingest.publishing import adopt_segment, engine_files, publish
from service.retrieval.analyzer import ANALYZER_ID
from service.retrieval.manifest import ENGINE, FORMAT, GENERATIONS, Manifest, generation_id, segment_path
from service.retrieval.segment import Notice, SegmentWriter
from service.retrieval.store import Edition, SegmentedStore, opened_store
from service.retrieval.tantivy_writer import TantivyWriter
from service.text.analyse import RULES_ID
from service.types import Document

_encode = msgspec.msgpack.Encoder().encode


class Build:
    """Takes prepared documents; `finish` publishes them together with what was there before."""

    def __init__(self, index: Path, folder: Path, before: Manifest | None, now: datetime) -> None:
        self._index, self._folder, self._before, self._now = index, folder, before, now
        self._segment = SegmentWriter(folder / "segment.sqlite")
        last = index / GENERATIONS / before.generation / ENGINE if before else None
        self._engine = TantivyWriter(folder / ENGINE, last)
        self._content = Content(before)
        self._written: set[tuple[str, str]] = set()
        self.added = 0  # statements

    def add(self, prepared: Prepared, editions: Sequence[Edition] = ()) -> None:
        """A document's current version; `editions` are those kept of it before, oldest first."""
        self._put(prepared, self._content.add(prepared, editions))

    def retire(self, prepared: Prepared, replaced: Edition) -> None:
        """An older version, usable until its successor: no longer counted, still kept."""
        self._content.retire(prepared, replaced)
        self._put(prepared, replaced)

    def keep(self, prepared: Prepared) -> None:
        """An older version as it stands: kept, not counted."""
        self._content.keep(prepared)
        self._put(prepared, None)

    def note(self, notices: list[Notice]) -> None:
        """What the documents added say of others."""
        self._segment.note(notices)

    def finish(self) -> Manifest:
        """Put the generation in its place, whole and on the disk; it does not serve yet."""
        names = self._before.segments if self._before else ()
        files = self._before.segment_files if self._before else {}
        merged = absorbed([files[name].bytes for name in names], (self._folder / "segment.sqlite").stat().st_size)
        if merged:
            absorb(
                opened_store([segment_path(self._index, name) for name in names]), merged, self._segment, self._written
            )
        self._segment.close()
        self._engine.finish()
        segment, file = adopt_segment(self._index, self._folder / "segment.sqlite")
        content = self._content
        kept = tuple(name for name in names[merged:] if name != segment)
        manifest = Manifest(
            format=FORMAT,
            generation=generation_id(content.sum),
            analyzer=ANALYZER_ID,
            rules=RULES_ID,
            built_at=self._now,
            content=content.sum,
            documents=content.documents,
            statements=content.statements,
            first=content.first,
            last=content.last,
            publishers=content.publishers,
            segments=(segment, *kept),
            segment_files={segment: file, **{name: files[name] for name in kept}},
            engine_files=engine_files(self._folder / ENGINE, self._before),
        )
        publish(self._index, manifest, self._folder / ENGINE)
        return manifest

    def abandon(self) -> None:
        """Let go of what was begun; its folder may then be removed."""
        self._segment.abandon()

    def _put(self, prepared: Prepared, replaced: Edition | None) -> None:
        row = prepared.row
        if replaced:
            self._engine.drop(row.id, replaced.version)
        self._segment.add(row, prepared.bodies, prepared.samples)
        self._engine.add(prepared.indexed)
        self._written.add((row.id, row.version))
        self.added += len(prepared.bodies)


def store_of(index: Path, manifest: Manifest | None) -> SegmentedStore:
    """The statement store of a generation; an empty one where there is none yet."""
    return opened_store([segment_path(index, name) for name in manifest.segments] if manifest else [])


def fingerprint(document: Document) -> str:
    """A hash over all fields of a document: another one means that there is something to do."""
    fields = msgspec.to_builtins(document)
    fields["extra"] = sorted(document.extra.items())
    return hashlib.sha256(_encode(fields)).hexdigest()
