"""The checker of desk lines finds what is wrong, and only that."""

import json

import pytest

from training.checking import problems_of_folder, problems_of_line, surface_cues


def line(**changes):
    """A good line, changed in some fields."""
    claims = [
        {"claim": "The mayor of Orsk stepped down.", "label": "supported", "kind": "paraphrase"},
        {"claim": "Lia Dorn gave up her office.", "label": "supported", "kind": "paraphrase"},
        {"claim": "Lia Dorn clung to her office.", "label": "refuted", "kind": "contradiction"},
        {"claim": "The mayor of Orsk resigned on Tuesday.", "label": "refuted", "kind": "date"},
        {"claim": "Dorn resigned over the bridge.", "label": "not_enough_evidence", "kind": "cause_not_stated"},
        {"claim": "Her deputy will follow her.", "label": "not_enough_evidence", "kind": "near_topic"},
    ]
    good = {
        "title": "Mayor goes",
        "stated_at": "2031-05-16",
        "speaker": None,
        "context": None,
        "evidence": "Mayor Lia Dorn of Orsk resigned on Friday, the council said in a statement.",
        "claims": claims,
    }
    return good | changes


def claim(text="Lia Dorn clung to her office.", label="refuted", kind="contradiction"):
    return {"claim": text, "label": label, "kind": kind}


def test_a_good_line_has_no_problem():
    assert problems_of_line(line()) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"odd": 1}, "unknown fields ['odd']"),
        ({"evidence": "Too short to use."}, "evidence of 4 words"),
        ({"evidence": None}, "needs evidence (text) and claims (a list)"),
        ({"stated_at": "2031-13-01"}, "stated_at '2031-13-01' is no day or minute"),
        ({"stated_at": "14 May 2031"}, "stated_at '14 May 2031' is no day or minute"),
        ({"context": "They met on Monday, 14 May 2031."}, "Monday, 14 May 2031 was a Wednesday"),
        ({"title": "Storm of Friday May 30, 2031"}, None),  # was a Friday
        ({"context": "It was Sunday, 31 June 2031."}, "no such day: Sunday, 31 June 2031"),
        ({"claims": [claim()] * 2}, "2 claims"),
    ],
)
def test_fields_are_checked(changes, problem):
    found = problems_of_line(line(**changes))

    assert found == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("odd", "problem"),
    [
        (claim(label="false"), "label 'false'"),
        (claim(kind="near_topic"), "refuted cannot be of kind 'near_topic': Lia Dorn clung to her office."),
        (claim(text="Too short"), "claim of 2 words: Too short"),
        (claim(text="Has Lia Dorn really gone?"), "a question: Has Lia Dorn really gone?"),
        (
            claim(text="Mayor Lia Dorn of Orsk resigned on Friday, the council said in a statement"),
            "claim is the evidence itself",
        ),
    ],
)
def test_claims_are_checked(odd, problem):
    assert problems_of_line(line(claims=[*line()["claims"][:5], odd])) == [problem]


def test_repetitions_are_found_across_files(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(line()) + "\n")
    (tmp_path / "b.jsonl").write_text(json.dumps(line(claims=line()["claims"][:5])) + "\n{torn\n")

    found = [f"{one.place} {one.what}" for one in problems_of_folder(tmp_path)]

    assert found[0].startswith("b.jsonl:1 as in a.jsonl:1: Mayor Lia Dorn")
    assert len(found) == 7  # the evidence, five claims, the torn line
    assert found[-1].startswith("b.jsonl:2 not JSON")


def test_surface_cues_are_told_by_label():
    cues = surface_cues([line()])

    assert cues["refuted"].claims == 2
    assert cues["refuted"].negated == 0
    assert cues["supported"].words == 6
