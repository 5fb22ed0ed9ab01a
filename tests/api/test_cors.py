"""Browsers of listed origins."""

import pytest

from service.app import create_app
from service.config import Key, Settings
from tests.api import desks

CMS = "https://cms.example"


@pytest.fixture
def client():
    """A client of a service that lists one origin and has a key."""
    settings = Settings(cors_origins=(CMS,), keys=(Key("cms", frozenset({"check"}), "0" * 64),))
    return create_app(settings, desk=desks.desk(settings)).test_client()


def preflight(client, origin):
    """The answer to a browser's question before a POST."""
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    return client.options("/v1/verdicts", headers={"Origin": origin, **asked})


def test_a_listed_origin_may_call_and_needs_no_key_to_ask(client):
    answer = preflight(client, CMS)
    assert (answer.status_code, answer.get_data()) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == CMS
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, POST"
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "https://cms.example.evil", "http://cms.example", "null"])
def test_no_other_origin_may(client, origin):
    answer = preflight(client, origin)
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Origin" in answer.headers["Vary"]


def test_errors_can_be_read_by_scripts_too(client):
    answer = client.post("/v1/verdicts", json={"claim": "The dam broke."}, headers={"Origin": CMS})
    assert answer.status_code == 401
    assert answer.headers["Access-Control-Allow-Origin"] == CMS
    assert "X-Request-ID" in answer.headers["Access-Control-Expose-Headers"]


def test_every_answer_varies_by_origin(client):
    assert "Origin" in client.get("/healthz").headers["Vary"]


def test_without_a_list_nothing_is_said():
    client = create_app(Settings(), desk=desks.desk()).test_client()
    assert "Access-Control-Allow-Origin" not in preflight(client, CMS).headers
