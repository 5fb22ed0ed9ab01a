"""Has this claim been checked before? Fact checks of the archive that are about a like claim, best match first.

Measured with `factcheck measure-prior` on 542 posts over 10,381 fact checks (snopes): MAP@5 0.827. Half of the
posts have a first match that is STRONG; 95 % of those are right.
"""

import re
from dataclasses import replace

from rapidfuzz import fuzz

from service.answer import PriorCheck
from service.retrieval.analyzer import stems
from service.retrieval.engine import Generation
from service.types import Document, Filters

FACT_CHECK = "fact_check"
CANDIDATES = 60  # statements looked at
MATCH_COUNTS = 0.2  # beside the engine's score, when ranking
STRONG = 0.6  # a match from which a fact check is shown beside a verdict

ADDRESS = re.compile(r"https?://\S+|\bpic\.twitter\.com/\S+")
SIGNATURE = re.compile(r"\s—\s[^—]*\(@\w+\)[^—]*$")  # "— Name (@name) May 1, 2020" at the end of an embedded post
TAG = re.compile(r"[@#](\w+)")
JOINT = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|_")  # where a tag such as #FreeTrade joins its words


def prior_checks(
    claim: str, *, generation: Generation, filters: Filters | None = None, limit: int = 5, least: float = STRONG
) -> tuple[PriorCheck, ...]:
    """At most `limit` fact checks whose match is at least `least`."""
    plain = plain_post(claim)
    wanted = replace(filters or Filters(), kinds=(FACT_CHECK,))
    scores: dict[str, float] = {}
    for hit in generation.engine.search(stems(plain), wanted, CANDIDATES):
        scores.setdefault(hit.statement_id.rpartition("#")[0], hit.score)
    if not scores:
        return ()
    top = max(scores.values()) or 1.0
    found = [_prior(plain, generation.store.document(one)) for one in scores]
    best = sorted(found, key=lambda one: (-(scores[one.document_id] / top + MATCH_COUNTS * one.match), one.document_id))
    return tuple(one for one in best[:limit] if one.match >= least)


def plain_post(text: str) -> str:
    """A post as plain words.

    input:  "#FreeTrade with @Wakanda? pic.twitter.com/x — Ann (@ann) May 1, 2020"
    output: " Free Trade  with  Wakanda ? "
    """
    bare = ADDRESS.sub("", SIGNATURE.sub("", text))
    return TAG.sub(lambda tag: f" {JOINT.sub(' ', tag[1])} ", bare)


def _prior(claim: str, document: Document) -> PriorCheck:
    reviewed = document.extra.get("claim_reviewed") or document.title or document.text[:300]
    return PriorCheck(
        claim=reviewed,
        rating=document.extra.get("rating"),
        publisher=document.publisher,
        url=document.url,
        document_id=document.id,
        published_at=document.published_at,
        match=round(_alike(claim, reviewed), 4),
    )


def _alike(left: str, right: str) -> float:
    return fuzz.token_set_ratio(" ".join(stems(left)), " ".join(stems(right))) / 100
