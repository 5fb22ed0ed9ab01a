"""The judges' stances on one statement, weighed together."""

import math

import pytest

from service.judging import bare_statement, judged_pair
from service.pipeline import Judges
from service.stance.fusion import FEATURES, Fusion, Weights, fitted, fused, pooled, weighed


def probabilities(claim: str, evidence: str) -> tuple[float, float, float]:
    return judged_pair(claim, bare_statement(evidence), Judges()).probabilities


@pytest.mark.parametrize(
    "statement",
    [
        "The harbour office in Orsk did not close 14 of its 20 berths in May.",
        "The harbour office in Orsk closed 9 of its 20 berths in May.",
    ],
)
def test_what_a_statement_shares_with_a_claim_that_it_contradicts_does_not_support_it(statement: str) -> None:
    supports, refutes, _ = probabilities("The harbour office in Orsk closed 14 of its 20 berths in May.", statement)

    assert refutes > 0.9 > 0.1 > supports


def test_the_same_details_support_where_nothing_is_contradicted() -> None:
    supports, refutes, _ = probabilities(
        "The harbour office in Orsk closed 14 of its 20 berths in May.",
        "In May the harbour office in Orsk closed 14 of its 20 berths, the mayor said.",
    )

    assert supports > 0.8 > 0.2 > refutes


def test_probabilities_are_the_softmax_of_the_weighted_features() -> None:
    weights = Weights({"bias": (0.0, math.log(2), math.log(5)), "coverage": (1.0, 0.0, 0.0)})

    assert fused({"bias": 1.0, "coverage": math.log(3)}, weights) == pytest.approx((0.3, 0.2, 0.5))


def test_every_fitted_weight_is_of_a_feature() -> None:
    assert set(fitted().rules.rows) | set(fitted().both.rows) <= set(FEATURES)


def test_the_pool_of_two_opinions_is_their_weighted_geometric_mean() -> None:
    assert pooled((0.8, 0.1, 0.1), (0.2, 0.4, 0.4), 0.5) == pytest.approx((0.5, 0.25, 0.25))
    assert pooled((0.8, 0.1, 0.1), (0.2, 0.4, 0.4), 0.0) == pytest.approx((0.8, 0.1, 0.1))


@pytest.mark.parametrize(
    ("statement", "led_by_the_model"),
    [
        ("The harbour office in Orsk shut part of its berths in May.", True),
        ("The harbour office in Orsk closed 9 of its 20 berths in May.", False),
    ],
)
def test_the_model_has_most_of_the_say_only_where_no_judge_gives_a_ground(
    statement: str, led_by_the_model: bool
) -> None:
    claim = "The harbour office in Orsk closed 14 of its 20 berths in May."
    judged = judged_pair(claim, bare_statement(statement), Judges())

    supports, _, _ = weighed(judged.alignment, judged.stances, (0.9, 0.05, 0.05))

    assert (supports > 0.5) is led_by_the_model


@pytest.mark.parametrize(
    ("statement", "refuted"),
    [
        ("The harbour office in Orsk closed 9 of its 20 berths in May.", 4 / 6),  # another figure: half by the rules
        ("In May the harbour office in Orsk closed 14 of 20 berths, its own.", 1 / 3),  # all met: the fusion alone
        (
            "The harbour office in Lund closed 14 of its 20 berths in May.",
            0.03,
        ),  # another place: a quarter by the model
        ("The harbour office closed 14 of its 20 berths in May.", 0.001),  # some of it met: half by the model
        ("Nobody works at the harbour of Orsk in May.", 0.0),  # no ground: three quarters by the model
    ],
)
def test_the_grounds_decide_how_much_of_the_say_the_model_has(statement: str, refuted: float) -> None:
    claim = "The harbour office in Orsk closed 14 of its 20 berths in May."
    judged = judged_pair(claim, bare_statement(statement), Judges())
    even, refuting = Weights({}), Weights({"bias": (0.0, math.log(16), 0.0)})

    _, refutes, _ = weighed(judged.alignment, judged.stances, (1, 0, 0), fusion=Fusion(rules=refuting, both=even))

    assert refutes == pytest.approx(refuted, abs=5e-4)


def test_a_claim_that_stands_there_word_for_word_needs_no_opinion() -> None:
    claim = "The harbour office in Orsk closed 14 berths in May."
    judged = judged_pair(claim, bare_statement(claim), Judges())

    assert weighed(judged.alignment, judged.stances, (0, 1, 0)) == weighed(judged.alignment, judged.stances, None)
