"""factcheck ingest, search, corpus."""

import hashlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from service.ingest.folders import STDIN, items
from service.ingest.writer import KEPT_GENERATIONS, IngestReport, Options, Progress
from service.ingest.writer import ingest as ingested
from service.ingest.writer import retract as retracted
from service.retrieval import generations
from service.retrieval.analyzer import stems
from service.retrieval.generations import open_generation
from service.types import Filters

NOISY = ("courlan", "htmldate", "pypdf", "trafilatura")  # what they warn of is reported as problems


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0))


index_option = click.option(
    "--index",
    type=click.Path(path_type=Path),
    required=True,
    envvar="FACTCHECK_INDEX",
    show_envvar=True,
    help="The folder of the archive's index.",
)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@index_option
@click.option(
    "--keep", type=click.IntRange(1, 1000), default=KEPT_GENERATIONS, show_default=True, help="Generations kept."
)
@click.option("--processes", type=click.IntRange(1, 64), default=_cores, show_default="one per core")
def ingest(sources: tuple[str, ...], index: Path, keep: int, processes: int) -> None:
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
    with _progress() as tell:
        report = ingested(items(sources), index, Options(keep=keep, processes=processes, resume=name, progress=tell))
    _show(report)
    if report.problems:
        sys.exit(1)


@click.command()
@click.argument("document_id", metavar="ID")
@index_option
def retract(document_id: str, index: Path) -> None:
    """Keep the document ID from use from now on; its text stays in the history."""
    report = retracted(document_id, index)
    state = "retracted" if report.changed else "was retracted already"
    click.echo(f"{document_id} {state}; generation {report.generation}")


@click.command()
@click.argument("query")
@index_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--publisher", "publishers", multiple=True, help="Only this publisher; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per statement.")
def search(query: str, index: Path, limit: int, publishers: tuple[str, ...], *, as_json: bool) -> None:
    """Find the statements nearest to QUERY."""
    generation = open_generation(index)
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
def show(index: Path) -> None:
    """Say what the archive holds."""
    generation = open_generation(index)
    summary = generation.summary
    click.echo(f"generation  {generation.id}, built {generation.built_at:%Y-%m-%d %H:%M:%S} UTC")
    click.echo(f"analyzer    {generation.analyzer}")
    click.echo(f"documents   {summary.documents}")
    click.echo(f"statements  {summary.statements}")
    click.echo(f"published   {summary.first or '?'} to {summary.last or '?'}")
    click.echo(f"publishers  {', '.join(summary.publishers) or 'none named'}")


@corpus.command()
@index_option
def verify(index: Path) -> None:
    """Check every file of the archive against its checksum, and that it opens."""
    count = sum(1 for _ in generations.verify(index))
    click.echo(f"{open_generation(index).id}: {count} files are whole")


def _show(report: IngestReport) -> None:
    for problem in report.problems:
        click.echo(str(problem), err=True)
    click.echo(
        f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged documents, "
        f"{report.statements} statements added, {len(report.problems)} problems; "
        f"generation {report.generation or 'none yet'}"
    )


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A line of counts and rate on a terminal; nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (BarColumn(), TextColumn("{task.fields[counts]}"), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("ingest", total=None, counts="")

        def tell(documents: int, statements: int) -> None:
            rate = statements / max(bar.tasks[0].elapsed or 0.0, 0.1)
            bar.update(task, counts=f"{documents:,} documents, {statements:,} statements, {rate:,.0f}/s")

        yield tell
