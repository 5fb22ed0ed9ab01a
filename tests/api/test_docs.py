"""/docs and /openapi.json."""

import json
import re

import pytest

from service.app import create_app
from service.config import Key, Settings
from tests.api import desks


@pytest.fixture
def spec(client):
    """The OpenAPI document."""
    return client.get("/openapi.json").get_json()


def operations(spec):
    """Each operation with its method and path."""
    return [(m, p, one) for p, all_ in spec["paths"].items() for m, one in all_.items() if m != "parameters"]


def test_every_route_is_described(client, spec):
    rules = [rule for rule in client.application.url_map.iter_rules() if not rule.endpoint.startswith("page.")]
    assert set(spec["paths"]) == {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in rules}
    assert spec["openapi"] == "3.1.0"


def test_every_operation_has_its_own_id_a_summary_and_its_problems(spec):
    found = operations(spec)
    assert len({one["operationId"] for _, _, one in found}) == len(found)
    for method, _, one in found:
        assert one["summary"].endswith(".")
        assert {"429", "503", "422"} <= set(one["responses"])
        assert ("400" in one["responses"]) == (method == "post")


def test_every_reference_leads_somewhere(spec):
    for reference in set(re.findall(r'"\$ref": "([^"]+)"', client_json(spec))):
        found = spec
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]


def client_json(spec):
    """The document as text."""
    return json.dumps(spec)


def test_keys_are_described_where_they_are_needed():
    settings = Settings(keys=(Key("cms", frozenset({"check"}), "0" * 64),))
    spec = create_app(settings, desk=desks.desk(settings)).test_client().get("/openapi.json").get_json()
    needed = {path for _, path, one in operations(spec) if one.get("security")}
    assert needed == {path for path in spec["paths"] if path.startswith("/v1/") or path == "/metrics"}


def test_the_page_names_every_path_and_loads_nothing_from_elsewhere(client, spec):
    answer = client.get("/docs")
    page = answer.get_data(as_text=True)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert all(path in page for path in spec["paths"])
    assert re.findall(r'(?:src|href)="((?!#)[^"]+)"', page) == ["/docs.css", "/openapi.json"]
    assert client.get("/docs.css").mimetype == "text/css"
