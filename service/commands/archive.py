"""factcheck ingest, search, corpus."""

import hashlib
import logging
import os
import sys
from pathlib import Path

import click
import msgspec

from service.commands.places import access_to, index_option, opened
from service.commands.progress import watch
from service.errors import SettingsError
from service.ingest.folders import STDIN, items, size
from service.ingest.places import ingest as ingested
from service.ingest.places import retract as retracted
from service.ingest.reindex import reindex as reindexed
from service.ingest.writer import KEPT_GENERATIONS, IngestReport, Options
from service.place import Place
from service.retrieval import archives
from service.retrieval.analyzer import stems
from service.types import Filters

NOISY = ("courlan", "htmldate", "pypdf", "trafilatura")  # what they warn of is reported as problems


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0))


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@index_option
@click.option(
    "--keep", type=click.IntRange(1, 1000), default=KEPT_GENERATIONS, show_default=True, help="Generations kept."
)
@click.option("--processes", type=click.IntRange(1, 64), default=_cores, show_default="one per core")
def ingest(sources: tuple[str, ...], index: Place, keep: int, processes: int) -> None:
    """Put SOURCES (files, folders, - for standard input) into the archive.

    An ingest that was interrupted goes on where it was when it is run again with the same sources.
    """
    name = (
        ""
        if STDIN in sources
        else hashlib.sha256("\0".join(str(Path(one).absolute()) for one in sources).encode()).hexdigest()
    )
    for library in NOISY:
        logging.getLogger(library).setLevel(logging.CRITICAL)
    with watch(size(sources)) as told:
        options = Options(keep=keep, processes=processes, resume=name, progress=told.written)
        report = ingested(items(sources, told.read), index, access_to(index), options)
    _show(report)
    if report.problems:
        sys.exit(1)


@click.command()
@click.argument("document_id", metavar="ID")
@index_option
def retract(document_id: str, index: Place) -> None:
    """Keep the document ID from use from now on; its text stays in the history."""
    report = retracted(document_id, index, access_to(index))
    state = "retracted" if report.changed else "was retracted already"
    click.echo(f"{document_id} {state}; generation {report.generation}")


@click.command()
@index_option
@click.option("--processes", type=click.IntRange(1, 64), default=_cores, show_default="one per core")
def reindex(index: Place, processes: int) -> None:
    """Analyse the archive's own documents anew, after an upgrade that says so."""
    if not isinstance(index, Path):
        raise SettingsError("an archive in a cluster is made anew by ingesting its sources under another name")
    with watch(0) as told:
        report = reindexed(index, Options(processes=processes, progress=told.written))
    click.echo(f"{report.changed} documents, {report.statements} statements; generation {report.generation}")


@click.command()
@click.argument("query")
@index_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--publisher", "publishers", multiple=True, help="Only this publisher; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per statement.")
def search(query: str, index: Place, limit: int, publishers: tuple[str, ...], *, as_json: bool) -> None:
    """Find the statements nearest to QUERY."""
    generation = opened(index)
    hits = generation.engine.search(stems(query), Filters(publishers=publishers), limit)
    found = generation.store.statements([hit.statement_id for hit in hits])
    for hit, statement in zip(hits, found, strict=True):
        row = {
            "id": statement.id,
            "score": hit.score,
            "document_id": statement.document_id,
            "start": statement.start,
            "end": statement.end,
            "stated_at": statement.stated_at.at.isoformat() if statement.stated_at else None,
            "publisher": statement.publisher,
            "quote": statement.text,
        }
        if as_json:
            click.echo(msgspec.json.encode(row).decode())
        else:
            click.echo(f"{hit.score:8.3f}  {statement.id}  {row['stated_at'] or ''}\n          {statement.text}")


@click.group()
def corpus() -> None:
    """Look at an archive."""


@corpus.command()
@index_option
def show(index: Place) -> None:
    """Say what the archive holds."""
    generation = opened(index)
    summary = generation.summary
    click.echo(f"generation  {generation.id}, built {generation.built_at:%Y-%m-%d %H:%M:%S} UTC")
    click.echo(f"analyzer    {generation.analyzer}")
    click.echo(f"documents   {summary.documents}")
    click.echo(f"statements  {summary.statements}")
    click.echo(f"published   {summary.first or '?'} to {summary.last or '?'}")
    click.echo(f"publishers  {', '.join(summary.publishers) or 'none named'}")


@corpus.command()
@index_option
def verify(index: Place) -> None:
    """Check every file of the archive against its checksum (of a cluster: every part of it), and that it opens."""
    parts = "files" if isinstance(index, Path) else "parts"
    count = sum(1 for _ in archives.verify(index, access_to(index)))
    click.echo(f"{opened(index).id}: {count} {parts} are whole")


def _show(report: IngestReport) -> None:
    for problem in report.problems:
        click.echo(str(problem), err=True)
    click.echo(
        f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged documents, "
        f"{report.statements} statements added, {len(report.problems)} problems; "
        f"generation {report.generation or 'none yet'}"
    )
