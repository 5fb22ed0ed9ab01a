"""Each judge against its twin file of examples: what must get a stance, and what must not."""

from typing import Any

import pytest

from service.judging import bare_statement
from service.parts import claim
from service.stance import RULE_JUDGES
from service.stance.alignment import alignments
from service.stance.quantities import judge_quantities
from service.types import StanceKind
from tests.conftest import examples

NAMES = [judge.__name__ for judge in RULE_JUDGES]
CASES = [
    pytest.param(name, case, id=f"{name}: {case['claim']} / {case['evidence']}")
    for name in NAMES
    for case in examples(name)
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_judge_gives_the_stance_and_reason_of_the_example(name: str, case: dict[str, Any]) -> None:
    judge = next(judge for judge in RULE_JUDGES if judge.__name__ == name)
    statement = bare_statement(
        case["evidence"], case.get("title"), case.get("stated_at"), case.get("speaker"), case.get("context")
    )
    [alignment] = alignments(claim(case["claim"]), [statement])

    stance = judge(alignment)

    assert (stance.kind if stance else None) == case["stance"]
    if case.get("reason"):
        assert stance is not None
        assert {reason.kind for reason in stance.reasons} == {case["reason"]}


@pytest.mark.parametrize(("name", "case"), CASES)
def test_compared_spans_are_the_words_of_claim_and_statement(name: str, case: dict[str, Any]) -> None:
    judge = next(judge for judge in RULE_JUDGES if judge.__name__ == name)
    statement = bare_statement(
        case["evidence"], case.get("title"), case.get("stated_at"), case.get("speaker"), case.get("context")
    )
    [alignment] = alignments(claim(case["claim"]), [statement])

    stance = judge(alignment)

    for reason in stance.reasons if stance else ():
        if reason.claim is not None:
            assert case["claim"][reason.claim.start : reason.claim.end] == reason.claim.text
        if reason.statement is not None:
            assert case["evidence"][reason.statement.start : reason.statement.end] == reason.statement.text


def test_of_a_table_of_amounts_the_nearest_in_value_are_held_against_the_claim() -> None:
    table = ", ".join(f"{number} boats" for number in range(1000, 1400, 2))
    [alignment] = alignments(claim("The mill sold 1,388 boats."), [bare_statement(f"The mill sold {table}.")])

    stance = judge_quantities(alignment)

    assert stance is not None
    assert stance.kind is StanceKind.SUPPORTS
    assert [reason.statement.text for reason in stance.reasons if reason.statement] == ["1388"]
