"""POST /v1/articles/check at the edge."""

import json

import pytest

from service.app import create_app
from service.config import Settings
from tests.api import desks

TEXT = "Good evening.\n\n“Żółć” fell to 4.1% in May 😀. Labour won 411 seats in 2024. What would you do?"


def test_each_sentence_comes_with_its_offsets_and_those_worth_it_with_an_answer(client):
    answer = client.post("/v1/articles/check", json={"text": TEXT}).get_json()
    found = answer.pop("sentences")
    assert answer == {"generation": "g1", "complete": True}
    assert [TEXT[one["start"] : one["end"]] for one in found] == [one["text"] for one in found]
    assert [one["check_worthy"] for one in found] == [False, True, True, False]
    assert [one["answer"] is not None for one in found] == [False, True, True, False]
    assert found[2]["answer"] == {
        "verification_id": "v1-0",
        "verdict": "not_enough_evidence",
        "confidence": 0.5124,
        "summary": "Nothing found.",
        "evidence": [],
        "coverage": {
            "documents": 1,
            "statements_considered": 0,
            "from": "2023-10-27",
            "to": None,
            "complete": True,
            "degraded": [],
        },
    }


def test_the_articles_own_copy_can_be_left_out():
    asked = []

    def check(request, *, generation, deadline):
        asked.append(request)
        return desks.answer(request)

    client = create_app(Settings(), desk=desks.desk(check=check)).test_client()
    body = {"text": "Labour won 411 seats.", "exclude_documents": ["a/b"], "filters": {"publishers": ["The Paper"]}}
    assert client.post("/v1/articles/check", json=body).status_code == 200
    assert asked[0].filters.exclude_documents == ("a/b",)
    assert asked[0].filters.publishers == ("The Paper",)


def test_sentences_past_the_time_are_told_apart():
    settings = Settings(article_budget_ms=0)
    client = create_app(settings, desk=desks.desk(settings)).test_client()
    answer = client.post("/v1/articles/check", json={"text": TEXT}).get_json()
    assert answer["complete"] is False
    assert [one["skipped"] for one in answer["sentences"]] == [None, "out of time", "out of time", None]


def test_a_sentence_too_long_for_a_claim_is_told_apart(client):
    text = "Labour won 411 seats " + "and more " * 200 + "in 2024."
    [one] = client.post("/v1/articles/check", json={"text": text}).get_json()["sentences"]
    assert (one["answer"], one["skipped"]) == (None, "too long for one claim")


def test_lines_are_the_sentences(client):
    whole = client.post("/v1/articles/check", json={"text": TEXT}).get_json()["sentences"]
    lines = client.post("/v1/articles/check", json={"text": TEXT}, headers={"Accept": "application/x-ndjson"})
    assert [json.loads(line) for line in lines.get_data(as_text=True).splitlines()] == whole


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("", "Length must be between 1 and 2000000."),
        ("  \n", "Holds no visible character."),
        ("a" * 200_001, "Holds 200001 characters; this service takes 200000."),
    ],
)
def test_a_text_that_cannot_be_used_is_refused(client, text, detail):
    answer = client.post("/v1/articles/check", json={"text": text})
    assert answer.status_code == 422
    assert {"pointer": "/text", "detail": detail} in answer.get_json()["errors"]
