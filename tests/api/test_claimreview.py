"""POST /v1/claimreview at the edge."""

import pytest

ASKED = {"url": "https://paper.example/c/1", "author": {"name": "The Paper"}}


def test_an_answer_can_be_sent_as_it_came(client):
    answer = client.post("/v1/verdicts", json={"claim": "The dam broke."}).get_json()
    draft = client.post("/v1/claimreview", json={"answer": answer, **ASKED})
    assert (draft.status_code, draft.mimetype) == (200, "application/ld+json")
    assert draft.get_json() == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "url": "https://paper.example/c/1",
        "author": {"@type": "Organization", "name": "The Paper"},
        "claimReviewed": "The dam broke.",
        "inLanguage": "en",
        "itemReviewed": {"@type": "Claim"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Not enough evidence",
            "ratingExplanation": "Nothing found.",
        },
    }


@pytest.mark.parametrize("url", ["", "paper.example", "javascript:alert(1)", "https://", "https://a b"])
def test_an_address_must_be_one(client, url):
    answer = {"claim": {"text": "abc"}, "verdict": "refuted", "summary": "No."}
    refused = client.post("/v1/claimreview", json={"answer": answer, **ASKED, "url": url})
    assert refused.get_json()["errors"] == [{"pointer": "/url", "detail": "Must be an http or https address."}]
