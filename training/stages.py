"""Which pairs each stage learns from, in which order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.changes import changed_pairs
from training.desk import FIRST_SERIES, DeskLine, Part, with_less_context
from training.learning import Settings
from training.neighbours import beside_the_point
from training.public import all_training
from training.rows import Pair

CONTEXT_DROP = 0.15

FIRST_SETTINGS = Settings(rate=1.5e-4, last_rate=3e-5)
SECOND_SETTINGS = Settings(rate=1.0e-4, average_from=0.75, smoothing=0.05)


@dataclass(frozen=True, slots=True)
class SecondStage:
    """How much of what goes into the second stage, each time round."""

    rounds: int = 2
    replayed: int = 8_000
    neighbours: int = 5_000
    changed: int = 1_500


SECOND_STAGE = SecondStage()


def first_stage(data: Path, desk: Sequence[DeskLine], seed: int) -> list[Pair]:
    """Return public pairs, then public pairs mixed with the first series of desk claims."""
    rng = random.Random(seed)
    public = all_training(data, seed)
    rng.shuffle(public)
    lines = [line for line in desk if line.source == FIRST_SERIES and line.part is Part.TRAIN]
    claims = with_less_context(lines, rng, CONTEXT_DROP)
    rng.shuffle(claims)
    cut = int(0.55 * len(public))
    tail = public[cut:] + claims
    rng.shuffle(tail)
    return public[:cut] + tail


def second_stage(data: Path, desk: Sequence[DeskLine], seed: int, stage: SecondStage) -> list[Pair]:
    """Return rounds of all desk claims with other replayed, neutral and changed pairs in each."""
    rng = random.Random(seed)
    public = all_training(data, seed)
    lines = [line for line in desk if line.part is Part.TRAIN]
    rounds: list[Pair] = []
    for _ in range(stage.rounds):
        some = with_less_context(lines, rng, CONTEXT_DROP)
        some += rng.sample(public, min(stage.replayed, len(public)))
        some += beside_the_point(lines, stage.neighbours, rng)
        some += changed_pairs(lines, stage.changed, rng)
        rng.shuffle(some)
        rounds += some
    return rounds
