"""Which statements count for a side, and the verdict they give."""

from service.judging import bare_statement, judged_pair
from service.pipeline import Judges
from service.types import Label, Statement
from service.verdict import Judged, Policy, label, sides

CLAIM = "Ida Roe told reporters that the northern dam would hold until spring."
HERS = ("The northern dam will hold until spring, Ida Roe told reporters.", "Ida Roe")
HIS = ("The northern dam will hold until spring, Amin Sabri told reporters.", "Amin Sabri")


def judged(text: str, speaker: str) -> Judged:
    return judged_pair(CLAIM, bare_statement(text, speaker=speaker), Judges())


def test_words_of_another_refute_a_claim_about_who_said_them() -> None:
    assert label(sides([judged(*HIS)], Policy()), Policy()) is Label.REFUTED


def test_another_who_says_the_same_is_no_conflict_where_the_speaker_said_it_too() -> None:
    both = sides([judged(*HERS), judged(*HIS)], Policy())

    assert label(both, Policy()) is Label.SUPPORTED
    assert both.refuting == ()


def test_a_denial_beside_an_assertion_makes_two_sides() -> None:
    claim = "The militia uses the harbour hospital as a command centre."
    said = bare_statement(claim[:-1] + ", the army says.", speaker="the army")
    denied = bare_statement("The militia denied that it uses the harbour hospital as a command centre.")
    both = sides([judged_pair(claim, one, Judges()) for one in (said, denied)], Policy())

    assert label(both, Policy()) is Label.CONFLICTING
    assert label(sides([judged_pair(claim, denied, Judges())], Policy()), Policy()) is not Label.SUPPORTED


def test_a_statement_that_leaves_the_disputed_detail_open_takes_no_side() -> None:
    claim = "The army's ground forces were operating in the southern part of the Oda Strip."
    north = bare_statement("The army's ground forces were operating in the northern part of the Oda Strip.")
    open_ = bare_statement("The army's ground forces were operating in the Oda Strip.")
    south = bare_statement("The army's ground forces were operating in the south of the Oda Strip.")

    def verdict(*statements: Statement) -> Label:
        return label(sides([judged_pair(claim, one, Judges()) for one in statements], Policy()), Policy())

    assert verdict(north, open_) is Label.REFUTED
    assert verdict(north, south) is Label.CONFLICTING
