"""Scores that Lucene gave, for the embedded engine to be held to."""

from pathlib import Path

from service.retrieval.analyzer import stems
from service.retrieval.engine import Engine
from service.types import Filters
from tests.opensearch.texts import CLAIMS

FILE = Path(__file__).parent / "lucene_scores.json"
LIMIT = 25
ROUNDING = 1.1e-5  # scores are rounded to 5 decimals: sums of 32-bit numbers may fall on either side


def scores(engine: Engine) -> dict[str, list[tuple[str, float]]]:
    """For each claim the best statements with their scores."""
    return {
        claim: [(hit.statement_id, hit.score) for hit in engine.search(stems(claim), Filters(), LIMIT)]
        for claim in CLAIMS
    }
