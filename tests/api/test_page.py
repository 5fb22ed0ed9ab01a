"""GET /: what it is sent with. What it does is tried in a browser (tests/browser)."""

import re

import pytest

from service.app import create_app
from service.config import Key, Settings
from service.routes.page import CLAIMS
from tests.api import desks

PAGE = ["/", "/page/page.css", "/page/page.js"]


@pytest.mark.parametrize("path", PAGE)
def test_nothing_from_elsewhere_is_loaded_or_run(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_no_markup_of_the_page_needs_more_than_its_policy_allows(client):
    html = client.get("/").get_data(as_text=True)
    assert re.findall(r"<script(?! type=\"module\" src=\"/page/page.js\"></script>)", html) == []
    assert re.findall(r"\s(?:style|on\w+)=", html) == []
    assert "://" not in html


@pytest.mark.parametrize("name", ["page.html", "..%2fapp.py", "%2e%2e/app.py"])
def test_only_the_two_assets_can_be_had(client, name):
    assert client.get(f"/page/{name}").status_code == 404


def test_an_asset_that_is_still_the_same_is_not_sent_again(client):
    first = client.get("/page/page.js")
    again = client.get("/page/page.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.get_data()) == (200, 304, b"")
    assert first.headers["Cache-Control"] == "no-cache"


def test_the_examples_stand_on_the_page(client):
    html = client.get("/").get_data(as_text=True)
    assert [claim for claim in CLAIMS if claim in html] == list(CLAIMS)


def test_a_key_is_asked_for_only_where_one_is_needed(client):
    settings = Settings(keys=(Key("cms", frozenset({"check"}), "0" * 64),))
    locked = create_app(settings, desk=desks.desk(settings)).test_client().get("/")
    assert (locked.status_code, 'id="key"' in locked.get_data(as_text=True)) == (200, True)
    assert 'id="key"' not in client.get("/").get_data(as_text=True)
