import json

import pytest

from service.errors import InvalidInput
from service.ingest.items import Problem, Source
from service.ingest.readers.json_item import item_document, json_file
from service.ingest.readers.jsonl import json_lines

NINJS_1 = {
    "uri": "urn:agency:1",
    "headline": "Ferry docks",
    "body_html": "<p>The ferry docked late.</p><p>It rained.</p>",
    "byline": "Ana Roe",
    "source": "Agency",
    "versioncreated": "2024-01-16T08:00:00Z",
    "firstcreated": "2024-01-15T08:00:00Z",
    "embargoed": "2024-01-15T20:00:00Z",
    "language": "en",
    "pubstatus": "usable",
    "replacing": "urn:agency:0",
}
NINJS_2 = {
    "uri": "urn:agency:2",
    "headlines": [{"role": "main", "value": "Ferry docks"}],
    "bodies": [
        {"contenttype": "text/html", "value": "<p>Marked up.</p>"},
        {"contenttype": "text/plain", "value": "The ferry docked late."},
    ],
    "contentcreated": "2024-01-15T08:00:00Z",
}


def test_ninjs_fields_become_ours():
    found = item_document(NINJS_1, {})

    assert (found.id, found.title, found.author, found.publisher) == (
        "urn:agency:1",
        "Ferry docks",
        "Ana Roe",
        "Agency",
    )
    assert found.text == "The ferry docked late.\n\nIt rained."
    assert found.published_at.at.isoformat() == "2024-01-15T08:00:00+00:00"
    assert found.embargo_until.isoformat() == "2024-01-15T20:00:00+00:00"
    assert found.replaces == "urn:agency:0"


def test_ninjs_2_lists_are_read_plain_text_first():
    found = item_document(NINJS_2, {})

    assert (found.title, found.text) == ("Ferry docks", "The ferry docked late.")


def test_a_cancelled_item_is_retracted_and_a_withheld_one_refused():
    assert item_document({**NINJS_1, "pubstatus": "canceled"}, {}).retracted
    with pytest.raises(InvalidInput, match="withholds"):
        item_document({**NINJS_1, "pubstatus": "withheld"}, {})


def test_a_bare_claim_review_is_a_fact_check():
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://check.example/1",
        "claimReviewed": "The ferry sank.",
        "author": {"name": "Check Desk"},
        "reviewRating": {"alternateName": "False", "ratingExplanation": "It docked an hour late."},
    }
    found = item_document(review, {})

    assert (found.id, found.kind, found.extra["rating"]) == ("https://check.example/1", "fact_check", "False")
    assert found.text == "The ferry sank.\n\nIt docked an hour late."


@pytest.mark.parametrize(
    "row", [{}, [], "text", None, {"uri": "x"}, {"@type": "Thing"}, {"id": "x", "text": 3}, {"text": "x"}]
)
def test_what_describes_no_document_is_refused(row):
    with pytest.raises(InvalidInput):
        item_document(row, {})


def test_a_json_file_holds_one_object_or_a_list(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([NINJS_1, {"id": "b", "text": "The bridge closed."}, {"id": "c"}]))
    found = list(json_file(Source("a.json", path)))

    assert [getattr(one, "id", None) for one in found] == ["urn:agency:1", "b", None]
    assert str(found[2]) == "a.json, item 3: no text"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"id": "\\ud800", "text": "x"}'])
def test_a_broken_json_file_is_a_problem(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_bytes(content)

    assert [type(one) for one in json_file(Source("a.json", path))] == [Problem]


def test_packed_json_lines_are_read_and_a_torn_pack_is_a_problem(tmp_path):
    import gzip

    lines = "".join(json.dumps({"id": f"d{n}", "text": f"Trip {n} {n * 7919}."}) + "\n" for n in range(2000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode()))
    assert len(list(json_lines(Source("a.jsonl.gz", path)))) == 2000

    path.write_bytes(gzip.compress(lines.encode())[:4000])
    *good, bad = json_lines(Source("a.jsonl.gz", path))
    assert good
    assert "packed wrongly" in bad.message
