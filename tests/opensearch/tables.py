"""What was measured, as Markdown: for the docs."""

from collections.abc import Sequence

Cell = str | int | float


def markdown(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A table; all columns but the first are figures."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *([shown(one) for one in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def shown(cell: Cell) -> str:
    """input: 0.0000123, output: 0.000012; input: 1234.5, output: 1,234; input: 12.34, output: 12.3"""
    if not isinstance(cell, float):
        return f"{cell:,}" if isinstance(cell, int) else cell
    if 0 < cell < 0.01:
        return f"{cell:.6f}"
    return f"{cell:,.0f}" if cell >= 100 else f"{cell:.1f}"
