"""What the network learns from: a first round from the general to the close, then rounds over all of it mixed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.changes import changed_pairs, shortened_pairs
from training.contrasts import contrast_pairs
from training.desk import FIRST_SERIES, THIRD_SERIES, DeskLine, Part, pairs_of, with_strange_context
from training.learning import Settings
from training.neighbours import beside_the_point
from training.news import trained_writers
from training.news_pairs import news_pairs
from training.public import all_training
from training.rows import Pair

FIRST_SETTINGS = Settings(
    rate=1e-4, warmup=0.03, average_from=0.85, frozen_layers=4, checkpoint_steps=200, measure_steps=600
)
DROPOUT = 0.1

# General inference, edits that flip a claim, encyclopaedic sentences; longer premises cost more than they teach here.
PUBLIC = {"mnli_taxinli": 5_000, "vitaminc_real": 3_000, "nli_semi_automatic": 2_000}
MOST_PUBLIC_WORDS = 40
NEWS_ROUNDS = 2
CONTEXT_DROP = 0.15
STRANGE_CONTEXT = 0.2


@dataclass(frozen=True, slots=True)
class DeskRound:
    """The shares of the three series of desk lines in a stage, and how many pairs go with them."""

    first: float
    second: float
    third: float
    replayed: int
    neighbours: int
    changed: int
    shortened: int


@dataclass(frozen=True, slots=True)
class MixedRound:
    """What a later round mixes, and how it is trained on."""

    desk: tuple[DeskRound, ...]
    news: int  # times every news claim
    settings: Settings
    contrasts: int = 0  # pairs made of desk and news claims
    public_contrasts: int = 0


DESK = DeskRound(first=0.0, second=0.6, third=1.0, replayed=800, neighbours=1_000, changed=800, shortened=1_000)
BESIDE_NEWS = DeskRound(first=0.0, second=0.17, third=0.67, replayed=800, neighbours=300, changed=800, shortened=500)

_MIXED = replace(FIRST_SETTINGS, checkpoint_steps=100)
MIXED = {
    "second": MixedRound(
        desk=(
            DeskRound(
                first=0.5, second=1.0, third=1.0, replayed=14_000, neighbours=1_500, changed=1_200, shortened=1_500
            ),
            DeskRound(first=0.0, second=0.5, third=1.0, replayed=0, neighbours=300, changed=400, shortened=500),
        ),
        news=4,
        settings=replace(_MIXED, rate=9e-5),
    ),
    "third": MixedRound(
        desk=(
            DeskRound(
                first=0.5, second=0.6, third=1.0, replayed=6_000, neighbours=1_000, changed=1_000, shortened=2_000
            ),
        ),
        news=2,
        settings=replace(_MIXED, rate=6e-5, seed=3),
    ),
    "fourth": MixedRound(
        desk=(DeskRound(first=0.0, second=0.1, third=0.4, replayed=1_000, neighbours=500, changed=0, shortened=500),),
        news=1,
        settings=replace(_MIXED, rate=5e-5, seed=4),
        contrasts=9_000,
        public_contrasts=1_500,
    ),
}


def first_round(data: Path, news: Path, desk: Sequence[DeskLine], seed: int) -> list[Pair]:
    """Return public pairs, then desk claims, then news claims with desk claims; mixed within each."""
    rng = random.Random(seed)
    public = all_training(data, seed)
    last = desk_round(public, desk, BESIDE_NEWS, rng) + news_pairs(news, trained_writers(news), rng, NEWS_ROUNDS)
    stages = [general_pairs(public, rng), desk_round(public, desk, DESK, rng), last]
    for stage in stages:
        rng.shuffle(stage)
    return [pair for stage in stages for pair in stage]


def mixed_round(name: str, data: Path, news: Path, desk: Sequence[DeskLine]) -> list[Pair]:
    """Return desk claims, news claims and public pairs of all kinds, mixed: `mixed_round("second", ...)`."""
    chosen = MIXED[name]
    seed = chosen.settings.seed
    rng = random.Random(f"{seed} {name}")
    public = [one for one in all_training(data, seed) if len(one.premise.split()) <= MOST_PUBLIC_WORDS]
    some = [pair for share in chosen.desk for pair in desk_round(public, desk, share, rng)]
    told = news_pairs(news, trained_writers(news), rng, chosen.news)
    some += told
    if chosen.contrasts:
        written = pairs_of(line for line in desk if line.part is Part.TRAIN)
        some += contrast_pairs([*written, *told], chosen.contrasts, rng)
        some += contrast_pairs(public, chosen.public_contrasts, rng)
    rng.shuffle(some)
    return some


def general_pairs(public: Sequence[Pair], rng: random.Random) -> list[Pair]:
    """Return so many short pairs of each set of PUBLIC."""
    some: list[Pair] = []
    for source, count in PUBLIC.items():
        short = [one for one in public if one.source == source and len(one.premise.split()) <= MOST_PUBLIC_WORDS]
        some += rng.sample(short, min(count, len(short)))
    return some


def desk_round(public: Sequence[Pair], desk: Sequence[DeskLine], chosen: DeskRound, rng: random.Random) -> list[Pair]:
    """Return every claim of so many desk lines once, with replayed, neutral, changed and shortened pairs."""
    kept = [line for line in desk if line.part is Part.TRAIN]
    first = [line for line in kept if line.source == FIRST_SERIES]
    third = [line for line in kept if line.source in THIRD_SERIES]
    second = [line for line in kept if line.source not in {FIRST_SERIES, *THIRD_SERIES}]
    shares = ((first, chosen.first), (second, chosen.second), (third, chosen.third))
    lines = [line for series, share in shares for line in rng.sample(series, round(share * len(series)))]
    some = with_strange_context(lines, rng, CONTEXT_DROP, STRANGE_CONTEXT)
    some += rng.sample(public, min(chosen.replayed, len(public)))
    some += beside_the_point(lines, chosen.neighbours, rng)
    some += changed_pairs(lines, chosen.changed, rng)
    some += shortened_pairs(lines, chosen.shortened, rng)
    return some
