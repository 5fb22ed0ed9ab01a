"""What the exported model costs to run: load time, time a pair, memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from service.stance.model import StanceModel

Texts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Figures of one setting."""

    threads: int
    load_ms: float
    pair_ms: float
    peak_mb: float

    def __str__(self) -> str:
        """Return the line of a report."""
        return (
            f"{self.threads} threads: {self.load_ms:.0f} ms to load, {self.pair_ms:.2f} ms a pair,"
            f" {self.peak_mb:.0f} MB at most"
        )


def cost(folder: Path, pairs: Texts, threads: int, rounds: int = 5) -> Cost:
    """Return the median over rounds of the time a pair; memory is the whole process's peak so far."""
    began = time.perf_counter()
    model = StanceModel.open(folder, threads=threads)
    load = time.perf_counter() - began
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        model.probabilities(pairs)
        times.append((time.perf_counter() - began) / len(pairs))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(threads, load * 1000, median(times) * 1000, peak)
