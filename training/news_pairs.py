"""Training pairs from the news archives: each claim beside what this project's own search brings up for it.

What the model meets in service is mostly beside the point: statements of the same event, often of the same paragraph,
that leave the claim open. Here they are, labelled neutral, next to the statements that settle the claim.
"""

import random
import tempfile
from collections.abc import Collection
from pathlib import Path

from service.evaluation.metrics import GoldClaim
from service.parts import claim as claim_of
from service.pipeline import premise_of
from service.retrieval.engine import Generation
from service.retrieval.ranking import query_terms
from service.types import Filters, StanceKind, Statement
from training.news import news_archive, news_claims, stance_of
from training.rows import Label, Pair

SOURCE = "news"
FOUND = 30  # statements asked for
BESIDE = 2  # of them beside the point, for each claim in each round
NEAREST = 8  # drawn from so many

LABELS = {StanceKind.SUPPORTS: Label.SUPPORTS, StanceKind.REFUTES: Label.REFUTES}


def news_pairs(folder: Path, writers: Collection[str], rng: random.Random, rounds: int = 1) -> list[Pair]:
    """Every claim of the writers beside each statement that settles it and a few that do not."""
    with tempfile.TemporaryDirectory() as place:
        archive = news_archive(folder, Path(place))
        texts: dict[str, str] = {}
        claims = news_claims(folder, writers)
        return [pair for _ in range(rounds) for gold in claims for pair in _pairs(gold, archive, texts, rng)]


def near_pairs(folder: Path, writers: Collection[str]) -> list[Pair]:
    """Every claim of the writers beside all that settles it and the nearest that do not: to measure on."""
    with tempfile.TemporaryDirectory() as place:
        archive = news_archive(folder, Path(place))
        texts: dict[str, str] = {}
        found = [_sided(gold, archive, texts) for gold in news_claims(folder, writers)]
        return [pair for settling, beside in found for pair in (*settling, *beside)]


def _pairs(gold: GoldClaim, archive: Generation, texts: dict[str, str], rng: random.Random) -> list[Pair]:
    settling, beside = _sided(gold, archive, texts)
    return settling + rng.sample(beside, min(BESIDE, len(beside)))


def _sided(gold: GoldClaim, archive: Generation, texts: dict[str, str]) -> tuple[list[Pair], list[Pair]]:
    """The pairs of a claim with what settles it, and with the nearest that do not."""
    for one in gold.evidence:
        if one.document_id not in texts:
            texts[one.document_id] = archive.store.document(one.document_id).text
    hits = archive.engine.search(query_terms(claim_of(gold.text)), Filters(), FOUND)
    near = archive.store.statements([hit.statement_id for hit in hits])
    stances = [(statement, stance_of(statement, gold, texts)) for statement in near]
    settling = [
        _pair(gold, statement, LABELS[stance])
        for statement, stance in stances
        if stance is not StanceKind.NEUTRAL and _tells_most(statement, gold, texts)
    ]
    beside = [_pair(gold, one, Label.NEUTRAL) for one, stance in stances if stance is StanceKind.NEUTRAL]
    return settling, beside[:NEAREST]


def _tells_most(statement: Statement, gold: GoldClaim, texts: dict[str, str]) -> bool:
    """Whether a statement is at least half of a quote: of two sentences quoted together one may settle nothing."""
    for one in gold.evidence:
        start = texts[one.document_id].index(one.quote)
        end = start + len(one.quote)
        shared = min(end, statement.end) - max(start, statement.start)
        if one.document_id == statement.document_id and shared >= 0.5 * (end - start):
            return True
    return False


def _pair(gold: GoldClaim, statement: Statement, label: Label) -> Pair:
    return Pair(gold.text, premise_of(statement), label, SOURCE, ",".join(gold.tags))
