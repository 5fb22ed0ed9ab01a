"""Where an archive lives, as people write it."""

from pathlib import Path

import pytest

from service.config import Settings
from service.place import Cluster, place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("index", Path("index")),
        ("/var/lib/factcheck", Path("/var/lib/factcheck")),
        ("opensearch://search/desk", Cluster("opensearch", ("search:9200",), "desk")),
        ("opensearch://a:1,b.example:2/x-y_1", Cluster("opensearch", ("a:1", "b.example:2"), "x-y_1")),
        ("opensearch+http://[::1]:9201/desk", Cluster("opensearch+http", ("[::1]:9201",), "desk")),
    ],
)
def test_a_place_is_a_folder_or_a_cluster(text, found):
    assert place(text) == found
    assert place(str(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "https://search:9200/desk",
        "opensearch://search:9200",
        "opensearch://search:9200/",
        "opensearch://user:word@search/desk",  # a process list would show it
        "opensearch://search/desk?x=1",
        "opensearch://search/Desk",
        "opensearch://search/desk/more",
        "opensearch://a,,b/desk",
    ],
)
def test_what_is_neither_is_refused(text):
    with pytest.raises(ValueError, match="must"):
        place(text)


def test_the_nodes_have_addresses():
    assert place("opensearch://a,b:9201/desk").nodes == ["https://a:9200", "https://b:9201"]
    assert place("opensearch+http://a/desk").nodes == ["http://a:9200"]


@pytest.mark.parametrize(
    ("text", "exposed"),
    [
        ("opensearch://a/desk", False),
        ("opensearch+http://a/desk", True),
        ("opensearch+http://localhost,127.0.0.1:9201,[::1]/desk", False),
        ("opensearch+http://localhost,a/desk", True),
    ],
)
def test_it_is_known_whether_a_password_would_be_seen(text, exposed):
    assert place(text).exposed is exposed


def test_secrets_are_not_shown():
    settings = Settings(opensearch_password="word", opensearch_authorization="Bearer token")  # noqa: S106
    assert "word" not in repr(settings).replace("opensearch_password", "")
    assert "token" not in repr(settings.access)
    assert Settings.from_environ(settings.as_environ()) == settings
