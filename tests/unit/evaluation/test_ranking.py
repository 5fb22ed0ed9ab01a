"""Figures for rankings, against values worked out by hand."""

import pytest

from service.evaluation.ranking import average_precision, mean_by_group, ranked_precision


@pytest.mark.parametrize(
    ("ranked", "wanted", "figure"),
    [
        ([True, True], 2, 1.0),
        ([True, False, True], 2, (1 + 2 / 3) / 2),
        ([False, True], 1, 0.5),
        ([True], 2, 0.5),  # the second was not found
        ([False], 0, 0.0),
    ],
)
def test_average_precision(ranked, wanted, figure):
    assert average_precision(ranked, wanted) == pytest.approx(figure)


def test_a_ranking_goes_by_score_falling():
    assert ranked_precision([(0.1, True), (0.9, False), (0.5, True)]) == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_groups_that_want_nothing_do_not_count():
    assert mean_by_group([("a", 0.9, True), ("b", 0.9, False), ("c", 0.1, True), ("c", 0.2, False)]) == 0.75
