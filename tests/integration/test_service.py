"""The whole service over the sample archive, rules alone."""

import json
import re
from importlib.resources import files

import pytest

from service.app import create_app
from service.config import Settings
from service.types import Label
from tests.integration.conftest import SAMPLE

CLAIMS = [
    "The General Assembly resolution got 121 votes in favour.",
    "The General Assembly resolution got 131 votes in favour.",
    "Russian forces blew up the Kakhovka dam.",
    "Labour won 410 seats.",
    "The earthquake killed 35,418 people in Turkey.",
    "The price of copper rose by 4% in Santiago.",
]


def answered(client, claim):
    """The answer to a claim."""
    return client.post("/v1/verdicts", json={"claim": claim}).get_json()


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_quote_is_the_text_of_its_document_at_its_offsets(sample, claim):
    answer = answered(sample, claim)
    for shown in answer["evidence"] + answer["near_misses"]:
        source = shown["document"]
        document = sample.get(f"/v1/documents/{source['id']}?version={source['version']}").get_json()
        assert document["text"][shown["start"] : shown["end"]] == shown["quote"]


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_same_question_has_the_same_bytes(sample, sample_index, claim):
    other = create_app(Settings(index=sample_index, model="none")).test_client()
    first, second = (client.post("/v1/verdicts", json={"claim": claim}).get_data() for client in (sample, other))
    assert first == second


def test_pages_of_a_search_follow_each_other_without_gap_or_repeat(sample):
    asked = "/v1/statements?q=Labour+seats+won"
    whole = [one["id"] for one in sample.get(f"{asked}&limit=100").get_json()["statements"]]
    paged, cursor = [], ""
    while cursor is not None:
        page = sample.get(f"{asked}&limit=3{cursor and '&cursor=' + cursor}").get_json()
        paged += [one["id"] for one in page["statements"]]
        cursor = page["next_cursor"]
    assert paged == whole
    assert len(whole) > 3


def test_a_found_statement_is_told_with_its_source(sample):
    [found] = sample.get("/v1/statements?q=Liberal+Democrats+history&limit=1").get_json()["statements"]
    assert found.pop("score") > 0
    assert found.pop("document").keys() == {"id", "version", "title", "publisher", "url", "published_at"}
    assert found == {
        "id": found["id"],
        "kind": "sentence",
        "quote": "The Liberal Democrats have 72 seats, the most in their history.",
        "start": found["start"],
        "end": found["start"] + 63,
        "stated_at": "2024-07-05T10:00:00+01:00",
        "stated_at_precision": "minute",
        "speaker": None,
    }


@pytest.mark.parametrize("cursor", ["x", "!!", "W10", "bnVsbA", "WzEsICIwIl0", "é"])
def test_a_made_up_cursor_is_named(sample, cursor):
    answer = sample.get("/v1/statements", query_string={"q": "Labour", "cursor": cursor})
    assert answer.status_code == 422
    assert [fault["parameter"] for fault in answer.get_json()["errors"]] == ["cursor"]


def test_a_filter_by_publisher_and_day_holds(sample):
    asked = {"q": "Labour seats", "publisher": "Sample Wire", "published_from": "2024-07-04"}
    found = sample.get("/v1/statements", query_string=asked).get_json()["statements"]
    assert {one["document"]["id"] for one in found} == {"exit-poll"}


def test_only_stop_words_find_nothing(sample):
    assert sample.get("/v1/statements?q=the+of").get_json()["statements"] == []


def test_each_document_of_the_sample_can_be_read(sample):
    assert sample.get("/v1/documents/earthquake%2F2023-02-14").get_json()["publisher"] == "Sample Desk"
    assert sample.get("/v1/corpus").get_json()["documents"] == 15


def test_a_claim_that_was_checked_before_comes_with_that_check(sample):
    answer = answered(sample, "You can see the Great Wall of China from the Moon with the naked eye.")
    [prior] = answer["prior_checks"]
    assert prior.pop("match") >= 0.6
    assert prior == {
        "claim": "The Great Wall of China is visible from the Moon with the naked eye.",
        "rating": "False",
        "publisher": "Sample Desk",
        "url": "https://desk.example/check/great-wall",
        "document_id": "great-wall",
        "published_at": "2023-09-01",
    }


def test_no_other_document_is_a_prior_check(sample):
    assert answered(sample, "Labour won 410 seats.")["prior_checks"] == []


EXAMPLES = json.loads(files("service.web").joinpath("examples.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("operation", "name"), [(operation, name) for operation, examples in EXAMPLES.items() for name in examples]
)
def test_each_example_of_the_description_is_answered(sample, operation, name):
    method, path = operation.split()
    answer = sample.open(path, method=method.upper(), json=EXAMPLES[operation][name])
    assert answer.status_code == 200
    assert {one["status"] for one in answer.get_json().get("results", [])} <= {200}


@pytest.mark.parametrize("name", ["found", "misattributed"])
def test_examples_of_quotations_come_out_as_named(sample, name):
    answer = sample.post("/v1/quotes/check", json=EXAMPLES["post /v1/quotes/check"][name])
    assert answer.get_json()["status"] == name


def readme_claims():
    """The claims of the README's table with their verdicts."""
    rows = re.findall(r"^\| (.+\.) \| (\w+) \|$", (SAMPLE.parent / "README.md").read_text("utf-8"), re.MULTILINE)
    return [(claim, label) for claim, label in rows if label in {one.value for one in Label}]


@pytest.mark.parametrize(("claim", "label"), readme_claims())
def test_the_claims_of_the_readme_come_out_as_it_says(sample, claim, label):
    assert answered(sample, claim)["verdict"] == label


def test_the_readme_shows_all_four_verdicts():
    assert {label for _, label in readme_claims()} == {one.value for one in Label}
