"""A claim's text cut into parts, each with the speaker that it names."""

import pytest

from service.parts import claims
from tests.conftest import examples


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The bridge was shut.", ["The bridge was shut."]),
        ("The bridge was shut. Ferries ran all night.", ["The bridge was shut.", "Ferries ran all night."]),
        (
            "Ten lorries arrived on Friday; six nurses came with them.",
            ["Ten lorries arrived on Friday", "six nurses came with them."],
        ),
        (
            "The bridge was shut, while the ferries ran all night.",
            ["The bridge was shut", "the ferries ran all night."],
        ),
        (
            "“Enough is enough. This has to stop,” Ida Roe said.",
            ["“Enough is enough. This has to stop,” Ida Roe said."],
        ),
        ("Mr. Roe met Dr. Mott at 9 a.m. in Orsk.", ["Mr. Roe met Dr. Mott at 9 a.m. in Orsk."]),
    ],
)
def test_claim_is_cut_into_its_parts(text, parts):
    found = claims(text)

    assert [part.text for part in found] == parts
    assert all(text[part.start : part.start + len(part.text)] == part.text for part in found)


@pytest.mark.parametrize("case", examples("parts"), ids=lambda case: case["text"][:60])
def test_clauses_joined_by_and_are_parts_that_keep_their_speaker(case):
    found = claims(case["text"])

    assert [[part.text, part.speaker] for part in found] == case["parts"]
    assert all(case["text"][part.start : part.start + len(part.text)] == part.text for part in found)


def test_an_and_in_a_later_sentence_keeps_its_offsets():
    text = "Ferries ran all night. The mayor of Orsk resigned and the council elected Ida Berg."

    assert [(part.start, part.text[:5]) for part in claims(text)] == [(0, "Ferri"), (23, "The m"), (54, "the c")]


@pytest.mark.parametrize(
    ("text", "speaker", "denies"),
    [
        ("Ida Roe said the bridge was shut.", "Ida Roe", False),
        ("The rebels denied using schools as bases.", "The rebels", True),
        ("Kirby: no red lines for the harbour", "Kirby", False),
        ("The toll reached 412, according to the health ministry.", "the health ministry", False),
        ("The bridge was shut.", None, False),
        ("The reported toll stood at 412.", None, False),  # an adjective, not a cue
    ],
)
def test_claim_about_a_saying_names_its_speaker(text, speaker, denies):
    [claim] = claims(text)

    assert (claim.speaker, claim.denies) == (speaker, denies)
