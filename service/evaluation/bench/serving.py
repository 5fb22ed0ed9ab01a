"""The service asked over HTTP by several connections at once."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from threading import Lock, Thread

from service.evaluation.bench.watching import Times, memory, times

START = 60.0  # seconds in which the service must be ready
HEADERS = {"Content-Type": "application/json"}
COMMAND = (sys.executable, "-c", "from service.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Load:
    """What so many connections got: times in milliseconds, answers a second, answers other than 200."""

    connections: int
    times: Times
    rate: float
    failures: int


@dataclass(frozen=True, slots=True)
class Server:
    """A running service."""

    pid: int
    port: int

    def mebibytes(self) -> float:
        """The memory of all its processes, shared pages counted once."""
        return memory(self.pid)


@contextmanager
def served(index: Path, workers: int, model: str) -> Iterator[Server]:
    """The service over an archive, until the block is left."""
    port = _free_port()
    command = (*COMMAND, "serve", "--index", str(index), "--port", str(port), "--workers", str(workers))
    quiet = subprocess.DEVNULL
    with subprocess.Popen((*command, "--model", model), stdout=quiet, stderr=quiet) as process:  # noqa: S603
        try:
            _wait(port)
            yield Server(process.pid, port)
        finally:
            process.terminate()
            process.wait(START)


def loaded(server: Server, claims: Sequence[str], connections: int, seconds: float) -> Load:
    """Ask from so many connections for so long, each asking again as soon as it is answered."""
    stop = time.perf_counter() + seconds
    found: list[float] = []
    failures = 0
    lock = Lock()

    def ask(first: int) -> None:
        nonlocal failures
        own, failed = _asked(server.port, claims, first, stop)
        with lock:
            found.extend(own)
            failures += failed

    threads = [Thread(target=ask, args=(number * 7,)) for number in range(connections)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(connections, times(found), len(found) / (time.perf_counter() - start), failures)


def _asked(port: int, claims: Sequence[str], first: int, stop: float) -> tuple[list[float], int]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    bodies = cycle(json.dumps({"claim": claim[:1000]}) for claim in (*claims[first:], *claims[:first]))
    found, failures = [], 0
    while time.perf_counter() < stop:
        start = time.perf_counter()
        try:
            connection.request("POST", "/v1/verdicts", next(bodies), HEADERS)
            answer = connection.getresponse()
            answer.read()
            failures += answer.status != http.client.OK
        except (OSError, http.client.HTTPException):
            failures += 1
            connection.close()
        found.append((time.perf_counter() - start) * 1000)
    connection.close()
    return found, failures


def _wait(port: int) -> None:
    until = time.perf_counter() + START
    while time.perf_counter() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise TimeoutError(f"the service was not ready after {START:.0f} s (process {os.getpid()} waited)")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
