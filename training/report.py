"""Results by set, for the model card and the documentation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from training.desk import FIRST_SERIES, THIRD_SERIES, DeskLine, Part, pairs_of
from training.encoding import Example, encoded
from training.gold import gold_pairs
from training.measuring import Array, Figures, figures
from training.news import FITTED_WRITERS, MEASURED_WRITERS, NEWS
from training.news_pairs import near_pairs
from training.public import all_held_out
from training.rows import Label, Pair, share

SECOND = "desk, second series"
MOST_PAIRS = 1_000

Logits = Callable[[Sequence[Example]], Array]


def measuring_sets(data: Path, desk: Sequence[DeskLine], gold: Path | None = None) -> dict[str, list[Pair]]:
    """Return every set that is reported, by name; the largest cut to a fixed sample."""
    measured = [line for line in desk if line.part is Part.MEASURE]
    sets = {
        SECOND: pairs_of(line for line in measured if line.source not in {FIRST_SERIES, *THIRD_SERIES}),
        "desk, third series": pairs_of(line for line in measured if line.source in THIRD_SERIES),
        "desk, first series": pairs_of(line for line in measured if line.source == FIRST_SERIES),
    }
    if gold is not None:
        sets["gold, own evidence"] = gold_pairs(gold / "gold" / "dev.jsonl", gold / "corpus")
        sets["gold, no context"] = gold_pairs(gold / "gold" / "dev.jsonl", gold / "corpus", with_context=False)
    near = near_pairs(NEWS, FITTED_WRITERS | MEASURED_WRITERS)
    sets["news, what settles a claim"] = [one for one in near if one.label is not Label.NEUTRAL]
    sets["news, beside it too"] = _sample(near)
    sets.update({name: _sample(pairs) for name, pairs in all_held_out(data).items()})
    return {name: pairs for name, pairs in sets.items() if pairs}


def _sample(pairs: Sequence[Pair]) -> list[Pair]:
    """A fixed sample: the same whatever their order."""
    return sorted(pairs, key=lambda one: share(one.claim + one.premise))[:MOST_PAIRS]


def results(sets: Mapping[str, Sequence[Pair]], tokenizer: Tokenizer, logits: Logits) -> dict[str, Figures]:
    """Return the figures of each set."""
    return {name: figures(logits(encoded(tokenizer, pairs)), labels_of(pairs)) for name, pairs in sets.items()}


def accuracy_by_kind(pairs: Sequence[Pair], guesses: Sequence[int]) -> dict[str, tuple[int, float]]:
    """Return for each kind of desk claim how many there are and how many were right."""
    right: dict[str, list[bool]] = defaultdict(list)
    for one, guess in zip(pairs, guesses, strict=True):
        right[one.kind].append(guess == one.label)
    return {kind: (len(some), sum(some) / len(some)) for kind, some in sorted(right.items())}


def table(by_set: Mapping[str, Figures]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| set | pairs | accuracy | macro-F1 | supports or refutes |", "|---|--:|--:|--:|--:|"]
    for name, one in by_set.items():
        lines.append(f"| {name} | {one.pairs} | {one.accuracy:.3f} | {one.macro_f1:.3f} | {one.sides:.3f} |")
    return "\n".join(lines)


def labels_of(pairs: Sequence[Pair]) -> list[int]:
    """Return the labels as numbers."""
    return [int(one.label) for one in pairs]
