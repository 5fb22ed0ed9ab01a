"""Figures for a set of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from training.encoding import Example, batch_of
from training.network import StanceNetwork
from training.rows import Label

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is reported for one set."""

    pairs: int
    accuracy: float
    macro_f1: float
    sides: float

    def __str__(self) -> str:
        """Return the line of a report."""
        return f"n {self.pairs}, accuracy {self.accuracy:.3f}, F1 {self.macro_f1:.3f}, S/R {self.sides:.3f}"


def network_logits(network: StanceNetwork, examples: Sequence[Example], size: int = 32) -> Array:
    """Return the logits in the order of the examples."""
    order = sorted(range(len(examples)), key=lambda at: len(examples[at].ids))
    logits = np.zeros((len(examples), 3))
    network.eval()
    with torch.inference_mode():
        for start in range(0, len(order), size):
            some = order[start : start + size]
            batch = batch_of([examples[at] for at in some])
            logits[some] = network(batch.input_ids, batch.attention_mask, batch.token_type_ids).numpy()
    return logits


def figures(logits: Array, labels: Sequence[int]) -> Figures:
    """Return accuracy, macro-F1 over the labels that occur, and the forced choice between the two sides.

    A set of two labels (supports, refutes) is judged by the forced choice; a two-way row is right when
    the model does not say supports.
    """
    gold = np.array(labels)
    three_way = bool((gold == Label.NEUTRAL).any() or (gold == Label.NOT_SUPPORTED).any())
    guess = logits.argmax(1) if three_way else logits[:, :2].argmax(1)
    two_way = gold == Label.NOT_SUPPORTED
    right = np.where(two_way, guess != Label.SUPPORTS, guess == gold)
    sided = gold < Label.NEUTRAL
    side = logits[sided, :2].argmax(1) == gold[sided]
    return Figures(
        pairs=len(gold),
        accuracy=float(right.mean()),
        macro_f1=_macro_f1(guess[~two_way], gold[~two_way]),
        sides=float(side.mean()) if sided.any() else float("nan"),
    )


def _macro_f1(guess: NDArray[np.int64], gold: NDArray[np.int64]) -> float:
    """Return the mean F1 of the labels that occur in gold."""
    scores = []
    for label in sorted(set(gold.tolist())):
        hits = int(((guess == label) & (gold == label)).sum())
        named = int((guess == label).sum()) + int((gold == label).sum())
        scores.append(2 * hits / named if named else 0.0)
    return float(np.mean(scores)) if scores else float("nan")
