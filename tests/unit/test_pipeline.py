"""The whole way of a claim over a small real archive, with the rules alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.answer import Answer, Request
from service.judging import judges
from service.parts import claim as claim_of
from service.pipeline import check_claim, judged_statements
from service.types import Basis, Label, ReasonKind, StanceKind
from service.verdict import Policy, can_take_side
from tests.unit.desk_archive import ITEMS, archive

__all__ = ["archive"]

RULES = judges("none")


def answer(archive, claim: str, **asked) -> Answer:
    return check_claim(Request(claim, **asked), generation=archive, judges=RULES, policy=Policy())


def test_another_number_refutes_and_supplies_the_correction(archive):
    found = answer(archive, "The Assembly of Ports motion passed with 131 votes in favour.")

    assert found.verdict is Label.REFUTED
    assert found.evidence[0].quote == "The motion passed with 121 votes in favour, while 44 members abstained."
    assert found.evidence[0].reasons[0].kind is ReasonKind.DIFFERENT_QUANTITY
    assert found.correction is not None
    assert found.correction.text == "The Assembly of Ports motion passed with 121 votes in favour."
    assert found.summary == "Harbour Post, 14 May 2031: 121, not 131."


def test_the_same_number_supports(archive):
    assert answer(archive, "The Assembly of Ports motion passed with 121 votes in favour.").verdict is Label.SUPPORTED


def test_an_accusation_and_its_denial_conflict(archive):
    found = answer(archive, "The Red Valley rebels use schools as command posts.")

    assert found.verdict is Label.CONFLICTING
    assert {one.stance for one in found.evidence} == {StanceKind.SUPPORTS, StanceKind.REFUTES}
    assert {one.basis for one in found.evidence} == {Basis.ASSERTED}


def test_the_summary_names_whose_word_it_is_on_either_side(archive):
    assert answer(archive, "The Red Valley rebels use schools as command posts.").summary == (
        "The archive has both sides."
        " For: Valley Wire, 15 May 2031, according to the army"
        " (“The army said the Red Valley rebels use schools as command posts”)."
        " Against: Valley Wire, 15 May 2031, denied by the Red Valley rebels"
        " (“The Red Valley rebels denied that they use schools as command posts”)."
    )


def test_a_claim_about_the_denying_is_supported(archive):
    assert (
        answer(archive, "The Red Valley rebels denied that they use schools as command posts.").verdict
        is Label.SUPPORTED
    )


def test_nothing_found_is_said_with_what_was_searched(archive):
    found = answer(archive, "The price of copper rose by 4% in Santiago.")

    assert found.verdict is Label.NOT_ENOUGH
    assert found.evidence == ()
    assert found.coverage.documents == len(ITEMS)
    assert found.coverage.complete


def test_reprints_are_one_piece_of_evidence(archive):
    found = answer(archive, "The Orsk flood has killed 412 people.")

    assert [one.origin.copies for one in found.evidence if "412" in one.quote] == [2]


def test_an_older_figure_is_a_timeline_not_a_conflict(archive):
    found = answer(archive, "The Orsk flood has killed 412 people.")

    assert found.verdict is Label.SUPPORTED
    assert [point.value for point in found.timeline] == [340, 412]


@pytest.mark.parametrize("claim", [item["text"].split("\n")[0] for item in ITEMS])
def test_the_same_question_has_the_same_answer(archive, claim):
    assert answer(archive, claim) == answer(archive, claim)


WORDS = st.sampled_from(" ".join(item["text"] for item in ITEMS).split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=20).map(" ".join))
def test_every_quote_stands_in_its_source_at_its_offsets(archive, claim):
    found = answer(archive, claim)

    for one in (*found.evidence, *found.near_misses):
        document = archive.store.document(one.document.id, one.document.version)
        assert document.text[one.start : one.end] == one.quote
        for reason in one.reasons:
            if reason.claim is not None:
                assert claim[reason.claim.start : reason.claim.end] == reason.claim.text
            if reason.statement is not None:
                assert document.text[reason.statement.start : reason.statement.end] == reason.statement.text


def read_by_the_model(archive, claim: str, policy: Policy):
    """All statements judged, and those that the model was asked about."""
    judged, _ = judged_statements(claim_of(claim), Request(claim), archive, judges(None), policy, None)
    return judged, [one for one in judged if one.opinion is not None]


def test_the_model_reads_what_can_take_a_side_and_nothing_else(archive):
    policy = Policy(judged_by_model=50)
    claim = "The motion on schools passed after the rebels of the Red Valley left the harbour in May, Lind said."
    judged, read = read_by_the_model(archive, claim, policy)

    assert read == [one for one in judged if can_take_side(one.alignment, policy)]
    assert len(read) < len(judged)


def test_the_model_reads_the_nearest_first(archive):
    _, able = read_by_the_model(archive, "The Orsk flood has killed 412 people.", Policy(judged_by_model=50))
    _, read = read_by_the_model(archive, "The Orsk flood has killed 412 people.", Policy(judged_by_model=1))

    assert read == [max(able, key=lambda one: one.alignment.coverage_in_context + 1 / one.standing.place)]
    assert len(able) > 1
