"""Embargo, expiry, corrections, replacements, retractions and versions, each at the moment asked about."""

from datetime import UTC, datetime, timedelta

import pytest

from service.answer import Request
from service.errors import ArchiveError, NotFound
from service.ingest.reindex import reindex
from service.ingest.writer import ingest, retract
from service.pipeline import Judges, check_claim
from service.retrieval.analyzer import stems
from service.retrieval.generations import open_generation, verify
from service.types import Filters
from service.verdict import Policy
from tests.builders import FERRY, document

MAY = datetime(2024, 5, 1, 12, tzinfo=UTC)


def found(index, query="ferry", as_of=None, limit=20):
    generation = open_generation(index)
    hits = generation.engine.search(stems(query), Filters(as_of=as_of), limit)
    return {one.text: one for one in generation.store.statements([hit.statement_id for hit in hits])}


def test_embargo_and_expiry_hold_at_the_moment_asked_about(index):
    ingest([document("The ferry sank.", embargo_until="2024-05-01", expires_at="2024-06-01")], index)

    assert found(index) == {}
    assert list(found(index, as_of=MAY)) == ["The ferry sank."]
    assert found(index, as_of=MAY - timedelta(days=3)) == {}
    assert found(index, as_of=MAY + timedelta(days=60)) == {}


def test_a_new_version_ends_the_old_one_when_it_says_so(index):
    ingest([document("The ferry had 412 aboard.")], index)
    ingest([document("The ferry had 421 aboard.", updated_at="2024-05-01T11:00:00Z")], index)

    assert list(found(index)) == ["The ferry had 421 aboard."]
    assert "The ferry had 412 aboard." in found(index, as_of=MAY - timedelta(days=1))
    history = open_generation(index).store.history("ferry")
    assert [one.usable_until for one in history] == [datetime(2024, 5, 1, 11, tzinfo=UTC), None]


def test_a_text_that_goes_back_to_what_it_was_is_found_again(index):
    ingest([document("The ferry sank.")], index)
    ingest([document("The ferry rose.")], index)
    ingest([document("The ferry sank.")], index)
    generation = open_generation(index)

    assert list(found(index)) == ["The ferry sank."]
    assert [one.text for one in generation.store.versions("ferry")] == ["The ferry rose.", "The ferry sank."]
    assert (generation.summary.documents, generation.summary.statements) == (1, 1)


@pytest.mark.parametrize("first", ["report", "note"])
def test_a_correction_marks_what_it_corrects_in_whatever_order_they_come(index, first):
    report = document("The ferry had 412 aboard.", id="report")
    note = document("The ferry had 421 aboard, not 412.", id="note", correction_of="report", published_at="2024-05-01")
    ingest([report, note] if first == "report" else [note, report], index)

    assert {text: one.corrected for text, one in found(index).items()} == {
        "The ferry had 412 aboard.": True,
        "The ferry had 421 aboard, not 412.": False,
    }
    notices = open_generation(index).store.notices("report")
    assert [(one.kind.value, one.source, one.moment.date().isoformat()) for one in notices] == [
        ("corrected", "note", "2024-05-01")
    ]


def test_a_correction_that_comes_before_what_it_corrects_is_remembered(index):
    ingest([document("It was 421, not 412.", id="note", correction_of="report")], index)
    ingest([document("The ferry had 412 aboard.", id="report")], index)

    assert found(index)["The ferry had 412 aboard."].corrected


def test_a_replacement_ends_what_it_replaces_from_its_own_day_on(index):
    ingest([document("The ferry had 412 aboard.", id="early", published_at="2024-04-01")], index)
    ingest([document("The ferry had 421 aboard.", id="late", replaces="early", published_at="2024-05-01")], index)

    assert list(found(index)) == ["The ferry had 421 aboard."]
    assert "The ferry had 412 aboard." in found(index, as_of=MAY - timedelta(days=2))
    assert list(found(index, as_of=MAY)) == ["The ferry had 421 aboard."]


def test_a_retracted_document_is_out_of_use_from_now_on_and_stays_in_the_history(index):
    ingest([document()], index)
    before = datetime.now(UTC) - timedelta(seconds=5)
    report = retract("ferry", index)
    generation = open_generation(index)

    assert report.changed == 1
    assert found(index) == {}
    assert len(found(index, as_of=before)) == 1
    assert generation.store.document("ferry").text == FERRY
    assert generation.store.document("ferry").retracted
    assert retract("ferry", index).unchanged == 1


