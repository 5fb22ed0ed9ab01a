"""Which statements count for a side, and the verdict they give."""

from dataclasses import replace

import pytest

from service.judging import bare_statement, judged_pair
from service.pipeline import Judges
from service.types import Label, Statement
from service.verdict import Judged, Policy, confidence, label, sides

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


def test_bare_likeness_makes_no_second_side_beside_a_ground() -> None:
    claim = "The Orsk resolution got 121 votes in favour."
    grounded = judged_pair(claim, bare_statement("The Orsk resolution got 121 votes in favour."), Judges())
    before = "The Orsk resolution got 121 votes in favour."
    bare = judged_pair(claim, bare_statement("Another 44 states abstained.", before=before), Judges())
    bare = replace(bare, probabilities=(0.1, 0.8, 0.1))
    near = judged_pair(claim, bare_statement("The Orsk resolution in favour got votes."), Judges())
    near = replace(near, probabilities=(0.1, 0.8, 0.1))

    assert sides([bare], Policy()).refuting == (bare,)
    assert sides([bare, grounded], Policy()).refuting == ()
    assert sides([near, grounded], Policy()).refuting == (near,)


def test_the_same_deed_at_another_time_settles_nothing_where_it_may_have_happened_twice() -> None:
    statement = bare_statement("Ida Roe won the Orsk marathon on 4 April 2031.")

    def verdict(claim: str) -> Label:
        leaning = replace(judged_pair(claim, statement, Judges()), probabilities=(0.7, 0.2, 0.1))
        return label(sides([leaning], Policy()), Policy())

    assert verdict("Ida Roe won the Orsk marathon in 2029.") is Label.NOT_ENOUGH
    assert verdict("Ida Roe won the Orsk marathon in 2031.") is Label.SUPPORTED


def test_a_statement_that_leans_on_the_sentence_before_takes_a_side() -> None:
    claim = "The sessions of the flood commission begin on 7 March 2031."
    before = "The flood commission has set the days of its sessions."
    leaning = bare_statement("They begin on 19 March 2031.", before=before)
    alone = bare_statement("They begin on 19 March 2031.")

    def verdict(statement: Statement) -> Label:
        refuting = replace(judged_pair(claim, statement, Judges()), probabilities=(0.1, 0.8, 0.1))
        return label(sides([refuting], Policy()), Policy())

    assert verdict(leaning) is Label.REFUTED
    assert verdict(alone) is Label.NOT_ENOUGH


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("We wrote at noon that 46 people had died in the Orsk flood.", Label.NOT_ENOUGH),
        ("“Do you forget that we wrote that 46 people had died in the Orsk flood?” Lind said.", Label.SUPPORTED),
    ],
)
def test_only_the_publication_itself_withdraws_what_we_wrote(statement: str, verdict: Label) -> None:
    claim = "46 people had died in the Orsk flood."

    assert label(sides([judged_pair(claim, bare_statement(statement), Judges())], Policy()), Policy()) is verdict


def test_weak_support_is_not_shown_beside_surer_support() -> None:
    sure, fair, weak = (replace(judged(*HERS), probabilities=(share, 0.0, 1 - share)) for share in (0.9, 0.65, 0.5))

    assert sides([weak, fair, sure], Policy()).supporting == (sure, fair)
    assert sides([weak], Policy()).supporting == (weak,)


def test_confidence_rises_with_the_probability_up_to_the_surest() -> None:
    def given(supports: float) -> float:
        one = replace(judged(*HERS), probabilities=(supports, 0.0, 1 - supports))
        return confidence(Label.SUPPORTED, [one], Policy(surest=0.95))

    assert given(0.4) < given(0.6) < given(0.9) < given(0.999) == 0.95
