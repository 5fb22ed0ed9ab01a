"""How well a ranking puts first what belongs there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence


def average_precision(ranked: Iterable[bool], wanted: int) -> float:
    """The mean, over what was wanted, of the precision at its place; what was not found counts 0.

    input: [True, False, True], 2    output: (1/1 + 2/3) / 2
    """
    found, total = 0, 0.0
    for place, hit in enumerate(ranked, 1):
        if hit:
            found += 1
            total += found / place
    return total / wanted if wanted else 0.0


def ranked_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """The average precision of the order by score, falling."""
    order = sorted(scored, key=lambda pair: -pair[0])
    return average_precision((wanted for _, wanted in order), sum(wanted for _, wanted in scored))


def mean_by_group(scored: Iterable[tuple[str, float, bool]]) -> float:
    """The mean of each group's average precision, over the groups that want anything."""
    groups: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for group, score, wanted in scored:
        groups[group].append((score, wanted))
    figures = [ranked_precision(rows) for rows in groups.values() if any(wanted for _, wanted in rows)]
    return sum(figures) / len(figures) if figures else 0.0
