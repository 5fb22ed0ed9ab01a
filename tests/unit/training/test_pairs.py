"""Desk lines as pairs: sides that never mix, surroundings that are sometimes missing, pairs made by rule."""

import random
from pathlib import Path

import pytest

from training.changes import other_number, other_polarity, other_weekday, swapped_names
from training.desk import (
    Claim,
    DeskLine,
    Part,
    desk_line,
    desk_lines,
    pairs_of,
    with_less_context,
    with_strange_context,
)
from training.neighbours import beside_the_point
from training.rows import Label

DESK = Path(__file__).parents[3] / "training" / "desk"


def raw(**changes):
    return {"evidence": "He resigned on Friday.", "claims": [], **changes}


def test_an_old_context_is_a_heading_or_a_sentence():
    assert desk_line(raw(context="Orsk: mayor goes"), "old").title == "Orsk: mayor goes"
    assert desk_line(raw(context="The mayor wept."), "old").before == "The mayor wept."


def test_a_new_context_is_the_sentence_before():
    line = desk_line(raw(title=None, context="Orsk: the mayor wept"), "new")

    assert (line.title, line.before) == (None, "Orsk: the mayor wept")


def test_every_line_is_on_one_side():
    parts = {part: [line.evidence for line in desk_lines(DESK) if line.part is part] for part in Part}

    assert 0.07 < len(parts[Part.MEASURE]) / sum(map(len, parts.values())) < 0.13
    assert not set(parts[Part.TRAIN]) & {*parts[Part.MEASURE], *parts[Part.CALIBRATE]}


def test_claims_that_need_their_surroundings_keep_them():
    line = DeskLine(
        "He resigned on Friday.",
        (Claim("Dorn resigned.", Label.SUPPORTS, "context_needed"), Claim("He left.", Label.SUPPORTS, "paraphrase")),
        title="Mayor Dorn goes",
    )
    made = [with_less_context([line], random.Random(seed), 0.5) for seed in range(20)]

    assert {pairs[0].premise for pairs in made} == {line.premise()}
    assert {pairs[1].premise for pairs in made} == {line.premise(), line.evidence}


def test_another_events_sentence_stands_before_a_claim_that_can_do_without_its_own():
    line = DeskLine(
        "He resigned on Friday.",
        (Claim("Dorn resigned.", Label.SUPPORTS, "context_needed"), Claim("He left.", Label.SUPPORTS, "paraphrase")),
        before="Mayor Dorn wept.",
    )
    needed, other = with_strange_context([line], random.Random(1), drop=0.0, strange=1.0)

    assert needed.premise == "Mayor Dorn wept. » He resigned on Friday."
    assert other.premise == "He resigned on Friday. » He resigned on Friday."


def test_neighbours_are_neutral_and_of_another_event():
    lines = [line for line in desk_lines(DESK) if line.part is Part.MEASURE]
    made = beside_the_point(lines, 50, random.Random(1))
    own = {(one.claim, one.premise) for one in pairs_of(lines)}

    assert len(made) == 50
    assert all(one.label is Label.NEUTRAL and (one.claim, one.premise) not in own for one in made)


@pytest.mark.parametrize("seed", range(10))
def test_a_changed_number_is_another_number(seed):
    text = "In 2031 at 14:20 some 4,100 people came."

    changed = other_number(text, random.Random(seed))

    assert changed is not None
    assert changed != text
    assert changed.startswith("In 2031 at 14:20 some ")


def test_changes_touch_one_place():
    rng = random.Random(1)

    assert other_weekday("They met on Friday.", rng) != "They met on Friday."
    assert swapped_names("Lia Dorn beat Tom Karr.", rng) == "Tom Karr beat Lia Dorn."
    assert other_polarity("The hall was full.", rng) == "The hall was not full."


@pytest.mark.parametrize("change", [other_number, other_weekday, swapped_names])
def test_nothing_to_change_is_nothing_changed(change):
    assert change("Rain fell in the hills.", random.Random(1)) is None
