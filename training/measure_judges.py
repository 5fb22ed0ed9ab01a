"""Verdicts by rules, by the model and by both, by tag: `python -m training.measure_judges INDEX CLAIMS`.

"The model alone" takes its three probabilities for the statements that it is asked about as they are, with the
thresholds of the Policy; no judge and no fusion speaks.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sklearn.metrics import f1_score

from service.evaluation.gold import gold_claims
from service.judging import judges
from service.retrieval.generations import open_generation
from service.stance.fusion import weighed
from service.types import Label
from service.verdict import Judged, Policy, label, sides, whole_label
from training.news import Case, cases

NEUTRAL = (0.0, 0.0, 1.0)


def by_rules(judged: Judged) -> Judged:
    """The statement as the rules alone see it."""
    by_weights = weighed(judged.alignment, judged.stances, None, judged.standing)
    return replace(judged, probabilities=by_weights, opinion=None)


def by_model(judged: Judged) -> Judged:
    """The statement as the model alone sees it; neutral where it was not asked."""
    return replace(judged, probabilities=judged.opinion or NEUTRAL, stances=())


def by_both(judged: Judged) -> Judged:
    """The statement as the service sees it."""
    return judged


def verdict(case: Case, seen: Callable[[Judged], Judged]) -> Label:
    """The verdict of a whole claim."""
    return whole_label([label(sides([seen(one) for one in part], Policy()), Policy()) for part in case.parts])


def shares(found: Sequence[Case], seen: Callable[[Judged], Judged]) -> tuple[float, float]:
    """Accuracy and macro-F1."""
    right, given = [case.gold.label for case in found], [verdict(case, seen) for case in found]
    macro = f1_score([one.value for one in right], [one.value for one in given], average="macro", zero_division=0)
    return sum(a is b for a, b in zip(right, given, strict=True)) / len(found), float(macro)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("claims", type=Path, nargs="+")
    parser.add_argument("--model", default="service/model")
    given = parser.parse_args()
    gold = [one for path in given.claims for one in gold_claims(path)]
    found = list(cases(gold, open_generation(given.index), judges(given.model, threads=2), Policy()))
    print("| | claims | rules | model | both |\n|---|--:|--:|--:|--:|")
    for tag in ("", *sorted({tag for case in found for tag in case.gold.tags})):
        some = [case for case in found if not tag or tag in case.gold.tags]
        cells = [shares(some, seen) for seen in (by_rules, by_model, by_both)]
        print(f"| {tag or 'all'} | {len(some)} | " + " | ".join(f"{a:.2f}, {f:.2f}" for a, f in cells) + " |")


if __name__ == "__main__":
    main()
