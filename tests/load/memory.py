"""make memory: does a worker grow? Many different claims, its memory (PSS) before and after."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from tests.load.claims import different_claims
from tests.serving import SAMPLE, Server, ingest, running

WARM = 1000  # claims after which a worker has filled its caches
THREADS = 4
MOST_GROWTH = 0.05


def main() -> None:
    """Print the table; exit 1 where the worker grew by more than a twentieth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000, help="different claims after the warm-up")
    wanted = parser.parse_args()
    claims = different_claims(SAMPLE)
    with tempfile.TemporaryDirectory(prefix="factcheck-memory-") as home:
        ingest(Path(home) / "index")
        with running(Path(home) / "index", Path(home) / "log", workers="1", log_level="error") as server:
            [worker] = server.workers()
            ask(server, list(islice(claims, WARM)))
            before = tell(f"after {WARM:,} claims", worker)
            for part in range(4):
                ask(server, list(islice(claims, wanted.claims // 4)))
                after = tell(f"after {WARM + (part + 1) * (wanted.claims // 4):,} claims", worker)
            same = server.workers() == [worker]
    print(f"{'growth':24} {after / before - 1:+.1%}{'' if same else ', but the worker was replaced meanwhile'}")
    sys.exit(not same or after > before * (1 + MOST_GROWTH))


def ask(server: Server, claims: Sequence[str]) -> None:
    """Ask them all; each must be answered."""
    with ThreadPoolExecutor(THREADS) as pool:
        statuses = set(pool.map(lambda claim: server.post("/v1/verdicts", {"claim": claim}, timeout=60)[0], claims))
    if statuses != {200}:
        raise RuntimeError(f"statuses {statuses}")


def tell(when: str, worker: int) -> float:
    """The worker's share of memory in MB: what it alone uses, and its part of what is shared."""
    rollup = Path(f"/proc/{worker}/smaps_rollup").read_text()
    pss = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    print(f"{when:24} {pss:7.1f} MB", flush=True)
    return pss


if __name__ == "__main__":
    main()
