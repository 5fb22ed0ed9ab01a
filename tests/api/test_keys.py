"""Keys and scopes."""

import hashlib

import pytest

from service.app import create_app
from service.config import Key, Settings
from tests.api import desks


def key(secret, *scopes):
    """A key as the settings hold it."""
    return Key(secret, frozenset(scopes), hashlib.sha256(secret.encode()).hexdigest())


@pytest.fixture
def client():
    """A client of a service with three keys."""
    settings = Settings(keys=(key("cms", "check"), key("reader", "read"), key("prom", "metrics")))
    return create_app(settings, desk=desks.desk(settings)).test_client()


def checked(client, headers):
    """The answer to a claim."""
    return client.post("/v1/verdicts", json={"claim": "The dam broke."}, headers={"X-Request-ID": "r-1", **headers})


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Bearer cms"}, {"authorization": "bearer cms"}, {"X-API-Key": "cms"}]
)
def test_a_key_with_the_scope_is_let_in(client, headers):
    assert checked(client, headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "detail"),
    [
        ({}, "Send a key as Authorization: Bearer or X-API-Key."),
        ({"Authorization": "Basic Y21zOg=="}, "Send a key as Authorization: Bearer or X-API-Key."),
        ({"Authorization": "Bearer "}, "Send a key as Authorization: Bearer or X-API-Key."),
        ({"Authorization": "Bearer cmz"}, "Unknown key."),
        ({"X-API-Key": "c\xe9"}, "Unknown key."),
    ],
)
def test_without_a_known_key_it_is_a_401(client, headers, detail):
    answer = checked(client, headers)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="factcheck"'
    assert answer.get_json() == {
        "type": "urn:factcheck:problem:unauthenticated",
        "title": "Unauthorized",
        "status": 401,
        "detail": detail,
        "instance": "/v1/verdicts",
        "request_id": "r-1",
    }


def test_a_key_without_the_scope_gets_a_403(client):
    answer = checked(client, {"X-API-Key": "reader"})
    assert (answer.status_code, answer.get_json()["detail"]) == (403, "This key may not check; its scopes are read.")


@pytest.mark.parametrize(
    ("path", "statuses"),
    [("/v1/corpus", (403, 200, 403)), ("/metrics", (403, 403, 200)), ("/healthz", (200, 200, 200))],
)
def test_each_path_has_its_scope(client, path, statuses):
    got = tuple(client.get(path, headers={"X-API-Key": name}).status_code for name in ("cms", "reader", "prom"))
    assert got == statuses


def test_health_and_readiness_need_no_key(client):
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
