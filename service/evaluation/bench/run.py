"""One size after the other: build, open, ask, serve, compare, add to it."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from service.errors import IngestError
from service.evaluation.bench.archives import documents, write_archive, write_copies
from service.evaluation.bench.asking import FILTERS, fetching, opened, searching, verdicts
from service.evaluation.bench.rivals import rivals
from service.evaluation.bench.serving import COMMAND, loaded, served
from service.evaluation.bench.watching import MEBIBYTE, Cost, Times, watched
from service.pipeline import Judges
from service.retrieval.generations import open_generation
from service.retrieval.store import SegmentedStore

ADDED = 25_000  # statements of 1,000 documents, added to an archive at the end
TEXTS = 200_000  # of an archive, for the rivals


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure: connections, seconds of each load, worker counts, with which model."""

    processes: int = 2
    claims: int = 200
    connections: tuple[int, ...] = (1, 8, 32)
    workers: tuple[int, ...] = (1, 2, 4)
    seconds: float = 10.0
    compare: bool = True
    model: str = "bundled"


def measured(
    statements: int, pool: Sequence[str], folder: Path, plan: Plan, judging: Judges, tell: Callable[[str], None]
) -> dict[str, float | int | None]:
    """All figures for one size."""
    figures: dict[str, float | int | None] = {"statements": statements}
    index = folder / f"index-{statements}"
    shutil.rmtree(index, ignore_errors=True)
    tell(f"{statements:,}: building")
    source, new, copies = (folder / name for name in ("archive.jsonl", "new.jsonl", "copies.jsonl"))
    made = documents(pool)
    claims = write_archive(source, statements, made)[: plan.claims]
    write_archive(new, ADDED, made)
    write_copies(copies, source, ADDED)
    _build(figures, index, source, plan)
    tell(f"{statements:,}: asking")
    _ask(figures, index, claims, judging)
    tell(f"{statements:,}: serving")
    _serve(figures, index, claims, plan)
    if plan.compare:
        tell(f"{statements:,}: comparing")
        texts = list(_texts(index))
        for rival in rivals(texts, claims[:50], judging.model):
            figures[f"{rival.name} over {len(texts):,}: build, s"] = rival.build_seconds
            figures[f"{rival.name} over {len(texts):,}: p50, ms"] = rival.times.p50
    tell(f"{statements:,}: adding")
    figures["adding 1,000 new documents, s"] = _ingested(index, new, plan).seconds
    figures["adding 1,000 copies, s"] = _ingested(index, copies, plan).seconds
    for path in (source, new, copies):
        path.unlink()
    return figures


def _build(figures: dict[str, float | int | None], index: Path, source: Path, plan: Plan) -> None:
    cost = _ingested(index, source, plan)
    held = open_generation(index).summary.statements
    figures["statements held"] = held
    figures["ingest, statements/s"] = held / cost.seconds
    figures["ingest, peak MiB"] = cost.peak_mib
    figures["index, MiB"] = sum(path.stat().st_size for path in index.rglob("*") if path.is_file()) / MEBIBYTE


def _ingested(index: Path, source: Path, plan: Plan) -> Cost:
    """What it took to ingest a file of the bench."""
    cost = watched((*COMMAND, "ingest", "--index", str(index), "--processes", str(plan.processes), str(source)))
    if cost.code:
        raise IngestError(f"the bench's own archive could not be ingested (exit code {cost.code})")
    return cost


def _ask(figures: dict[str, float | int | None], index: Path, claims: Sequence[str], judging: Judges) -> None:
    generation, milliseconds = opened(index)
    figures["open, ms"] = milliseconds
    searching(generation, claims[:20])  # the first questions read the files from the disk
    _put(figures, "search, top 50", searching(generation, claims))
    _put(figures, "search with filters", searching(generation, claims, FILTERS))
    _put(figures, "fetch 50 statements", fetching(generation, claims))
    _put(figures, "verdict, rules", verdicts(generation, claims, Judges()))
    if judging.model:
        _put(figures, "verdict, model", verdicts(generation, claims[:100], judging))


def _serve(figures: dict[str, float | int | None], index: Path, claims: Sequence[str], plan: Plan) -> None:
    for model in dict.fromkeys(("none", plan.model)):
        with served(index, 2, model) as server:
            loaded(server, claims, 2, min(plan.seconds, 2.0))  # warm
            for connections in plan.connections:
                load = loaded(server, claims, connections, plan.seconds)
                named = f"HTTP, model {model}, {connections} connections"
                _put(figures, named, load.times)
                figures[f"{named}: answers/s"] = load.rate
                figures[f"{named}: failures"] = load.failures
    for workers in plan.workers:
        with served(index, workers, plan.model) as server:
            loaded(server, claims, workers * 2, min(plan.seconds, 3.0))
            figures[f"memory of {workers} workers, MiB"] = server.mebibytes()


def _put(figures: dict[str, float | int | None], name: str, found: Times) -> None:
    for percentile, value in asdict(found).items():
        if percentile != "count":
            figures[f"{name}: {percentile}, ms"] = value


def _texts(index: Path) -> Iterator[str]:
    store = open_generation(index).store
    if not isinstance(store, SegmentedStore):
        return
    count = 0
    for document_id in store.document_ids():
        for statement in store.edition_statements(store.editions(document_id)[-1]):
            yield statement.text
            count += 1
            if count >= TEXTS:
                return