def test_a_retraction_outlives_the_same_text_coming_in_again_and_not_another_text(index):
    ingest([document()], index)
    retract("ferry", index)

    assert ingest([document()], index).unchanged == 1
    assert found(index) == {}
    ingest([document("The ferry Alma carried 421 passengers.")], index)
    assert len(found(index)) == 1


def test_reindexing_keeps_versions_times_of_use_notices_and_origins(index, monkeypatch):
    ingest([document("The ferry had 412 aboard.", id="early", published_at="2024-04-01")], index)
    ingest([document("The ferry had 414 aboard.", id="early", published_at="2024-04-01")], index)
    ingest([document("The ferry had 421 aboard.", id="late", replaces="early", published_at="2024-05-01")], index)
    before = open_generation(index)
    history = before.store.history("early")
    monkeypatch.setattr("service.retrieval.manifest.RULES_ID", "rules-of-tomorrow")
    monkeypatch.setattr("service.ingest.build.RULES_ID", "rules-of-tomorrow")
    with pytest.raises(ArchiveError, match="run factcheck reindex"):
        open_generation(index)

    report = reindex(index)
    after = open_generation(index)

    assert (report.changed, after.summary) == (2, before.summary)
    assert after.id != before.id
    assert after.store.history("early") == history
    assert after.store.notices("early") == before.store.notices("early")
    assert list(found(index)) == ["The ferry had 421 aboard."]
    assert "The ferry had 414 aboard." in found(index, as_of=MAY - timedelta(days=2))
    assert list(verify(index))


def test_a_document_that_comes_in_retracted_is_never_used_unless_it_says_since_when(index):
    ingest([document("The ferry sank.", id="a", retracted=True)], index)
    ingest([document("The ferry rose.", id="b", retracted=True, retracted_at="2024-05-02T00:00:00Z")], index)

    assert found(index) == {}
    assert list(found(index, as_of=MAY)) == ["The ferry rose."]


def test_retracting_what_is_not_there_says_so(index):
    with pytest.raises(ArchiveError, match="there is no archive"):
        retract("gone", index)
    ingest([document()], index)
    with pytest.raises(NotFound, match="no document 'gone'"):
        retract("gone", index)


def test_many_small_ingests_keep_few_segments_and_lose_nothing(index):
    for number in range(30):
        ingest([document(f"The ferry made trip {number}.", id=f"d{number:02d}")], index)
        if number % 3 == 0:
            ingest([document(f"The ferry made journey {number}.", id=f"d{number:02d}")], index)
    generation = open_generation(index)

    assert len(list((index / "segments").iterdir())) <= 8
    assert (generation.summary.documents, generation.summary.statements) == (30, 30)
    assert len(found(index, limit=50)) == 30
    assert list(verify(index))
    for number in range(30):
        assert len(generation.store.versions(f"d{number:02d}")) == (2 if number % 3 == 0 else 1)


def test_old_generations_are_kept_as_many_as_asked_for(index):
    from service.ingest.writer import Options

    for number in range(5):
        ingest([document(id=f"d{number}")], index, Options(keep=2))

    assert len(list((index / "generations").iterdir())) == 2


def test_a_verdict_uses_what_was_usable_at_the_moment_asked_about(index):
    ingest([document("The ferry Alma carried 412 passengers.", id="early", published_at="2024-04-01")], index)
    late = document("The ferry Alma carried 421 passengers.", id="late", published_at="2024-05-01", replaces="early")
    ingest([late], index)
    generation = open_generation(index)

    def verdict(as_of):
        request = Request("The ferry Alma carried 412 passengers.", as_of=as_of)
        return check_claim(request, generation=generation, judges=Judges(), policy=Policy()).verdict.value

    assert verdict(MAY - timedelta(days=10)) == "supported"
    assert verdict(None) == "refuted"
    assert verdict(MAY - timedelta(days=60)) == "not_enough_evidence"


def test_many_expired_matches_do_not_crowd_out_a_usable_one(index):
    expired = [
        document("The ferry, the ferry, the ferry.", id=f"old{n:04d}", expires_at="2024-05-01") for n in range(700)
    ]
    ingest([*expired, document("Long after the storm of that week a ferry sailed.", id="now")], index)

    assert list(found(index, limit=5)) == ["Long after the storm of that week a ferry sailed."]
    assert list(found(index, as_of=MAY - timedelta(days=20), limit=5)) == ["The ferry, the ferry, the ferry."]
