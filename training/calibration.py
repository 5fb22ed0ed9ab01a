"""Temperature and bias that make the probabilities mean what they say, fitted on pairs kept for it alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from training.measuring import Array

Calibration = tuple[float, tuple[float, float, float]]


def fitted(logits: Array, labels: Sequence[int], rounds: int = 2_000, rate: float = 0.02) -> Calibration:
    """Return the temperature and the biases (neutral's is 0) of the lowest log loss."""
    gold = np.eye(3)[np.array(labels)]
    # The inverse temperature as an exponential stays positive.
    numbers = np.zeros(3)
    for _ in range(rounds):
        scaled = logits * np.exp(numbers[0]) + np.array([numbers[1], numbers[2], 0.0])
        slope = (probabilities(scaled) - gold) / len(gold)
        gradient = np.array([(slope * logits).sum() * np.exp(numbers[0]), slope[:, 0].sum(), slope[:, 1].sum()])
        numbers -= rate * 10 * gradient
    return float(np.exp(-numbers[0])), (float(numbers[1]), float(numbers[2]), 0.0)


def calibrated(logits: Array, calibration: Calibration) -> Array:
    """Return probabilities, as the service computes them."""
    temperature, bias = calibration
    return probabilities(logits / temperature + np.array(bias))


def probabilities(logits: Array) -> Array:
    """Return the softmax of each row."""
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Array = exponents / exponents.sum(axis=1, keepdims=True)
    return shares


def calibration_error(shares: Array, labels: Sequence[int], bins: int = 10) -> float:
    """Return the expected calibration error of the top probability."""
    top, right = shares.max(axis=1), shares.argmax(axis=1) == np.array(labels)
    places = np.minimum((top * bins).astype(int), bins - 1)
    gaps = [
        abs(top[places == place].mean() - right[places == place].mean()) * (places == place).mean()
        for place in range(bins)
        if (places == place).any()
    ]
    return float(sum(gaps))
