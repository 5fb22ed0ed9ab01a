"""The figures of a bench as a Markdown table: a row to each figure, a column to each size."""

from collections.abc import Mapping, Sequence

Figures = Mapping[str, float | int | None]

GROWTH = "growth"


def markdown(results: Sequence[Figures]) -> str:
    """The table; its last column is how often the last figure holds the first one."""
    sizes = [f"{one['statements']:,}" for one in results]
    lines = ["| | " + " | ".join(sizes) + f" | {GROWTH} |", "|---|" + "--:|" * (len(sizes) + 1)]
    for name in dict.fromkeys(name for one in results for name in one if name != "statements"):
        values = [one.get(name) for one in results]
        lines.append(f"| {name} | " + " | ".join(_shown(value) for value in values) + f" | {_growth(values)} |")
    return "\n".join(lines) + "\n"


def _shown(value: float | int | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _growth(values: Sequence[float | int | None]) -> str:
    known = [value for value in values if value]
    return f"x {known[-1] / known[0]:.1f}" if len(known) > 1 else ""
