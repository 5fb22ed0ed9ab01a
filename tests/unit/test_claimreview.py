"""ClaimReview drafts."""

import pytest

from service.claimreview import Author, Review, claim_review
from service.types import Label

AUTHOR = Author("The Paper", "https://paper.example")


def review(verdict, **given):
    """A review of one claim."""
    return Review("The dam broke.", verdict, "Two sources say so.", "https://paper.example/c/1#c1", AUTHOR, **given)


def test_a_draft_holds_what_google_requires_and_what_the_caller_gave():
    given = {"date_published": "2026-11-20", "appearance": "https://other.example/s", "claimant": "A. Speaker"}
    assert claim_review(review(Label.REFUTED, **given, claim_published="2026-11-19")) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "url": "https://paper.example/c/1#c1",
        "datePublished": "2026-11-20",
        "author": {"@type": "Organization", "name": "The Paper", "url": "https://paper.example"},
        "claimReviewed": "The dam broke.",
        "inLanguage": "en",
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "A. Speaker"},
            "datePublished": "2026-11-19",
            "appearance": {"@type": "CreativeWork", "url": "https://other.example/s"},
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Contradicted",
            "ratingValue": 1,
            "worstRating": 1,
            "bestRating": 5,
            "ratingExplanation": "Two sources say so.",
        },
    }


@pytest.mark.parametrize("verdict", [Label.CONFLICTING, Label.NOT_ENOUGH])
def test_an_open_verdict_has_no_figure(verdict):
    rating = claim_review(review(verdict))["reviewRating"]
    assert set(rating) == {"@type", "alternateName", "ratingExplanation"}


def test_what_the_caller_did_not_give_is_not_made_up():
    draft = claim_review(review(Label.SUPPORTED))
    assert "datePublished" not in draft
    assert draft["itemReviewed"] == {"@type": "Claim"}
