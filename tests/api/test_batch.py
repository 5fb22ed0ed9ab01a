"""POST /v1/verdicts/batch: each item by itself, as one body or line by line."""

import json

import pytest

from service.app import create_app
from service.config import Settings
from service.errors import ArchiveError
from tests.api import desks


def batch(client, claims, **headers):
    """The answer to a batch."""
    return client.post("/v1/verdicts/batch", json={"claims": claims}, headers={"X-Request-ID": "r-1", **headers})


def test_each_claim_is_answered_under_the_callers_id(client):
    results = batch(client, [{"id": "a", "claim": "The dam broke."}, {"id": 7, "claim": "It rained."}]).get_json()[
        "results"
    ]
    alone = client.post("/v1/verdicts", json={"claim": "It rained."}).get_json()
    assert [(one["id"], one["status"]) for one in results] == [("a", 200), (7, 200)]
    assert results[1] == {"id": 7, "status": 200, "answer": alone}


@pytest.mark.parametrize(
    ("item", "identity", "fault"),
    [
        (
            {"id": "b", "claim": "ab"},
            "b",
            {"pointer": "/claims/1/claim", "detail": "Length must be between 3 and 1000."},
        ),
        ({"id": "b"}, "b", {"pointer": "/claims/1/claim", "detail": "Missing data for required field."}),
        ({"claim": "abc"}, None, {"pointer": "/claims/1/id", "detail": "Each claim of a batch needs an id."}),
        (
            {"id": "", "claim": "abc"},
            None,
            {"pointer": "/claims/1/id", "detail": "Must be a string or a number, up to 200 characters."},
        ),
        (
            {"id": [1], "claim": "abc"},
            None,
            {"pointer": "/claims/1/id", "detail": "Must be a string or a number, up to 200 characters."},
        ),
        ("abc", None, {"pointer": "/claims/1", "detail": "Must be an object."}),
        (None, None, {"pointer": "/claims/1", "detail": "Must be an object."}),
    ],
)
def test_one_bad_item_costs_the_others_nothing(client, item, identity, fault):
    good = {"id": "a", "claim": "The dam broke."}
    answer = batch(client, [good, item, good])
    assert answer.status_code == 200
    assert [one["status"] for one in answer.get_json()["results"]] == [200, 422, 200]
    assert answer.get_json()["results"][1] == {
        "id": identity,
        "status": 422,
        "problem": {
            "type": "urn:factcheck:problem:invalid_input",
            "title": "Unprocessable Entity",
            "status": 422,
            "detail": "The request holds fields that cannot be used; errors names each.",
            "instance": "/v1/verdicts/batch",
            "request_id": "r-1",
            "errors": [fault],
        },
    }


def test_an_accident_with_one_item_is_its_own():
    def check(request, *, generation, deadline):
        if "rain" in request.claim:
            raise ZeroDivisionError("secret")
        return desks.answer(request)

    client = create_app(Settings(), desk=desks.desk(check=check)).test_client()
    results = batch(client, [{"id": 1, "claim": "It rained."}, {"id": 2, "claim": "The dam broke."}]).get_json()[
        "results"
    ]
    assert [one["status"] for one in results] == [500, 200]
    assert "secret" not in json.dumps(results)


def test_lines_come_one_by_one_as_they_are_done():
    done = []

    def check(request, *, generation, deadline):
        done.append(request.claim)
        return desks.answer(request)

    client = create_app(Settings(), desk=desks.desk(check=check)).test_client()
    claims = [{"id": n, "claim": f"Claim {n}."} for n in range(3)]
    answer = client.post(
        "/v1/verdicts/batch", json={"claims": claims}, headers={"Accept": "application/x-ndjson"}, buffered=False
    )
    assert answer.mimetype == "application/x-ndjson"
    lines = answer.iter_encoded()
    assert (json.loads(next(lines))["id"], done) == (0, ["Claim 0."])
    assert [json.loads(line)["id"] for line in lines] == [1, 2]


def test_a_client_that_hangs_up_stops_the_work():
    done = []

    def check(request, *, generation, deadline):
        done.append(request.claim)
        return desks.answer(request)

    client = create_app(Settings(), desk=desks.desk(check=check)).test_client()
    claims = [{"id": n, "claim": f"Claim {n}."} for n in range(3)]
    answer = client.post(
        "/v1/verdicts/batch", json={"claims": claims}, headers={"Accept": "application/x-ndjson"}, buffered=False
    )
    next(answer.iter_encoded())
    answer.close()
    assert done == ["Claim 0."]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, {"pointer": "/claims", "detail": "Missing data for required field."}),
        ({"claims": []}, {"pointer": "/claims", "detail": "Shorter than minimum length 1."}),
        ({"claims": {"id": 1}}, {"pointer": "/claims", "detail": "Not a valid list."}),
        ({"claims": [{}] * 101}, {"pointer": "/claims", "detail": "Holds 101 items; this service takes 100."}),
    ],
)
def test_a_wrong_envelope_is_refused_whole(client, body, fault):
    answer = client.post("/v1/verdicts/batch", json=body)
    assert (answer.status_code, answer.get_json()["errors"]) == (422, [fault])


def test_a_missing_archive_fails_the_request():
    def current():
        raise ArchiveError("no index")

    client = create_app(Settings(), desk=desks.desk(current=current)).test_client()
    assert batch(client, [{"id": 1, "claim": "The dam broke."}]).status_code == 503
