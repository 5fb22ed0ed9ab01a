"""Request ids, security headers, health and readiness."""

import json

import pytest

from service.app import create_app
from service.config import Settings
from service.errors import ArchiveError
from tests.api import desks


def test_the_callers_request_id_comes_back(client):
    assert client.get("/healthz", headers={"X-Request-ID": "cms-42"}).headers["X-Request-ID"] == "cms-42"


@pytest.mark.parametrize("given", ["", "a b", "x" * 129, "{}"])
def test_an_unusable_request_id_is_replaced(client, given):
    got = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert len(got) == 32
    assert got != given


def test_every_answer_carries_the_security_headers(client):
    for path in ("/healthz", "/nowhere"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_the_log_holds_sizes_and_no_text(capsys, client):
    client.post("/v1/verdicts", json={"claim": "A secret claim."}, headers={"X-Request-ID": "r-1"})
    line = capsys.readouterr().err.strip()
    logged = json.loads(line)
    assert "secret" not in line
    assert {key: logged[key] for key in ("event", "request_id", "method", "route", "status", "bytes_in", "level")} == {
        "event": "request",
        "request_id": "r-1",
        "method": "POST",
        "route": "/v1/verdicts",
        "status": 200,
        "bytes_in": 28,
        "level": "info",
    }


def test_health_needs_nothing_readiness_needs_an_index():
    def current():
        raise ArchiveError("no index")

    client = create_app(Settings(), desk=desks.desk(current=current)).test_client()
    assert client.get("/healthz").get_json() == {"status": "alive"}
    assert client.get("/readyz").status_code == 503


def test_readiness_names_generation_and_model(client):
    assert client.get("/readyz").get_json() == {
        "status": "ready",
        "generation": "g1",
        "model": "none",
        "version": "0.1.0",
    }


def test_an_accident_is_logged_with_its_place_and_without_what_was_asked(capsys):
    def check(request, *, generation, deadline):
        raise ValueError(f"cannot judge {request.claim!r}")

    client = create_app(Settings(), desk=desks.desk(check=check)).test_client()
    client.post("/v1/verdicts", json={"claim": "A secret claim."}, headers={"X-Request-ID": "r-1"})
    text = capsys.readouterr().err
    accident = json.loads(text.splitlines()[0])
    assert "secret" not in text
    assert (accident["event"], accident["exception"], accident["request_id"]) == ("accident", "ValueError", "r-1")
    assert accident["frames"][-1].endswith(" check")
