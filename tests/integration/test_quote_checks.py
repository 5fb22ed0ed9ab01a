"""POST /v1/quotes/check over a real index."""

import pytest

from service.app import create_app
from service.config import Settings
from service.ingest.writer import ingest
from tests.builders import document

TEXT = (
    "The talks went on until midnight. “It is difficult to get there, but I believe it is still possible,” said "
    "Ida Roe, the mediator. “We will not close the harbour,” said Ola Berg, the mayor."
)


@pytest.fixture
def client(index):
    """A client of a service over one short report."""
    ingest([document(TEXT, id="talks")], index)
    return create_app(Settings(index=index, model="none")).test_client()


def checked(client, quote, speaker=None):
    """What became of a quotation."""
    answer = client.post("/v1/quotes/check", json={"quote": quote, "speaker": speaker}).get_json()
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in answer["places"])
    return answer


@pytest.mark.parametrize(
    ("quote", "speaker", "expected"),
    [
        ("It is difficult to get there, but I believe it is still possible", "Ida Roe", "found"),
        ("it is DIFFICULT to get there", "Roe", "found"),  # case and surname alone
        ("It is easy to get there, but I believe it is still possible", "Ida Roe", "altered"),
        ("We will close the harbour", "Ola Berg", "altered"),
        ("We will not close the harbour", "Ida Roe", "misattributed"),
        ("We shall fight on the beaches", None, "absent"),
        ("the of and", None, "absent"),  # nothing to search for
    ],
)
def test_a_quotation_is_found_altered_misattributed_or_absent(client, quote, speaker, expected):
    assert checked(client, quote, speaker)["status"] == expected


def test_the_place_tells_who_said_it_and_what_differs(client):
    [place] = checked(client, "We will close the harbour", "Ola Berg")["places"]
    assert place["speaker"]["name"] == "Ola Berg"
    assert place["differences"] == [{"quoted": "", "source": "not"}]
