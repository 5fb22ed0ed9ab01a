"""How alike two engines are: hits, scores, verdicts, evidence and its order."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.answer import Answer, Request
from service.judging import judges
from service.parts import claims
from service.pipeline import check_claim
from service.retrieval.engine import Generation
from service.retrieval.ranking import query_terms
from service.types import Filters, Hit
from service.verdict import Policy

SCORES = 1e-5


@dataclass(frozen=True, slots=True)
class Parity:
    """Counts over claims."""

    claims: int
    same_hits: int  # the same statements in the same order
    largest_difference: float  # of the scores of one statement
    same_verdict: int
    same_answer: int  # verdict, confidence, evidence, its order, correction, timeline: everything

    @property
    def whole(self) -> bool:
        """Are they alike in everything?"""
        alike = {self.claims, self.same_hits, self.same_verdict, self.same_answer}
        return len(alike) == 1 and self.largest_difference <= SCORES + 1e-9


@dataclass(frozen=True, slots=True)
class Given:
    """What one engine makes of a claim: the hits for each part, and the answer."""

    hits: list[list[Hit]]
    answer: Answer


def given(text: str, generation: Generation) -> Given:
    """By the rules alone: the model would see the same statements."""
    policy = Policy()
    hits = [generation.engine.search(query_terms(claim), Filters(), policy.candidates) for claim in claims(text)]
    return Given(hits, check_claim(Request(text), generation=generation, judges=judges("none"), policy=policy))


def parity(reference: Sequence[Given], other: Sequence[Given]) -> Parity:
    """How alike what two engines made of the same claims is."""
    pairs = list(zip(reference, other, strict=True))
    return Parity(
        claims=len(pairs),
        same_hits=sum(_ids(one) == _ids(two) for one, two in pairs),
        largest_difference=max(_difference(one, two) for one, two in pairs),
        same_verdict=sum(one.answer.verdict is two.answer.verdict for one, two in pairs),
        same_answer=sum(one.answer == two.answer for one, two in pairs),
    )


def _ids(one: Given) -> list[list[str]]:
    return [[hit.statement_id for hit in hits] for hits in one.hits]


def _difference(one: Given, two: Given) -> float:
    scores = {hit.statement_id: hit.score for hits in one.hits for hit in hits}
    shared = [hit for hits in two.hits for hit in hits if hit.statement_id in scores]
    return max((abs(scores[hit.statement_id] - hit.score) for hit in shared), default=0.0)
