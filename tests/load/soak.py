"""make soak: load and faults for a bounded time; every answer is compared with the one given at rest."""

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.load.claims import claims_of, different_claims
from tests.serving import COMMAND, ROOT, SAMPLE, Server, ingest, running

STORIES = (  # two versions of one document that some claims are about: they take turns
    "The General Assembly resolution received 120 votes in favour, a first count said.",
    "The General Assembly resolution received 121 votes in favour, the final count said.",
)
DISK = 64  # MiB
PAUSE = 4.0  # seconds between two faults


class Tally:
    """What came back: kinds of outcome, seconds of each answer, and which answer each claim got of which generation."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.answers: Counter[tuple[str, str, str]] = Counter()


def main() -> None:
    """Rest, load with faults, the table; exit 1 for a wrong answer or a 5xx that is no plain 503."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--workers", default="2")
    parser.add_argument("--archive", type=Path, default=SAMPLE)
    parser.add_argument("--claims", type=Path, help="a file of claims as `factcheck evaluate` reads it")
    wanted = parser.parse_args()
    claims = claims_of(wanted.claims) if wanted.claims else list(islice(different_claims(SAMPLE), 75))
    with tempfile.TemporaryDirectory(prefix="factcheck-soak-") as home, small_disk(Path(home) / "disk") as disk:
        ingest(disk / "index", wanted.archive)
        settings = {"workers": wanted.workers, "log_level": "error", "time_budget_ms": "20000"}
        with running(disk / "index", Path(home) / "log", **settings) as server:
            tally = Tally()
            stories: dict[str, int] = {}  # generation -> the story that it holds
            rest = [at_rest(server, disk, story, stories, claims) for story in (0, 1)]
            print(f"at rest: {len(claims)} claims over {len(set(stories.values()))} states of the archive", flush=True)
            until = time.monotonic() + wanted.seconds
            with ThreadPoolExecutor(wanted.clients) as pool:
                clients = [
                    pool.submit(client, server, claims[n:] + claims[:n], until, tally) for n in range(wanted.clients)
                ]
                disturb(server, disk, until, tally, stories)
                for one in clients:
                    one.result()
        log = (Path(home) / "log").read_text()
    wrong = sum(n for (claim, made, told), n in tally.answers.items() if rest[stories[made]][claim] != told)
    table(tally, wrong, log)
    plain = all(not kind.startswith("status 5") or kind == "status 503" for kind in tally.outcomes)
    sys.exit(bool(wrong) or not plain)


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A small file system in memory, for root; a folder for others, on which the disk is not filled."""
    place.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "factcheck-soak", str(place)], check=False
        ).returncode
    )
    if not mounted:
        print("the disk is not filled: mounting a small one needs root", flush=True)
    try:
        yield place
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def at_rest(server: Server, disk: Path, story: int, stories: dict[str, int], claims: list[str]) -> dict[str, str]:
    """Each claim's answer with nobody else asking."""
    publish(disk, story, stories)
    return {claim: seen(json.loads(server.post("/v1/verdicts", {"claim": claim}, 60)[1]))[1] for claim in claims}


def seen(answer: dict[str, Any]) -> tuple[str, str]:
    """The generation of an answer, and a hash of everything that must not depend on when it was asked."""
    del answer["verification_id"]
    generation: str = answer["signature"].pop("generation")
    return generation, hashlib.sha256(json.dumps(answer).encode()).hexdigest()


def publish(disk: Path, story: int, stories: dict[str, int]) -> bool:
    """Ingest one version of the story; False where there was no room."""
    item = {"id": "soak/story", "text": STORIES[story], "publisher": "Soak", "published_at": "2023-10-28"}
    given = json.dumps(item)
    command = [*COMMAND, "ingest", "-", "--index", str(disk / "index")]
    done = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True)
    if done.returncode == 0:
        stories[(disk / "index" / "CURRENT").read_text().strip()] = story
    return done.returncode == 0


def client(server: Server, claims: list[str], until: float, tally: Tally) -> None:
    """Ask one claim after another on a connection that is kept."""
    connection = HTTPConnection(server.url.removeprefix("http://"), timeout=60)
    while True:
        for claim in claims:
            if time.monotonic() > until:
                connection.close()
                return
            began = time.monotonic()
            try:
                connection.request(
                    "POST", "/v1/verdicts", json.dumps({"claim": claim}), {"Content-Type": "application/json"}
                )
                response = connection.getresponse()
                body = response.read()
            except (OSError, HTTPException):  # its worker was killed
                tally.outcomes["connection lost"] += 1
                connection.close()
                continue
            tally.seconds.append(time.monotonic() - began)
            note(response.status, body, claim, tally)


def note(status: int, body: bytes, claim: str, tally: Tally) -> None:
    """Count one answer."""
    if status != 200:
        tally.outcomes[f"status {status}"] += 1
        return
    answer = json.loads(body)
    if not answer["coverage"]["complete"]:
        tally.outcomes["answered, incomplete and saying so"] += 1
        return
    tally.outcomes["answered"] += 1
    generation, told = seen(answer)
    tally.answers[claim, generation, told] += 1


def disturb(server: Server, disk: Path, until: float, tally: Tally, stories: dict[str, int]) -> None:
    """One fault after another until the time is over."""
    story = 0
    while time.monotonic() + PAUSE < until:
        time.sleep(PAUSE)
        victim = server.workers()[:1]
        for pid in victim:
            os.kill(pid, signal.SIGKILL)
            tally.faults["workers killed"] += 1
        time.sleep(PAUSE)
        tally.faults["generations switched"] += publish(disk, story, stories)
        if os.path.ismount(disk):
            fill(disk)
            tally.faults["ingests on a full disk, refused"] += not publish(disk, 1 - story, stories)
            time.sleep(1)
            (disk / "filler").unlink()
        story = 1 - story


def fill(disk: Path) -> None:
    """Leave no byte free."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(65536))
        except OSError:
            return  # full


def table(tally: Tally, wrong: int, log: str) -> None:
    """The report."""
    cuts = quantiles(tally.seconds, n=100) if len(tally.seconds) > 1 else [0.0] * 99
    rows = {
        "requests": sum(tally.outcomes.values()),
        **dict(sorted(tally.outcomes.items())),
        "wrong answers": wrong,
        "p50": f"{cuts[49] * 1000:.0f} ms",
        "p99": f"{cuts[98] * 1000:.0f} ms",
        "slowest": f"{max(tally.seconds, default=0) * 1000:.0f} ms",
        **tally.faults,
        "tracebacks in the log": log.count("Traceback"),
    }
    for name, value in rows.items():
        print(f"{name:38} {value:>12}")


if __name__ == "__main__":
    main()
