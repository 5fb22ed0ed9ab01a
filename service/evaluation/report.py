"""The evaluation as one self-contained HTML page: figures, reliability diagram, confusion, tags, every miss."""

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment

from service.evaluation.metrics import Checked, Table

_PLOT = 200  # pixels a side


def page(figures: Table, checked: Sequence[Checked]) -> str:
    """The HTML; all text from claims and archive is escaped."""
    template = files(__package__).joinpath("report.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    dots = [
        {"x": bin_.confidence * _PLOT, "y": _PLOT - bin_.right * _PLOT, "r": 2 + bin_.count**0.5, "count": bin_.count}
        for bin_ in figures.bins
    ]
    misses = [one for one in checked if not one.right]
    return environment.from_string(template).render(figures=figures, dots=dots, size=_PLOT, misses=misses)
