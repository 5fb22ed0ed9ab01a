"""What a stage learns from: the named public sets, and desk claims of the sides for training alone."""

import random
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the optional dependencies `train` are not installed")

from training import stages
from training.desk import FIRST_SERIES, Part, desk_lines, pairs_of
from training.rows import Label, Pair

DESK = Path(__file__).parents[3] / "training" / "desk"
PUBLIC = [
    Pair(f"claim {number}", premise, Label.SUPPORTS, source)
    for source in ("mnli_taxinli", "nli_help")
    for number, premise in enumerate(("short", "long " * 41))
]


def test_the_first_stage_has_short_pairs_of_the_named_sets():
    assert stages.general_pairs(PUBLIC, random.Random(1)) == [PUBLIC[0]]


def test_no_held_out_claim_and_none_of_the_first_series_is_learnt():
    lines = desk_lines(DESK)
    kept_apart = {one.claim for one in pairs_of(line for line in lines if line.part is not Part.TRAIN)}

    found = stages.desk_round(PUBLIC, lines, stages.BESIDE_NEWS, random.Random(1))

    assert not {one.claim for one in found} & kept_apart
    assert FIRST_SERIES not in {one.source for one in found}
    assert len(found) > 4_000
