"""Fits thresholds and confidence of the Policy on whole verdicts: `python -m training.fit_policy --help`.

The desk lines that the model has not seen become an archive, and claims of the third series, which are worded as claims
come to a desk, are checked against it as in service.
Thresholds are those with the best macro-F1 among those whose "refuted" is right often enough; confidence is a logistic
curve a verdict.
"""

import argparse
import itertools
import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import f1_score

from service.answer import Request
from service.judging import judges
from service.parts import claim as claim_of
from service.pipeline import judged_statements
from service.types import Label
from service.verdict import Judged, Policy, label, raw_confidence, sides
from training.desk import THIRD_SERIES
from training.fit_fusion import desk_archive, desk_lines

LABELS = {"supported": Label.SUPPORTED, "refuted": Label.REFUTED, "not_enough_evidence": Label.NOT_ENOUGH}


@dataclass(frozen=True)
class Case:
    """A claim with its right label and its judged statements."""

    right: Label
    judged: list[Judged]


def cases(lines: Sequence[dict], asked: Sequence[dict], model: str, most: int, chance: random.Random) -> list[Case]:
    """A sample of the claims on the lines asked about, each judged over the archive of all lines."""
    judging, policy = judges(model, threads=2), Policy()
    with tempfile.TemporaryDirectory() as folder:
        archive = desk_archive(lines, Path(folder))
        claims = [(claim["claim"], LABELS[claim["label"]]) for line in asked for claim in line["claims"]]
        chance.shuffle(claims)
        return [
            Case(right, judged_statements(claim_of(text), Request(text), archive, judging, policy, None)[0])
            for text, right in claims[:most]
        ]


def scored(found: Sequence[Case], policy: Policy) -> tuple[float, float]:
    """Macro-F1 over the three labels and the share of right ones among the refuted."""
    given = [label(sides(case.judged, policy), policy) for case in found]
    right = [case.right for case in found]
    refuted = [case.right is Label.REFUTED for case, one in zip(found, given, strict=True) if one is Label.REFUTED]
    names = [one.value for one in LABELS.values()]
    macro = f1_score([r.value for r in right], [g.value for g in given], labels=names, average="macro", zero_division=0)
    return float(macro), sum(refuted) / len(refuted) if refuted else 1.0


def best_policy(found: Sequence[Case], precision: float) -> Policy:
    """The thresholds with the best macro-F1 among those that reach the precision, else with the best precision."""
    tried = []
    for supports, refutes, more in itertools.product(
        (0.35, 0.4, 0.45, 0.5, 0.55, 0.6), (0.4, 0.45, 0.5, 0.55, 0.6, 0.7), (0.0, 0.1, 0.2)
    ):
        policy = replace(
            Policy(), supports_at=supports, refutes_at=refutes, untyped_refutes_at=min(0.95, refutes + more)
        )
        tried.append((*scored(found, policy), policy))
    reached = [one for one in tried if one[1] >= precision]
    best = max(reached, key=lambda one: one[0]) if reached else max(tried, key=lambda one: (one[1], one[0]))
    print(f"macro-F1 {best[0]:.3f}, refuted right {best[1]:.3f}: {best[2]}")
    return best[2]


def curves(found: Sequence[Case], policy: Policy) -> dict[str, list[float]]:
    """Intercept and slope of the confidence of each verdict, held towards (-1, 4)."""
    table = {}
    for one in Label:
        outcomes = [
            (raw_confidence(one, case.judged), case.right is one)
            for case in found
            if label(sides(case.judged, policy), policy) is one
        ]
        raw = np.array([x for x, _ in outcomes])
        right = np.array([y for _, y in outcomes], dtype=float)

        def loss(curve: np.ndarray, raw: np.ndarray = raw, right: np.ndarray = right) -> float:
            shares = 1 / (1 + np.exp(-(curve[0] + curve[1] * raw)))
            fit = -(right * np.log(shares) + (1 - right) * np.log(1 - shares)).sum()
            return float(fit + (curve[0] + 1.0) ** 2 + 0.3 * (curve[1] - 4.0) ** 2)

        table[one.value] = [round(float(w), 3) for w in minimize(loss, np.array([-1.0, 4.0]), method="Nelder-Mead").x]
        share = right.mean() if len(right) else 0.0
        print(f"{one.value}: {len(outcomes)} given, {share:.3f} right, curve {table[one.value]}")
    return table


def main() -> None:
    """Fit on desk lines that the model has not seen and print what belongs into `Policy`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desk", type=Path, default=Path("training/desk"))
    parser.add_argument("--model", default="service/model", help='a model folder, or "none"')
    parser.add_argument("--claims", type=int, default=800)
    parser.add_argument("--precision", type=float, default=0.85, help="of the refuted, this share must be right")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    lines = desk_lines(arguments.desk)
    asked = desk_lines(arguments.desk, THIRD_SERIES)
    found = cases(lines, asked, arguments.model, arguments.claims, random.Random(arguments.seed))
    print(json.dumps(curves(found, best_policy(found, arguments.precision))))


if __name__ == "__main__":
    main()
