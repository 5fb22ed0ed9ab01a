"""GET /v1/corpus and /v1/documents/{id}."""

import pytest

from service.app import create_app
from service.config import Settings
from tests.api import desks


def test_the_corpus_tells_what_is_in_it(client):
    assert client.get("/v1/corpus").get_json() == {
        "generation": "g1",
        "analyzer": "en-1",
        "built_at": "2024-03-21T12:00:00+00:00",
        "documents": 1,
        "statements": 2,
        "from": "2023-10-27",
        "to": "2024-03-21",
        "publishers": ["The Paper"],
    }


def test_a_document_comes_with_its_text_versions_and_corrections(client):
    assert client.get("/v1/documents/blog/2024-03-21").get_json() == {
        "id": "blog/2024-03-21",
        "version": "sha256:" + "0" * 64,
        "kind": "article",
        "title": "Votes",
        "publisher": "The Paper",
        "author": None,
        "url": None,
        "language": "en",
        "published_at": "2024-03-21",
        "valid_from": None,
        "expires_at": None,
        "embargo_until": None,
        "corrections": {"replaces": None, "correction_of": None, "retracted": False, "notices": []},
        "versions": [
            {
                "version": "sha256:" + "0" * 64,
                "title": "Votes",
                "published_at": "2024-03-21",
                "characters": 28,
                "usable_from": None,
                "usable_until": None,
            }
        ],
        "text": "121 members voted in favour.",
    }


@pytest.mark.parametrize(
    ("document_id", "path"),
    [
        ("a/b", "a%2Fb"),
        ("a/b", "a/b"),
        ("/a//b/", "%2Fa%2F%2Fb%2F"),
        ("https://paper.example/a?b=c#d", "https%3A%2F%2Fpaper.example%2Fa%3Fb%3Dc%23d"),
        ("zażółć 1%", "za%C5%BC%C3%B3%C5%82%C4%87%201%25"),
        ("line\nbreak", "line%0Abreak"),
        ("x" * 512, "x" * 512),
    ],
)
def test_any_id_can_be_asked_for(document_id, path):
    one = desks.document(document_id)
    client = create_app(Settings(), desk=desks.desk(None, one)).test_client()
    assert client.get(f"/v1/documents/{path}").get_json()["id"] == document_id


def test_an_unknown_document_is_a_404(client):
    answer = client.get("/v1/documents/nothing")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "urn:factcheck:problem:not_found")


def test_an_unknown_parameter_is_named(client):
    answer = client.get("/v1/documents/blog/2024-03-21?revision=1")
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == [{"parameter": "revision", "detail": "Unknown field."}]


@pytest.mark.parametrize("path", ["/v1/corpus", "/v1/documents/blog/2024-03-21"])
def test_what_the_caller_already_has_is_not_sent_again(client, path):
    tag = client.get(path).headers["ETag"]
    answer = client.get(path, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.get_data()) == (304, b"")
