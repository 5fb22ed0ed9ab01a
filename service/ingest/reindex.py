"""All documents of an archive analysed anew, for a program with another analyzer or other rules."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from service.errors import IngestError
from service.ingest.build import Build, store_of
from service.ingest.origins import Shingled, decoded
from service.ingest.prepared import Task, analysed
from service.ingest.publishing import STAGING, prune, put_to_use, staging, writer_lock
from service.ingest.standing import Standing
from service.ingest.workers import results
from service.ingest.writer import IngestReport, Options
from service.retrieval.manifest import current_id, read_manifest
from service.retrieval.store import Edition, SegmentedStore, moment_of


def reindex(index: Path, options: Options | None = None) -> IngestReport:
    """Make a new generation from the documents in the archive, their versions, times of use and origins kept."""
    chosen = options or Options()
    with writer_lock(index):
        manifest = read_manifest(index, current_id(index), foreign=True)
        store = store_of(index, manifest)
        build = Build(index, staging(index), None, datetime.now(UTC))
        try:
            documents = _rebuilt(build, store, chosen)
            made = build.finish()
        except (OSError, sqlite3.Error) as error:
            build.abandon()
            raise IngestError(f"{error}; the archive at {index} is as it was") from error
        finally:
            shutil.rmtree(index / STAGING, ignore_errors=True)
        put_to_use(index, made.generation)
        prune(index, chosen.keep)
        return IngestReport(made.generation, changed=documents, statements=made.statements)


def _rebuilt(build: Build, store: SegmentedStore, options: Options) -> int:
    """Every document put into the build; gives how many there were."""
    documents = statements = 0

    def tasks() -> Iterator[Task]:
        for document_id in store.document_ids():
            first = 0
            *before, newest = store.editions(document_id)
            for edition in before:  # few documents have several versions: those are analysed here
                prepared = analysed(_task(store, edition, first))
                build.keep(prepared)
                first += len(prepared.bodies)
            build.note(list(store.notices(document_id)))
            yield _task(store, newest, first)

    for prepared in results(tasks(), options.processes):
        build.add(prepared)
        documents += 1
        statements += len(prepared.bodies)
        if options.progress:
            options.progress(documents, statements)
    return documents


def _task(store: SegmentedStore, edition: Edition, first: int) -> Task:
    document = store.edition_document(edition)
    standing = Standing(moment_of(edition.usable_from), moment_of(edition.usable_until), bool(edition.corrected))
    copied = tuple(decoded(edition.origins))
    return Task(document, edition.fingerprint, first, standing, copied, Shingled(document).samples)
