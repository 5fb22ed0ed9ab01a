"""Rate limits and their headers."""

import hashlib

from service.app import create_app
from service.config import Key, Settings
from tests.api import desks

DIGEST = hashlib.sha256(b"cms").hexdigest()


def client_with(**given):
    """A client of a service with these settings."""
    settings = Settings(**given)
    return create_app(settings, desk=desks.desk(settings)).test_client()


def test_each_answer_tells_what_is_left():
    client = client_with(rate_limit="3/hour")
    headers = client.get("/v1/corpus").headers
    assert headers["RateLimit-Policy"] == '"default";q=3;w=3600'
    assert headers["RateLimit"].startswith('"default";r=2;t=')


def test_one_too_many_is_a_429_that_says_when_to_come_back():
    client = client_with(rate_limit="2/hour")
    answers = [client.get("/v1/corpus", headers={"X-Request-ID": "r-1"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 3500 < int(answers[2].headers["Retry-After"]) <= 3600
    assert answers[2].headers["RateLimit"].startswith('"default";r=0;t=')
    assert answers[2].get_json() == {
        "type": "urn:factcheck:problem:rate_limited",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "Too many requests: 2 per 1 hour. Retry-After says when to come back.",
        "instance": "/v1/corpus",
        "request_id": "r-1",
    }


def test_a_key_is_counted_by_itself_and_wrong_keys_by_their_address():
    client = client_with(rate_limit="2/hour", keys=(Key("cms", frozenset({"read"}), DIGEST),))
    wrong = [client.get("/v1/corpus", headers={"X-API-Key": f"guess {n}"}).status_code for n in range(4)]
    assert wrong == [401, 401, 429, 429]
    assert client.get("/v1/corpus", headers={"X-API-Key": "cms"}).status_code == 200


def test_probes_are_never_limited():
    client = client_with(rate_limit="1/hour")
    assert {client.get("/healthz").status_code for _ in range(5)} == {200}


def test_without_a_limit_nothing_is_told():
    assert "RateLimit" not in client_with().get("/v1/corpus").headers
