"""Figures that change with time: the run of one figure through the archive, and which statements it has overtaken."""

from collections.abc import Sequence

from service.analysis import Quantity
from service.answer import TimelinePoint
from service.stance.quantities import comparable_figures, unit_word
from service.types import Statement
from service.verdict import Judged

_ENOUGH_COVERED = 0.5


def timeline(judged: Sequence[Judged]) -> tuple[TimelinePoint, ...]:
    """The claim's figure as each statement gives it, by time; empty unless it changes."""
    points: dict[tuple[object, float], TimelinePoint] = {}
    for one in judged:
        if one.alignment.coverage_in_context < _ENOUGH_COVERED:
            continue
        for figure in comparable_figures(one.alignment):
            point = _point(one.alignment.statement, figure)
            if point.at is not None:
                points.setdefault((point.at, point.value), point)
    ordered = sorted(points.values(), key=lambda p: (p.at.at if p.at else None, p.value, p.document_id, p.start))
    values = {point.value for point in ordered}
    moments = {point.at for point in ordered}
    return tuple(ordered) if len(values) > 1 and len(moments) > 1 else ()


def superseded(statement: Statement, points: Sequence[TimelinePoint]) -> bool:
    """Whether a later statement gives a newer value of the figure that this one gives."""
    mine = [
        p for p in points if p.document_id == statement.document_id and p.quote == statement.text and p.at is not None
    ]
    return bool(mine) and any(
        p.at is not None and mine[0].at is not None and p.at.at > mine[0].at.at and p.value != mine[0].value
        for p in points
    )


def _point(statement: Statement, figure: Quantity) -> TimelinePoint:
    value = int(figure.value) if figure.value.is_integer() else figure.value
    return TimelinePoint(
        statement.stated_at,
        value,
        unit_word(figure),
        statement.document_id,
        statement.text,
        statement.start,
        statement.end,
    )
