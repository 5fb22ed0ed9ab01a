"""Ingest and query rates of both engines in one run, by the clock and by CPU time, as a Markdown table.

input: python -m tests.opensearch.measure .opensearch/classpath --statements 100000
A class path starts one node on loopback; host:9200,host:9200 asks a cluster that runs.
"""

import argparse
import resource
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.evaluation.bench.archives import documents, pool_of, write_archive
from service.evaluation.bench.asking import DEPTH
from service.evaluation.bench.watching import Times, timed, times
from service.ingest import writer
from service.ingest.folders import items
from service.ingest.opensearch_ingest import ingest
from service.place import Access, Cluster
from service.retrieval.analyzer import stems
from service.retrieval.engine import Generation
from service.retrieval.generations import open_generation as open_folder
from service.retrieval.opensearch_generations import open_generation
from service.text.sentences import sentences
from service.types import Document, Filters
from tests.opensearch.asking import CLIENTS
from tests.opensearch.cluster import Other, TestCluster
from tests.opensearch.tables import markdown
from tests.opensearch.texts import POLNEAR, ROOT, polnear

ACCESS = Access(timeout_ms=20_000, connections=CLIENTS)
OPTIONS = writer.Options(processes=2)
WARM = 20  # the first questions read the files from the disk


@dataclass(frozen=True, slots=True)
class Built:
    """An archive that was ingested, with what that took."""

    generation: Generation
    seconds: float
    computed: float  # seconds of CPU
    cpu: Callable[[], float]  # seconds of CPU so far, of all processes that have to do with it


def main() -> None:
    """Print a table with a row to each figure and a column to each engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("opensearch", help="file with the class path, or host:port,...")
    parser.add_argument("--statements", type=int, default=100_000)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="factcheck-measure-"))
    try:
        with running(given.opensearch, home) as cluster:
            sys.stdout.write(measured(given.statements, home, cluster))
    finally:
        shutil.rmtree(home)


@contextmanager
def running(opensearch: str, home: Path) -> Iterator[TestCluster | Other]:
    """One node of our own, or the cluster that was named."""
    if not Path(opensearch).is_file():
        yield Other(tuple(opensearch.split(",")))
        return
    cluster = TestCluster(home, Path(opensearch).read_text("utf-8").strip(), nodes=1)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def measured(statements: int, home: Path, nodes: TestCluster | Other) -> str:
    """The table for one size."""
    place = nodes.archive(f"measure-{uuid.uuid4().hex[:8]}")
    archive = home / "archive.jsonl"
    claims = [stems(claim) for claim in write_archive(archive, statements, documents(pool(home)))]
    tell(f"{statements:,} statements written")
    folder = built(lambda: writer.ingest(items([str(archive)]), home / "index", OPTIONS), home / "index", own_cpu)
    tell(f"folder: {folder.seconds:.0f} s")
    cluster = built(
        lambda: ingest(items([str(archive)]), place, ACCESS, OPTIONS), place, lambda: own_cpu() + nodes.cpu_seconds()
    )
    tell(f"cluster: {cluster.seconds:.0f} s")
    if folder.generation.summary != cluster.generation.summary:
        raise RuntimeError("the two archives do not hold the same")
    columns = [figures(one, claims) for one in (folder, cluster)]
    rows = [[name, *(column[name] for column in columns)] for name in columns[0]]
    return markdown(["", "embedded (tantivy)", "OpenSearch"], rows)


def pool(home: Path) -> list[str]:
    """Sentences for the seeded generator: those of the shared articles, or of the sample archive."""
    sources = [str(polnear(home) if POLNEAR.exists() else ROOT / "sample_archive")]
    texts = [item.text for item in items(sources) if isinstance(item, Document)]
    return pool_of(texts, [sentences(text) for text in texts])


def built(work: Callable[[], object], where: Path | Cluster, cpu: Callable[[], float]) -> Built:
    """Do it, and open what it made."""
    start, before = time.perf_counter(), cpu()
    work()
    seconds, computed = time.perf_counter() - start, cpu() - before
    generation = open_folder(where) if isinstance(where, Path) else open_generation(where, ACCESS)
    return Built(generation, seconds, computed, cpu)


def own_cpu() -> float:
    """Seconds of CPU of this process and of those that it started and saw end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def figures(archive: Built, claims: Sequence[Sequence[str]]) -> dict[str, float]:
    """Rates, and what one claim's best fifty statements and their texts cost."""

    def ask(terms: Sequence[str]) -> None:
        hits = archive.generation.engine.search(terms, Filters(), DEPTH)
        archive.generation.store.statements([hit.statement_id for hit in hits])

    held = archive.generation.summary.statements
    timed(ask, claims[:WARM])
    found: dict[str, float] = {
        "statements held": held,
        "ingest, statements/s": held / archive.seconds,
        "ingest, statements per second of CPU": held / archive.computed,
    }
    for clients in (1, CLIENTS):
        start, before = time.perf_counter(), archive.cpu()
        each = together(clients, ask, claims)
        seconds, computed = time.perf_counter() - start, archive.cpu() - before
        found |= {
            f"best {DEPTH} and their texts, {clients} at a time: queries/s": each.count / seconds,
            f"the same: p50 of {clients}, ms": each.p50,
            f"the same: p99 of {clients}, ms": each.p99,
            f"the same: CPU of {clients}, ms a query": computed * 1000 / each.count,
        }
    return found


def together(clients: int, ask: Callable[[Sequence[str]], None], claims: Sequence[Sequence[str]]) -> Times:
    """All claims, so many at a time."""

    def taken(terms: Sequence[str]) -> float:
        start = time.perf_counter()
        ask(terms)
        return (time.perf_counter() - start) * 1000

    with ThreadPoolExecutor(clients) as pool:
        return times(list(pool.map(taken, claims)))


def tell(what: str) -> None:
    """How far it is, beside the table."""
    sys.stderr.write(what + "\n")


if __name__ == "__main__":
    main()
