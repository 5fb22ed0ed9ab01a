"""POST /v1/verdicts at the edge: what comes in, what goes out."""

import json

import pytest


def test_a_claim_gets_the_whole_answer(client):
    answer = client.post("/v1/verdicts", json={"claim": "The dam broke."})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.get_json() == {
        "verification_id": "v1-0",
        "claim": {
            "text": "The dam broke.",
            "parts": [{"text": "The dam broke.", "start": 0, "end": 14, "verdict": "not_enough_evidence"}],
        },
        "verdict": "not_enough_evidence",
        "confidence": 0.5124,
        "summary": "Nothing found.",
        "evidence": [],
        "correction": None,
        "near_misses": [],
        "timeline": [],
        "prior_checks": [],
        "coverage": {
            "documents": 1,
            "statements_considered": 0,
            "from": "2023-10-27",
            "to": None,
            "complete": True,
            "degraded": [],
        },
        "signature": {
            "generation": "g1",
            "analyzer": "en-1",
            "rules": "r1",
            "model": "none",
            "policy": "p1",
            "version": "0.1.0",
        },
    }


def test_fields_keep_the_order_of_the_contract(client):
    text = client.post("/v1/verdicts", json={"claim": "The dam broke."}).get_data(as_text=True)
    order = ["verification_id", "claim", "verdict", "confidence", "summary", "evidence", "correction", "near_misses"]
    order += ["timeline", "prior_checks", "coverage", "signature"]
    places = [text.index(f'"{name}":') for name in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, [{"pointer": "/claim", "detail": "Missing data for required field."}]),
        ({"claim": "ab"}, [{"pointer": "/claim", "detail": "Length must be between 3 and 1000."}]),
        ({"claim": "a" * 1001}, [{"pointer": "/claim", "detail": "Length must be between 3 and 1000."}]),
        ({"claim": " \n\t "}, [{"pointer": "/claim", "detail": "Holds no visible character."}]),
        (
            {"claim": "ab\ud800"},
            [{"pointer": "/claim", "detail": "Holds half of a surrogate pair, which is no character."}],
        ),
        ({"claim": ["abc"]}, [{"pointer": "/claim", "detail": "Not a valid string."}]),
        ({"claim": "abc", "speed": 1}, [{"pointer": "/speed", "detail": "Unknown field."}]),
        ({"claim": "abc", "a/b~c": 1}, [{"pointer": "/a~1b~0c", "detail": "Unknown field."}]),
        (
            {"claim": "abc", "filters": {"publishers": ["", 3]}},
            [
                {"pointer": "/filters/publishers/0", "detail": "Length must be between 1 and 200."},
                {"pointer": "/filters/publishers/0", "detail": "Holds no visible character."},
                {"pointer": "/filters/publishers/1", "detail": "Not a valid string."},
            ],
        ),
        (
            {"claim": "abc", "filters": {"published_from": "2024-03-22", "published_to": "2024-03-21"}},
            [{"pointer": "/filters/published_to", "detail": "Lies before published_from."}],
        ),
        (
            {"claim": "abc", "as_of": "2024-03-21T10:00:00"},
            [{"pointer": "/as_of", "detail": "Not a valid aware datetime."}],
        ),
        (
            {"claim": "abc", "as_of": "0001-01-01T00:00:00+14:00"},
            [{"pointer": "/as_of", "detail": "Lies beyond the calendar."}],
        ),
        (
            {"claim": "abc", "max_evidence": 51},
            [
                {
                    "pointer": "/max_evidence",
                    "detail": "Must be greater than or equal to 1 and less than or equal to 50.",
                }
            ],
        ),
        ({"claim": "abc", "max_evidence": "5"}, [{"pointer": "/max_evidence", "detail": "Not a valid integer."}]),
        (["abc"], [{"pointer": "", "detail": "Invalid input type."}]),
    ],
)
def test_fields_that_cannot_be_used_are_named(client, body, faults):
    answer = client.post(
        "/v1/verdicts", data=json.dumps(body), content_type="application/json", headers={"X-Request-ID": "r-1"}
    )
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json() == {
        "type": "urn:factcheck:problem:invalid_input",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "The request holds fields that cannot be used; errors names each.",
        "instance": "/v1/verdicts",
        "request_id": "r-1",
        "errors": faults,
    }
