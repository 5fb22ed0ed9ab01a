"""The news archives: what a labelled claim must be, on every line that is committed."""

import json
from pathlib import Path
from typing import Any

import pytest

from training.news import FITTED_WRITERS, MEASURED_WRITERS, NEWS, trained_writers

STANCES = {
    "supported": {"supports"},
    "refuted": {"refutes"},
    "conflicting_evidence": {"supports", "refutes"},
    "not_enough_evidence": set(),
}
WRITERS = sorted(path.stem for path in (NEWS / "claims").glob("*.jsonl"))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("writer", WRITERS)
def test_every_quote_stands_in_its_document(writer):
    texts = {row["id"]: row["text"] for row in lines(NEWS / "documents" / f"{writer}.jsonl")}

    absent = [
        (row["id"], one["quote"])
        for row in lines(NEWS / "claims" / f"{writer}.jsonl")
        for one in row["evidence"]
        if one["quote"] not in texts[one["doc"]]
    ]

    assert absent == []


@pytest.mark.parametrize("writer", WRITERS)
def test_the_stances_of_the_evidence_make_the_label(writer):
    wrong = [
        row["id"]
        for row in lines(NEWS / "claims" / f"{writer}.jsonl")
        if {one["stance"] for one in row["evidence"]} != STANCES[row["label"]]
    ]

    assert wrong == []


def test_no_claim_is_asked_twice():
    claims = [row["claim"] for writer in WRITERS for row in lines(NEWS / "claims" / f"{writer}.jsonl")]

    assert len(set(claims)) == len(claims)


def test_what_is_fitted_and_measured_on_is_not_trained_on():
    assert trained_writers(NEWS) == set(WRITERS) - FITTED_WRITERS - MEASURED_WRITERS
    assert FITTED_WRITERS.isdisjoint(MEASURED_WRITERS)
    assert set(WRITERS) >= FITTED_WRITERS | MEASURED_WRITERS
