"""Bare pairs by rules, by rules and model: `python -m training.measure_stance --data FOLDER`.

What `factcheck stance` says of the held-out public pairs, a sample of each set that depends on the texts alone. In a
set of two labels the larger of the two sides is taken.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from sklearn.metrics import f1_score

from service.judging import bare_statement, judged_pair, judges
from service.pipeline import Judges
from service.stance.fusion import Probabilities
from training.public import all_held_out
from training.rows import Label, Pair, share

SETS = ("vitaminc_real", "fever_symmetric_dev", "fm2", "nli_semi_automatic", "nli_negation")
MOST_PAIRS = 1_000


def sample(pairs: Sequence[Pair]) -> list[Pair]:
    """At most a thousand pairs of a set, the same each time."""
    return sorted(pairs, key=lambda one: share(one.claim + one.premise))[:MOST_PAIRS]


def guesses(pairs: Sequence[Pair], judging: Judges) -> list[Probabilities]:
    """The fused probabilities of each pair."""
    return [judged_pair(one.claim, bare_statement(one.premise), judging).probabilities for one in pairs]


def figures(pairs: Sequence[Pair], given: Sequence[Probabilities]) -> str:
    """Accuracy and macro-F1 over the labels that occur, for a cell.

    What is only known not to be supported is right where the answer is not "supports", and left out of macro-F1.
    """
    sides = 3 if any(one.label >= Label.NEUTRAL for one in pairs) else 2
    said = [max(range(sides), key=one.__getitem__) for one in given]
    right = sum(
        guess != Label.SUPPORTS if one.label is Label.NOT_SUPPORTED else guess == one.label
        for one, guess in zip(pairs, said, strict=True)
    )
    known = [(int(one.label), guess) for one, guess in zip(pairs, said, strict=True) if one.label < Label.NOT_SUPPORTED]
    labels = sorted({label for label, _ in known})
    macro = f1_score(*zip(*known, strict=True), labels=labels, average="macro", zero_division=0)
    return f"{right / len(pairs):.3f}, {macro:.3f}"


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the public pairs")
    parser.add_argument("--model", help="folder of a stance model; the packaged one if absent")
    found = parser.parse_args()
    held_out = all_held_out(found.data)
    rules, both = judges("none"), judges(found.model)
    print("| set | pairs | rules | rules and model |\n|---|--:|--:|--:|")
    for name in SETS:
        pairs = sample(held_out[name])
        cells = [figures(pairs, guesses(pairs, judging)) for judging in (rules, both)]
        print(f"| {name} | {len(pairs)} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
