"""Which pairs each stage learns from, in which order."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.changes import changed_pairs, shortened_pairs
from training.desk import FIRST_SERIES, THIRD_SERIES, DeskLine, Part, with_less_context, with_strange_context
from training.learning import Settings
from training.neighbours import beside_the_point
from training.news import trained_writers
from training.news_pairs import news_pairs
from training.public import all_training
from training.rows import Pair

CONTEXT_DROP = 0.15

# Of 2,853 steps the first 1,751: desk claims of the second stage teach more in the same minutes.
FIRST_SETTINGS = Settings(rate=1.5e-4, last_rate=3e-5, stop_after=1_751)
# Cut short where the third stage takes over with pairs that the second lacks.
SECOND_SETTINGS = Settings(rate=1.2e-4, last_rate=1e-5, checkpoint_steps=100, measure_steps=400, stop_after=401)
THIRD_SETTINGS = Settings(rate=9e-5, warmup=0.02, average_from=0.8, checkpoint_steps=100, measure_steps=250)
FOURTH_SETTINGS = Settings(rate=9e-5, last_rate=6e-5, words_rate=0.1, checkpoint_steps=100, measure_steps=300)
FIFTH_SETTINGS = Settings(
    rate=6e-5, warmup=0.01, words_rate=0.1, average_from=0.7, checkpoint_steps=100, measure_steps=300
)
# Of 1,672 steps: the rest of the time went into the news archives.
SIXTH_SETTINGS = Settings(
    rate=9e-5, last_rate=5e-5, words_rate=0.1, checkpoint_steps=100, measure_steps=400, stop_after=1_101
)
SEVENTH_SETTINGS = Settings(
    rate=7e-5, warmup=0.02, words_rate=0.1, average_from=0.7, checkpoint_steps=100, measure_steps=250
)
# Those whose archives were written when the seventh stage began.
SEVENTH_WRITERS = frozenset(("jonas", "karin", "oskar", "petra", "quentin", "renate"))
EIGHTH_SETTINGS = Settings(
    rate=6e-5, warmup=0.02, words_rate=0.1, average_from=0.7, checkpoint_steps=100, measure_steps=250
)


@dataclass(frozen=True, slots=True)
class SecondStage:
    """How much of what goes into the second stage, each time round."""

    rounds: int = 1
    replayed: int = 4_000
    neighbours: int = 3_000
    changed: int = 800


@dataclass(frozen=True, slots=True)
class ThirdStage:
    """How much is added to the rest of the second stage, and how much of its first series stays."""

    first_series: int = 1_500
    shortened: int = 4_000


@dataclass(frozen=True, slots=True)
class DeskRound:
    """What one more time round all desk claims brings with it, in the fourth and the fifth stage."""

    strange_context: float = 0.2
    replayed: int = 8_000
    neighbours: int = 2_500
    changed: int = 800
    shortened: int = 3_000


SECOND_STAGE = SecondStage()
THIRD_STAGE = ThirdStage()
DESK_ROUND = DeskRound()
LAST_ROUND = DeskRound(replayed=2_000, neighbours=800, changed=400, shortened=1_000)


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
    lines = [line for line in desk if line.part is Part.TRAIN and line.source not in THIRD_SERIES]
    rounds: list[Pair] = []
    for _ in range(stage.rounds):
        some = with_less_context(lines, rng, CONTEXT_DROP)
        some += rng.sample(public, min(stage.replayed, len(public)))
        some += beside_the_point(lines, stage.neighbours, rng)
        some += changed_pairs(lines, stage.changed, rng)
        rng.shuffle(some)
        rounds += some
    return rounds


def third_stage(data: Path, desk: Sequence[DeskLine], seed: int, stage: ThirdStage) -> list[Pair]:
    """Return what the second stage did not come to, with statements shortened and changed by rule."""
    rng = random.Random(f"{seed} third")
    seen = (SECOND_SETTINGS.stop_after or 0) * SECOND_SETTINGS.batch_size
    rest = second_stage(data, desk, seed, SECOND_STAGE)[seen:]
    first = [one for one in rest if one.source == FIRST_SERIES]
    some = [one for one in rest if one.source != FIRST_SERIES]
    some += rng.sample(first, min(stage.first_series, len(first)))
    lines = [line for line in desk if line.part is Part.TRAIN and line.source not in THIRD_SERIES]
    some += shortened_pairs(lines, stage.shortened, rng)
    rng.shuffle(some)
    return some


def fourth_stage(data: Path, desk: Sequence[DeskLine], seed: int) -> list[Pair]:
    """Return one more round of the first two series, some claims among the surroundings of others."""
    return desk_round(data, [line for line in desk if line.source not in THIRD_SERIES], f"{seed} fourth", DESK_ROUND)


def fifth_stage(data: Path, desk: Sequence[DeskLine], seed: int) -> list[Pair]:
    """Return a last round of all series."""
    return desk_round(data, desk, f"{seed} fifth", DESK_ROUND)


def sixth_stage(data: Path, desk: Sequence[DeskLine], seed: int) -> list[Pair]:
    """Return half of the first series, the second, the third twice, and more public pairs than before."""
    rng = random.Random(f"{seed} sixth lines")
    old = [line for line in desk if line.source == FIRST_SERIES]
    new = [line for line in desk if line.source != FIRST_SERIES]
    third = [line for line in desk if line.source in THIRD_SERIES]
    lines = rng.sample(old, len(old) // 2) + new + third
    return desk_round(data, lines, f"{seed} sixth", dataclasses.replace(DESK_ROUND, replayed=14_000))


def seventh_stage(data: Path, news: Path, desk: Sequence[DeskLine], seed: int) -> list[Pair]:
    """Return news claims three times round, mixed with the third series and samples of all that was learnt before."""
    rng = random.Random(f"{seed} seventh lines")
    second = [line for line in desk if line.source != FIRST_SERIES and line.source not in THIRD_SERIES]
    third = [line for line in desk if line.source in THIRD_SERIES]
    lines = rng.sample(second, len(second) // 4) + third
    some = desk_round(data, lines, f"{seed} seventh", LAST_ROUND)
    some += news_pairs(news, SEVENTH_WRITERS, rng, rounds=3)
    rng.shuffle(some)
    return some


def eighth_stage(data: Path, news: Path, desk: Sequence[DeskLine], mistakes: Sequence[Pair], seed: int) -> list[Pair]:
    """Return news claims twice round with the mistakes of the network that goes on, and samples of the desk claims."""
    rng = random.Random(f"{seed} eighth lines")
    second = [line for line in desk if line.source != FIRST_SERIES and line.source not in THIRD_SERIES]
    third = [line for line in desk if line.source in THIRD_SERIES]
    lines = rng.sample(second, len(second) // 4) + rng.sample(third, len(third) // 2)
    some = desk_round(data, lines, f"{seed} eighth", LAST_ROUND)
    some += news_pairs(news, trained_writers(news), rng, rounds=2)
    some += mistakes
    rng.shuffle(some)
    return some


def desk_round(data: Path, desk: Sequence[DeskLine], seed: str, stage: DeskRound) -> list[Pair]:
    """Return every desk claim for training once, mixed with replayed, neutral, changed and shortened pairs."""
    rng = random.Random(seed)
    public = all_training(data, rng.randrange(1 << 30))
    lines = [line for line in desk if line.part is Part.TRAIN]
    some = with_strange_context(lines, rng, CONTEXT_DROP, stage.strange_context)
    some += rng.sample(public, min(stage.replayed, len(public)))
    some += beside_the_point(lines, stage.neighbours, rng)
    some += changed_pairs(lines, stage.changed, rng)
    some += shortened_pairs(lines, stage.shortened, rng)
    rng.shuffle(some)
    return some
