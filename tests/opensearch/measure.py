"""Ingest and query rates of both engines in one run: python -m tests.opensearch.measure host:9200,host:9200"""

import json
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from service.ingest import writer
from service.ingest.folders import items
from service.ingest.opensearch_ingest import ingest
from service.place import Access, Cluster
from service.retrieval.analyzer import stems
from service.retrieval.engine import Generation
from service.retrieval.generations import open_generation as open_folder
from service.retrieval.opensearch_generations import open_generation
from service.types import Filters
from tests.opensearch.texts import ROOT, SHARED, polnear

ASKED = 500
LIMIT = 50
ACCESS = Access(timeout_ms=20_000)


def main() -> None:
    """Print one JSON object."""
    home = Path(tempfile.mkdtemp(prefix="factcheck-measure-"))
    there = (SHARED / "corpus").is_dir()
    sources = [str(SHARED / "corpus"), str(polnear(home))] if there else [str(ROOT / "sample_archive")]
    place = Cluster("opensearch+http", tuple(sys.argv[1].split(",")), f"measure-{uuid.uuid4().hex[:8]}")
    options = writer.Options(processes=2)
    folder = taken(lambda: writer.ingest(items(sources), home / "index", options))
    cluster = taken(lambda: ingest(items(sources), place, ACCESS, options))
    embedded, remote = open_folder(home / "index"), open_generation(place, ACCESS)
    statements = embedded.summary.statements
    texts = [s.text for name in sorted(embedded.store.document_ids())[:200] for s in first_statements(embedded, name)]
    found = {
        "statements": statements,
        "ingest_per_second": {"folder": round(statements / folder), "cluster": round(statements / cluster)},
        "search_and_fetch_ms": {"folder": asked(embedded, texts), "cluster": asked(remote, texts)},
    }
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def first_statements(generation: Generation, name: str) -> list:
    """The first few statements of a document."""
    return generation.store.edition_statements(generation.store.editions(name)[-1])[1:5]


def taken(work: Callable[[], object]) -> float:
    """Seconds that it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def asked(generation: Generation, texts: list[str]) -> dict[str, float]:
    """Milliseconds for the best fifty statements of a sentence and their texts."""

    def ask(text: str) -> None:
        hits = generation.engine.search(stems(text), Filters(), LIMIT)
        generation.store.statements([hit.statement_id for hit in hits])

    for text in texts[:20]:
        ask(text)
    times = sorted(taken(lambda text=text: ask(text)) * 1000 for text in texts[:ASKED])
    return {"p50": round(times[len(times) // 2], 1), "p99": round(times[len(times) * 99 // 100], 1)}


if __name__ == "__main__":
    main()
