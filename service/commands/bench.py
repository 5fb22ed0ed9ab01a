"""factcheck bench: build archives of several sizes, measure them, write the tables."""

import shutil
import tempfile
from pathlib import Path

import click
import msgspec

from service.evaluation.bench.archives import pool_of
from service.evaluation.bench.run import Plan, measured
from service.evaluation.bench.table import markdown
from service.ingest.folders import items
from service.judging import judges
from service.text.sentences import sentences
from service.types import Document


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--size", "sizes", multiple=True, type=click.IntRange(100), help="Statements; may be repeated.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for bench.json and bench.md.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where to build; kept if named.")
@click.option("--seconds", default=10.0, show_default=True, help="Length of each load over HTTP.")
@click.option("--processes", default=2, show_default=True, help="Processes that analyse.")
@click.option("--model", default="bundled", show_default=True, help="`bundled`, a folder, or `none`.")
@click.option("--compare/--no-compare", default=True, show_default=True, help="Measure the rivals too.")
def bench(
    sources: tuple[str, ...],
    sizes: tuple[int, ...],
    out: Path | None,
    folder: Path | None,
    *,
    seconds: float,
    processes: int,
    model: str,
    compare: bool,
) -> None:
    """Measure archives made of the sentences of SOURCES, varied by a seeded generator."""
    texts = [item.text for item in items(sources) if isinstance(item, Document)]
    pool = pool_of(texts, [sentences(text) for text in texts])
    if not pool:
        raise click.UsageError("the sources hold no sentences")
    judging = judges(None if model == "bundled" else model)
    plan = Plan(processes=processes, seconds=seconds, model=model, compare=compare)
    home = folder or Path(tempfile.mkdtemp(prefix="factcheck-bench-"))
    home.mkdir(parents=True, exist_ok=True)
    try:
        results = [
            measured(size, pool, home, plan, judging, lambda text: click.echo(text, err=True))
            for size in sizes or (10_000, 100_000, 1_000_000)
        ]
    finally:
        if folder is None:
            shutil.rmtree(home, ignore_errors=True)
    table = markdown(results)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / "bench.json").write_bytes(msgspec.json.format(msgspec.json.encode(results), indent=1))
        (out / "bench.md").write_text(table, "utf-8")
    click.echo(table)
