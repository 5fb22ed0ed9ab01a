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


def test_what_is_only_somewhat_like_the_claim_makes_no_second_side_beside_one_that_tells_all_of_it() -> None:
    claim = (
        "After the winter storms the harbour of Orsk will not be the first on the coast to close its gates to ferries."
    )
    whole = judged_pair(claim, bare_statement(claim.replace(" not", "")), Judges())
    alike = bare_statement("Lind added that ferries need the harbour after a storm in winter.")
    leaning = replace(judged_pair(claim, alike, Judges()), probabilities=(0.7, 0.1, 0.2))
    near = replace(judged_pair(claim, bare_statement(claim), Judges()), probabilities=(0.7, 0.1, 0.2))

    assert label(sides([leaning], Policy()), Policy()) is Label.SUPPORTED
    assert label(sides([leaning, whole], Policy()), Policy()) is Label.REFUTED
    assert label(sides([near, whole], Policy()), Policy()) is Label.CONFLICTING


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


def test_beside_a_refutation_with_a_ground_the_models_word_alone_adds_none() -> None:
    claim = "The Orsk resolution got 131 votes in favour."
    grounded = judged_pair(claim, bare_statement("The Orsk resolution got 121 votes in favour."), Judges())
    bare = judged_pair(claim, bare_statement("Resolutions of Orsk are not binding."), Judges())
    bare = replace(bare, probabilities=(0.1, 0.8, 0.1))

    assert sides([bare], Policy()).refuting == (bare,)
    assert sides([bare, grounded], Policy()).refuting == (grounded,)


def test_weak_support_is_not_shown_beside_surer_support() -> None:
    sure, fair, weak = (replace(judged(*HERS), probabilities=(share, 0.0, 1 - share)) for share in (0.9, 0.65, 0.5))

    assert sides([weak, fair, sure], Policy()).supporting == (sure, fair)
    assert sides([weak], Policy()).supporting == (weak,)


def test_confidence_rises_with_the_probability_up_to_the_surest() -> None:
    def given(supports: float) -> float:
        one = replace(judged(*HERS), probabilities=(supports, 0.0, 1 - supports))
        return confidence(Label.SUPPORTED, [one], Policy(surest=0.95))

    assert given(0.4) < given(0.6) < given(0.9) < given(0.999) == 0.95
