"""The claims on documents that are not ours: labels and places, no words of the documents."""

from collections import Counter

import pytest

from service.types import Label
from training.press import FITTED, MEASURED, PRESS, quoted, rows

NAMES = (*FITTED, *MEASURED)


def test_every_file_of_claims_is_either_fitted_on_or_measured() -> None:
    assert {path.stem for path in PRESS.glob("*.jsonl")} == set(NAMES)
    assert not set(FITTED) & set(MEASURED)


@pytest.mark.parametrize("name", NAMES)
def test_a_label_has_the_evidence_that_it_needs(name: str) -> None:
    needed = {
        Label.SUPPORTED: {"supports"},
        Label.REFUTED: {"refutes"},
        Label.CONFLICTING: {"supports", "refutes"},
        Label.NOT_ENOUGH: set(),
    }
    for row in rows(name):
        assert {one["stance"] for one in row["evidence"]} >= needed[Label(row["label"])], row["id"]


@pytest.mark.parametrize("name", NAMES)
def test_evidence_is_kept_as_places_without_the_words_that_stand_there(name: str) -> None:
    for row in rows(name):
        for one in row["evidence"]:
            assert one.keys() == {"doc", "stance", "start", "end"}
            assert 0 <= one["start"] < one["end"]


def test_no_claim_stands_twice() -> None:
    seen = Counter(row["claim"] for name in NAMES for row in rows(name))
    assert [claim for claim, count in seen.items() if count > 1] == []


def test_a_claim_gets_the_words_that_stand_at_its_places() -> None:
    row = {"id": "x", "claim": "It rained.", "evidence": [{"doc": "d", "stance": "supports", "start": 5, "end": 20}]}

    assert quoted(row, {"d": "One. It poured down. Two."})["evidence"] == [
        {"doc": "d", "stance": "supports", "quote": "It poured down."}
    ]
