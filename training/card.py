"""The model card: data with licences, split rules, settings, results by set, known failures."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from training import stages
from training.desk import CALIBRATED_SHARE, MEASURED_SHARE, DeskLine
from training.measuring import Figures
from training.public import MEASURED_ONLY, TRAINED
from training.report import table
from training.weights import START, START_SHA256

KINDS_SHOWN = 8


def card(
    model: str,
    desk: Sequence[DeskLine],
    by_set: Mapping[str, Figures],
    by_kind: Mapping[str, tuple[int, float]],
    labels: Path,
) -> str:
    """Return the card as Markdown."""
    sections = (
        _head(model),
        _data(desk),
        _splits(),
        _settings(labels),
        "## Results\n\nSets with two labels are judged by the forced choice between them.\n\n" + table(by_set),
        _failures(by_kind),
    )
    return "\n\n".join(sections) + "\n"


def _head(model: str) -> str:
    """Return what the model is."""
    return (
        f"# Stance model `{model}`\n\n"
        "A cross-encoder of 12 layers and 384 dimensions: claim and premise in; supports, refutes, neutral out. The "
        "premise is a statement after its headline, day or time, speaker and the sentence before it, as "
        "`service/stance/premise.py` makes it. English only. It ranks and weighs evidence beside typed rules; it is no "
        "judge of truth, and a verdict should not rest on it alone.\n\n"
        f"Started from bge-small-en-v1.5 (MIT, Copyright (c) 2022 staoxiao; Maven's {START}, Apache-2.0; "
        f"weights pinned by sha256 {START_SHA256}); "
        "int8 by channel, 7 bits a weight, activations quantised as they come."
    )


def _data(desk: Sequence[DeskLine]) -> str:
    """Return what was trained on, with licences."""
    lines = ["## Data", "", "| set | licence | alone in the first round |", "|---|---|--:|"]
    lines += [f"| {one.name} | {one.licence} | {stages.PUBLIC.get(one.name, 0)} |" for one in TRAINED]
    claims = Counter[str]()
    for line in desk:
        claims[line.source] += len(line.claims)
    written = ", ".join(f"{source} {count}" for source, count in sorted(claims.items()))
    measured = ", ".join(f"{one.name} ({one.licence})" for one in MEASURED_ONLY)
    lines += [
        "",
        f"Desk claims, written for this project about invented events and kept in `training/desk` ({written}).",
        "Made by rule from desk lines: claims against near-topic statements of other events (neutral), statements "
        "with one number, weekday, name, speaker or the polarity changed (refutes), unchanged or shortened (supports); "
        "one claim in five with the sentence of another event before its statement; in the fourth round supported "
        "claims beside their own change (two names or numbers exchanged, another name, before for after, polarity).",
        "News claims, written for this project too (`training/news`), beside what the project's search brings up.",
        f"Of all public sets together {_replayed()} pairs are in the later rounds.",
        "",
        f"Measured on, never trained on: {measured}, and the gold claims.",
    ]
    return "\n".join(lines)


def _splits() -> str:
    """Return how sides are kept apart."""
    return (
        "## Splits\n\n"
        "By SHA-256 of the text that must not be shared, so that a row never moves: vitaminc by page, other public "
        "sets by evidence, desk lines by statement "
        f"({MEASURED_SHARE:.0%} measured, {CALIBRATED_SHARE - MEASURED_SHARE:.0%} of the second and third series for "
        "the calibration). A public row that shares its claim or its evidence with any measured row of any set is not "
        "trained on."
    )


def _settings(labels: Path) -> str:
    """Return how it was trained and calibrated."""
    calibration = json.loads(labels.read_text(encoding="utf-8"))["calibration"]
    return (
        "## Settings\n\n"
        f"- First round: {stages.FIRST_SETTINGS}; {stages.DESK}; {stages.NEWS_ROUNDS} rounds of news claims with "
        f"{stages.BESIDE_NEWS}\n"
        + "".join(f"- {name.capitalize()} round: {_mixed(one)}\n" for name, one in stages.MIXED.items())
        + "- What ships is the mean of the networks of the last three rounds (`python -m training mean`), better than "
        "each\n"
        f"- Dropout {stages.DROPOUT} in the layers that learn\n"
        f"- Calibration, fitted on desk claims kept for it (the three labels equally common): {calibration}"
    )


def _replayed() -> int:
    return sum(desk.replayed for one in stages.MIXED.values() for desk in one.desk)


def _mixed(one: stages.MixedRound) -> str:
    """Return what a later round mixes and how it is trained on."""
    desk = ", ".join(str(share) for share in one.desk)
    contrasts = f"; {one.contrasts} contrast pairs and {one.public_contrasts} of public sets" if one.contrasts else ""
    return f"{one.settings}; {desk}; news claims {one.news} times{contrasts}"


def _failures(by_kind: Mapping[str, tuple[int, float]]) -> str:
    """Return where it fails most: the weakest kinds of held-out claims, and what no figure shows."""
    common = {kind: figures for kind, figures in by_kind.items() if figures[0] >= 15}
    weakest = sorted(common, key=lambda kind: common[kind][1])[:KINDS_SHOWN]
    lines = [f"- {kind}: {by_kind[kind][1]:.0%} right of {by_kind[kind][0]}" for kind in weakest]
    return (
        "## Known failures\n\nThe weakest kinds of held-out desk claims of the second series, three-way:\n\n"
        + "\n".join(lines)
        + "\n\nArithmetic, counting of days from one date to another, and knowledge of the world beyond common words "
        "are not to be expected of a network of this size."
    )
