"""How alike two engines are: hits, scores, verdicts, evidence and its order."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.answer import Answer, Request
from service.judging import judges
from service.parts import claims
from service.pipeline import check_claim
from service.retrieval.engine import Generation
from service.retrieval.ranking import query_terms
from service.types import Filters, Hit, StanceKind
from service.verdict import Policy

ROUNDING = 2.5e-5  # a score is a sum of dozens of 32-bit numbers: Lucene and tantivy round it at different places


@dataclass(frozen=True, slots=True)
class Parity:
    """Counts over claims."""

    claims: int
    same_hits: int  # the same statements in the same order
    alike_hits: int  # the same but for neighbours whose scores are equal within rounding
    largest_difference: float  # of the scores of one statement
    same_verdict: int
    same_evidence: int  # the same statements with the same stances
    same_order: int  # and in the same order
    same_answer: int  # verdict, confidence, evidence, its order, correction, timeline: everything

    @property
    def whole(self) -> bool:
        """Is every answer the same, and every list of hits but for rounding?"""
        alike = {self.claims, self.alike_hits, self.same_verdict, self.same_answer}
        return len(alike) == 1 and self.largest_difference <= ROUNDING


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
        alike_hits=sum(all(map(_alike, one.hits, two.hits)) for one, two in pairs),
        same_verdict=sum(one.answer.verdict is two.answer.verdict for one, two in pairs),
        same_evidence=sum(set(_evidence(one)) == set(_evidence(two)) for one, two in pairs),
        same_order=sum(_evidence(one) == _evidence(two) for one, two in pairs),
        same_answer=sum(one.answer == two.answer for one, two in pairs),
    )


def _evidence(one: Given) -> list[tuple[str, int, int, StanceKind]]:
    return [(e.document.id, e.start, e.end, e.stance) for e in one.answer.evidence]


def _ids(one: Given) -> list[list[str]]:
    return [[hit.statement_id for hit in hits] for hits in one.hits]


def _alike(one: Sequence[Hit], two: Sequence[Hit]) -> bool:
    places = zip(one, two, strict=False)
    return len(one) == len(two) and all(
        here.statement_id == there.statement_id or abs(here.score - there.score) <= ROUNDING for here, there in places
    )


def _difference(one: Given, two: Given) -> float:
    differences = [0.0]
    for here, there in zip(one.hits, two.hits, strict=True):
        scores = {hit.statement_id: hit.score for hit in here}
        differences += [abs(scores[hit.statement_id] - hit.score) for hit in there if hit.statement_id in scores]
    return max(differences)
