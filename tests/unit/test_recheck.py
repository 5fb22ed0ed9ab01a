"""Kept answers beside a later archive."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.answer import Context, Evidence, Origin, Request, Source
from service.recheck import Change, ChangeKind, Kept, KeptEvidence, Outcome, Rechecked, rechecked
from service.types import Basis, Flag, Label, StanceKind
from tests.api import desks

QUOTE = "121 members voted in favour."
KEPT = Kept(Label.SUPPORTED, (KeptEvidence(StanceKind.SUPPORTS, QUOTE, "votes", "sha256:" + "0" * 64),))


def evidence(document_id="votes", quote=QUOTE, flags=()):
    """One piece of evidence of a new answer."""
    source = Source(document_id, "sha256:" + "0" * 64, None, None, None, None)
    return Evidence(
        StanceKind.SUPPORTS, 0.9, Basis.REPORTED, quote, 0, len(quote), Context("", ""), source, None, None, (),
        Origin("o", 1), flags,
    )  # fmt: skip


def answer(verdict=Label.SUPPORTED, found=None):
    """A new answer."""
    return replace(desks.answer(Request("It got 121 votes.")), verdict=verdict, evidence=tuple(found or [evidence()]))


def test_a_verdict_whose_evidence_is_there_stands():
    now = desks.generation(desks.document("votes", QUOTE))
    assert rechecked(KEPT, answer(), generation=now) == Rechecked(Outcome.STANDS, (), answer())


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (desks.document("other", QUOTE), ChangeKind.MISSING),
        (desks.document("votes", QUOTE, retracted=True), ChangeKind.RETRACTED),
        (desks.document("votes", QUOTE, expires_at=desks.NOON - timedelta(days=1)), ChangeKind.EXPIRED),
        (desks.document("votes", "120 members did.", version="sha256:" + "1" * 64), ChangeKind.ALTERED),
    ],
)
def test_evidence_that_is_gone_is_named(document, kind):
    found = rechecked(KEPT, answer(), generation=desks.generation(document))
    assert found.outcome == Outcome.EVIDENCE_GONE
    assert found.changes == (Change(kind, document_id="votes", quote=QUOTE),)


def test_a_correction_counts_as_evidence_gone():
    now = desks.generation(desks.document("votes", QUOTE))
    found = rechecked(KEPT, answer(found=[evidence(flags=(Flag.CORRECTED,))]), generation=now)
    assert (found.outcome, found.changes[0].kind) == (Outcome.EVIDENCE_GONE, ChangeKind.CORRECTED)


def test_a_new_version_that_still_holds_the_quote_changes_nothing():
    now = desks.generation(desks.document("votes", "New first line. " + QUOTE, version="sha256:" + "1" * 64))
    assert rechecked(KEPT, answer(), generation=now).outcome == Outcome.STANDS


def test_another_verdict_is_told_with_the_evidence_that_is_new():
    now = desks.generation(desks.document("votes", QUOTE))
    new = evidence("later", "It was 120.")
    found = rechecked(KEPT, answer(Label.CONFLICTING, [evidence(), new]), generation=now)
    assert found.outcome == Outcome.CHANGED
    assert found.changes == (
        Change(ChangeKind.VERDICT, "supported", "conflicting_evidence"),
        Change(ChangeKind.NEW_EVIDENCE, document_id="later", quote="It was 120."),
    )
