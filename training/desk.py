"""Desk lines: invented news statements with their surroundings and six claims each."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from service.stance.premise import premise
from training.rows import LABEL_OF_NAME, Label, Pair, share

# By the statement alone, so that a line never moves from one side to the other.
MEASURED_SHARE = 0.10
CALIBRATED_SHARE = 0.13

# The first series carries a single `context`; all of it that is not measured was trained on from the start.
FIRST_SERIES = "desk_pairs"
# Written for the last stage: long statements among long surroundings, claims worded as for a check.
THIRD_SERIES = frozenset(("fatima", "goran", "hana", "ines"))


class Part(StrEnum):
    """What a desk line is for."""

    TRAIN = "train"
    CALIBRATE = "calibrate"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim on a desk line."""

    text: str
    label: Label
    kind: str


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One statement, what surrounds it, and the claims on it."""

    evidence: str
    claims: tuple[Claim, ...]
    title: str | None = None
    stated_at: str | None = None
    speaker: str | None = None
    before: str | None = None
    source: str = "desk"

    @property
    def part(self) -> Part:
        """Return what the line is for."""
        place = share(self.evidence, "desk")
        if place < MEASURED_SHARE:
            return Part.MEASURE
        return Part.CALIBRATE if place < CALIBRATED_SHARE and self.source != FIRST_SERIES else Part.TRAIN

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing surrounds the statement."""
        return not (self.title or self.stated_at or self.speaker or self.before)

    def premise(self) -> str:
        """Return the model's premise."""
        return premise(
            self.evidence, title=self.title, stated_at=self.stated_at, speaker=self.speaker, before=self.before
        )


def desk_line(raw: dict[str, Any], source: str) -> DeskLine:
    """Return a JSON line as a desk line; an old line's context is a heading or a sentence before."""
    context, title = raw.get("context"), raw.get("title")
    if context and "title" not in raw and not _is_sentence(context):
        context, title = None, context
    claims = tuple(Claim(one["claim"], LABEL_OF_NAME[one["label"]], one["kind"]) for one in raw["claims"])
    return DeskLine(
        evidence=raw["evidence"],
        claims=claims,
        title=title,
        stated_at=raw.get("stated_at"),
        speaker=raw.get("speaker"),
        before=context,
        source=source,
    )


def desk_lines(folder: Path) -> list[DeskLine]:
    """Return all lines under a folder, files in name order; the source is the file's own name."""
    lines: list[DeskLine] = []
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                lines.append(desk_line(json.loads(line), path.stem))
    return lines


def pairs_of(lines: Iterable[DeskLine]) -> list[Pair]:
    """Return every claim with its line's whole premise."""
    return [
        Pair(claim.text, line.premise(), claim.label, line.source, claim.kind)
        for line in lines
        for claim in line.claims
    ]


def with_less_context(lines: Sequence[DeskLine], rng: random.Random, drop: float) -> list[Pair]:
    """Return every claim once, parts of its surroundings dropped at random.

    A claim that can only be judged with its surroundings keeps them.
    """
    pairs: list[Pair] = []
    for line in lines:
        whole = line.premise()
        for claim in line.claims:
            text = whole
            if claim.kind != "context_needed" and not line.is_bare and rng.random() < 2 * drop:
                text = _thinned(line, rng).premise()
            pairs.append(Pair(claim.text, text, claim.label, line.source, claim.kind))
    return pairs


def with_strange_context(lines: Sequence[DeskLine], rng: random.Random, drop: float, strange: float) -> list[Pair]:
    """Return every claim once; a share of them with another event's sentence before the statement.

    In an archive the sentence before is as often beside the point as not: it must not turn a judgement. Claims
    that can only be judged with their surroundings keep them as they are.
    """
    pairs: list[Pair] = []
    for line, plain in zip(_repeated(lines), with_less_context(lines, rng, drop), strict=True):
        if plain.kind == "context_needed" or rng.random() >= strange:
            pairs.append(plain)
            continue
        other = rng.choice(lines)
        title = line.title or (other.title if rng.random() < 0.5 else None)
        pairs.append(replace(plain, premise=replace(line, before=other.evidence, title=title).premise()))
    return pairs


def _repeated(lines: Sequence[DeskLine]) -> list[DeskLine]:
    """Return each line once for every claim on it."""
    return [line for line in lines for _ in line.claims]


def _thinned(line: DeskLine, rng: random.Random) -> DeskLine:
    """Return the line without any surroundings (half of the time) or with each part kept by the toss of a coin."""
    if rng.random() < 0.5:
        return replace(line, title=None, stated_at=None, speaker=None, before=None)
    return replace(
        line,
        title=_tossed(line.title, rng),
        stated_at=_tossed(line.stated_at, rng),
        speaker=_tossed(line.speaker, rng),
        before=_tossed(line.before, rng),
    )


def _tossed(value: str | None, rng: random.Random) -> str | None:
    """Return the value or nothing, by the toss of a coin."""
    return value if rng.random() < 0.5 else None


def _is_sentence(text: str) -> bool:
    """Tell a sentence from a heading by its last character."""
    return text.rstrip().endswith((".", "!", "?", '"', "”", ".'", "…"))
