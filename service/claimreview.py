"""A schema.org ClaimReview draft made from an answer, to be signed off by a person."""

from dataclasses import dataclass
from typing import Any

from service.types import Label

NAMES = {
    Label.SUPPORTED: "Supported",
    Label.REFUTED: "Contradicted",
    Label.CONFLICTING: "Conflicting evidence",
    Label.NOT_ENOUGH: "Not enough evidence",
}
RATINGS = {Label.SUPPORTED: 5, Label.REFUTED: 1}  # no figure for the others: a middle one would say "half true"
BEST, WORST = 5, 1


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs the review."""

    name: str
    url: str | None = None
    type: str = "Organization"


@dataclass(frozen=True, slots=True)
class Review:
    """What the draft is made of; all but the answer's own parts is the caller's."""

    claim: str
    verdict: Label
    summary: str
    url: str
    author: Author
    date_published: str | None = None
    appearance: str | None = None
    claimant: str | None = None
    claim_published: str | None = None


def claim_review(review: Review) -> dict[str, Any]:
    """The JSON-LD of the draft."""
    author = {"@type": review.author.type, "name": review.author.name, "url": review.author.url}
    draft: dict[str, Any] = _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "creativeWorkStatus": "Draft",
            "url": review.url,
            "datePublished": review.date_published,
            "author": author,
            "claimReviewed": review.claim,
            "inLanguage": "en",
            "itemReviewed": {
                "@type": "Claim",
                "author": {"@type": "Person", "name": review.claimant} if review.claimant else None,
                "datePublished": review.claim_published,
                "appearance": {"@type": "CreativeWork", "url": review.appearance} if review.appearance else None,
            },
            "reviewRating": _rating(review),
        }
    )
    return draft


def _rating(review: Review) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": NAMES[review.verdict]}
    if review.verdict in RATINGS:
        rating |= {"ratingValue": RATINGS[review.verdict], "worstRating": WORST, "bestRating": BEST}
    return rating | {"ratingExplanation": review.summary}


def _without_gaps(value: Any) -> Any:
    """The same without members that hold nothing."""
    if isinstance(value, dict):
        return {name: _without_gaps(inner) for name, inner in value.items() if inner is not None}
    return value
