"""What a process and its children cost: time and memory, read from /proc."""

import contextlib
import math
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

PROC = Path("/proc")
EVERY = 0.1  # seconds between two looks at the memory
MEBIBYTE = 1024 * 1024

Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Times:
    """A run of timings, in milliseconds."""

    p50: float
    p95: float
    p99: float
    count: int


@dataclass(slots=True)
class Cost:
    """What a command took."""

    seconds: float = 0.0
    peak_mib: float = 0.0
    code: int = 0


def times(milliseconds: Sequence[float]) -> Times:
    """Percentiles of timings."""
    ranked = sorted(milliseconds)

    def percentile(share: float) -> float:
        return ranked[min(len(ranked) - 1, math.ceil(share * len(ranked)) - 1)] if ranked else math.nan

    return Times(percentile(0.5), percentile(0.95), percentile(0.99), len(ranked))


def timed(ask: Callable[[Asked], object], questions: Sequence[Asked]) -> Times:
    """How long each question takes."""
    found = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        found.append((time.perf_counter() - start) * 1000)
    return times(found)


def watched(command: Sequence[str]) -> Cost:
    """Run a command to its end; its peak memory counts its children, shared pages once."""
    cost = Cost()
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process, _memory_watch(process.pid, cost):  # noqa: S603
        cost.code = process.wait()
    cost.seconds = time.perf_counter() - start
    return cost


def memory(pid: int) -> float:
    """The proportional set size of a process and all its children, in MiB."""
    return sum(_pss(one) for one in [pid, *_children(pid)]) / 1024


@contextlib.contextmanager
def _memory_watch(pid: int, cost: Cost) -> Iterator[None]:
    stop = Event()

    def look() -> None:
        while not stop.wait(EVERY):
            cost.peak_mib = max(cost.peak_mib, memory(pid))

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in PROC.glob(f"{pid}/task/*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text("ascii").split():
                found += [int(child), *_children(int(child))]
    return found


def _pss(pid: int) -> int:
    """In KiB; 0 for a process that has ended."""
    with contextlib.suppress(OSError):
        for line in (PROC / str(pid) / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
