"""What is measured. With several workers each writes to a shared folder and the one that is asked adds them up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import InfoMetricFamily, Metric
from prometheus_client.registry import REGISTRY, Collector

from service.answer import Answer
from service.config import metrics_folder

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)

requests = Counter("factcheck_requests", "Requests answered", ["route", "method", "status"])
request_seconds = Histogram("factcheck_request_seconds", "Time of a request", ["route"], buckets=SECONDS)
stage_seconds = Histogram("factcheck_stage_seconds", "Time of a stage of one verdict", ["stage"], buckets=SECONDS)
verdicts = Counter("factcheck_verdicts", "Verdicts given", ["label"])
incomplete = Counter("factcheck_incomplete", "Answers given without all that the question needed")


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Count the time spent inside as that of a stage."""
    began = time.perf_counter()
    try:
        yield
    finally:
        stage_seconds.labels(stage).observe(time.perf_counter() - began)


def counted(answer: Answer) -> None:
    """Count a verdict that was given."""
    verdicts.labels(answer.verdict.value).inc()
    if not answer.coverage.complete:
        incomplete.inc()


class _Standing(Collector):
    """What this process serves from, told when it is asked."""

    def __init__(self, facts: dict[str, str]) -> None:
        self._facts = facts

    def collect(self) -> Iterator[Metric]:
        """One info metric."""
        yield InfoMetricFamily("factcheck_serving", "Generation, model and version in use", value=self._facts)


def exposition(facts: dict[str, str]) -> bytes:
    """Everything measured by all workers, in Prometheus' text format."""
    standing = CollectorRegistry()
    standing.register(_Standing(facts))
    if metrics_folder() is None:
        return generate_latest(REGISTRY) + generate_latest(standing)
    shared = CollectorRegistry()
    multiprocess.MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
    return generate_latest(shared) + generate_latest(standing)
