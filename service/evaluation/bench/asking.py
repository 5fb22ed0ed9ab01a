"""An archive asked directly: opening, searching, fetching, verdicts."""

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from service.answer import Request
from service.evaluation.bench.watching import Times, timed
from service.pipeline import Judges, check_claim
from service.retrieval.analyzer import stems
from service.retrieval.engine import Generation
from service.retrieval.generations import open_generation
from service.types import Filters
from service.verdict import Policy

DEPTH = 50
FILTERS = Filters(
    publishers=("Paper 1", "Paper 2", "Paper 3"), published_from=date(2021, 6, 1), published_to=date(2022, 12, 31)
)


def opened(index: Path) -> tuple[Generation, float]:
    """The generation, and the milliseconds that it took to open."""
    start = time.perf_counter()
    generation = open_generation(index)
    return generation, (time.perf_counter() - start) * 1000


def searching(generation: Generation, claims: Sequence[str], filters: Filters | None = None) -> Times:
    """The engine alone: the best fifty for each claim."""
    terms = [stems(claim) for claim in claims]
    return timed(lambda one: generation.engine.search(one, filters or Filters(), DEPTH), terms)


def fetching(generation: Generation, claims: Sequence[str]) -> Times:
    """The store alone: fifty statements, decoded."""
    found = [generation.engine.search(stems(claim), Filters(), DEPTH) for claim in claims]
    ids = [[hit.statement_id for hit in hits] for hits in found]
    return timed(generation.store.statements, ids)


def verdicts(generation: Generation, claims: Sequence[str], judging: Judges) -> Times:
    """The whole answer to each claim."""
    requests = [Request(claim[:1000]) for claim in claims]
    policy = Policy()
    return timed(lambda one: check_claim(one, generation=generation, judges=judging, policy=policy), requests)
