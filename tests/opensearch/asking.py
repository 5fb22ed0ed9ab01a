"""Clients that keep asking a service for verdicts while something happens to its cluster."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import flask

CLIENTS = 8


@dataclass(frozen=True, slots=True)
class Faults:
    """What clients got while something happened."""

    requests: int
    right: int
    wrong: int
    refused_503: int
    other: int
    seconds_of_503: float  # from the first to the last
    longest_pause: float  # seconds without a right answer to anybody
    seconds: float


@dataclass
class Asked:
    """What clients got: when, the status, the body."""

    answers: list[tuple[float, int, Any]] = field(default_factory=list)

    @property
    def failures(self) -> list[tuple[float, int, Any]]:
        """What was not answered with a verdict."""
        return [one for one in self.answers if one[1] != 200]

    @property
    def outage(self) -> float:
        """Seconds from the first failure to the last; 0 without any."""
        return self.failures[-1][0] - self.failures[0][0] if self.failures else 0.0

    def faults(self, right: Mapping[str, Any]) -> Faults:
        """Counts, by the right answer to each request."""
        given = [body for _, status, body in self.answers if status == 200]
        correct = sum(body == right.get(body["verification_id"]) for body in given)
        refused = sum(status == 503 for _, status, _ in self.answers)
        at = [when for when, status, _ in self.answers if status == 200]
        return Faults(
            requests=len(self.answers),
            right=correct,
            wrong=len(given) - correct,
            refused_503=refused,
            other=len(self.answers) - len(given) - refused,
            seconds_of_503=self.outage,
            longest_pause=max((after - before for before, after in pairwise(at)), default=0.0),
            seconds=self.answers[-1][0] - self.answers[0][0],
        )


@contextmanager
def asking(app: flask.Flask, claims: list[str]) -> Iterator[Asked]:
    """Eight clients ask without a pause until the block ends."""
    asked = Asked()
    enough = threading.Event()

    def client(number: int) -> None:
        web = app.test_client()
        place = number
        while not enough.is_set():
            answer = web.post("/v1/verdicts", json={"claim": claims[place % len(claims)]})
            asked.answers.append((time.monotonic(), answer.status_code, answer.get_json()))
            place += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for one in threads:
        one.start()
    try:
        yield asked
    finally:
        enough.set()
        for one in threads:
            one.join()
    asked.answers.sort(key=lambda one: one[0])
