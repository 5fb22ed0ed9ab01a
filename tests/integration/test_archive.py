"""Documents in, a real index on the disk, statements out."""

import json
import os

import pytest

from service.errors import ArchiveError, IngestError, NotFound
from service.ingest.folders import items
from service.ingest.publishing import writer_lock
from service.ingest.writer import ingest
from service.retrieval.analyzer import stems
from service.retrieval.generations import Generations, open_generation, verify
from service.retrieval.manifest import ENGINE, GENERATIONS, MANIFEST, current_id
from service.types import Filters
from tests.builders import FERRY, document, live_blog


def found(generation, query, limit=10, **filters):
    hits = generation.engine.search(stems(query), Filters(**filters), limit)
    return [one.text for one in generation.store.statements([hit.statement_id for hit in hits])]


def test_what_went_in_is_found_by_other_forms_of_its_words(index):
    report = ingest([document(), live_blog()], index)
    generation = open_generation(index)

    assert (report.new, report.problems, generation.summary.documents) == (2, (), 2)
    assert found(generation, "passenger on the ferries", 1) == [FERRY[:49]]
    assert generation.store.document("ferry").text == FERRY
    assert generation.store.document("storm").published_at.at.isoformat() == "2024-01-15T23:59:00+00:00"


def test_filters_narrow_what_is_found_and_do_not_score(index):
    ingest([document(), live_blog(publisher="Coast Daily")], index)
    engine = open_generation(index).engine
    everything = {hit.statement_id: hit.score for hit in engine.search(["harbour", "ferri"], Filters(), 50)}
    day = document().published_at.at.date()
    for filters in (
        Filters(publishers=("Harbour Post",)),
        Filters(published_from=day, published_to=day),
        Filters(exclude_documents=("storm",)),
    ):
        hits = engine.search(["harbour", "ferri"], filters, 50)
        assert hits
        assert all(hit.statement_id.startswith("ferry#") for hit in hits)
        assert all(everything[hit.statement_id] == hit.score for hit in hits)


def test_equal_scores_are_ordered_by_id_also_at_the_cut(index):
    ingest([document("The ferry left.", id=f"d{number:02d}") for number in reversed(range(30))], index)
    hits = open_generation(index).engine.search(["ferri"], Filters(), 5)

    assert [hit.statement_id for hit in hits] == [f"d{number:02d}#000000" for number in range(5)]


def test_ingesting_the_same_again_changes_nothing(index):
    first = ingest([document(), live_blog()], index)
    files = sorted(path.stat().st_mtime_ns for path in index.rglob("*") if path.name != "LOCK")
    again = ingest([live_blog(), document()], index)

    assert (again.unchanged, again.new, again.generation) == (2, 0, first.generation)
    assert files == sorted(path.stat().st_mtime_ns for path in index.rglob("*") if path.name != "LOCK")


def test_the_generation_is_named_for_its_content_not_its_order_or_time(tmp_path):
    one = ingest([document(), live_blog()], tmp_path / "one")
    ingest([live_blog()], tmp_path / "two")
    two = ingest([document()], tmp_path / "two")

    assert one.generation == two.generation


def test_a_changed_text_is_a_new_version_and_only_it_is_found(index):
    ingest([document()], index)
    report = ingest([document(FERRY.replace("412", "421"))], index)
    generation = open_generation(index)

    assert (report.changed, generation.summary.documents, generation.summary.statements) == (1, 1, 2)
    assert found(generation, "ferry passengers", 1) == [FERRY[:49].replace("412", "421")]
    assert [one.text for one in generation.store.versions("ferry")] == [FERRY, FERRY.replace("412", "421")]
    assert generation.store.document("ferry", document().version).text == FERRY


def test_a_changed_field_keeps_the_version(index):
    ingest([document()], index)
    ingest([document(publisher="Coast Daily")], index)
    generation = open_generation(index)

    assert len(generation.store.versions("ferry")) == 1
    assert found(generation, "ferry", publishers=("Harbour Post",)) == []
    assert len(found(generation, "ferry", publishers=("Coast Daily",))) == 1


def test_an_expired_or_embargoed_document_is_not_found(index):
    ingest(
        [
            document("The ferry sank.", id="old", expires_at="2020-01-01T00:00:00Z"),
            document("The ferry rose.", id="later", embargo_until="2999-01-01T00:00:00Z"),
            document("The ferry sailed.", id="now", valid_from="2020-01-01", expires_at="2999-01-01"),
        ],
        index,
    )

    assert found(open_generation(index), "ferry") == ["The ferry sailed."]


def test_the_index_opens_where_nothing_can_be_written(index):
    ingest([document()], index)
    paths = [index, *index.rglob("*")]
    before = {path: path.stat().st_mtime_ns for path in paths}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)

    assert found(open_generation(index), "ferry", 1) == [FERRY[:49]]
    assert {path: path.stat().st_mtime_ns for path in paths} == before

    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_forked_process_asks_the_same_generation(index):
    ingest([document()], index)
    generation = open_generation(index)
    assert len(found(generation, "ferry")) == 1

    child = os.fork()
    if child == 0:
        os._exit(0 if len(found(generation, "ferry")) == 1 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_server_follows_new_generations_and_survives_bad_ones(index):
    ingest([document()], index)
    generations = Generations(index)
    first = generations.current()
    ingest([live_blog()], index)
    second = generations.current()
    (index / "CURRENT").write_text("g-torn")

    assert first.id != second.id
    assert found(first, "bridge") == []
    assert generations.current() is second
    assert "torn or foreign" in generations.refused
    assert found(second, "bridge lorries")


def test_only_one_writer_at_a_time(index):
    with writer_lock(index), pytest.raises(IngestError, match=f"process {os.getpid()} is writing"):
        ingest([document()], index)


def test_unknown_ids_are_told_from_a_broken_archive(index):
    ingest([document()], index)
    store = open_generation(index).store

    with pytest.raises(NotFound):
        store.document("nothing")
    with pytest.raises(NotFound):
        store.versions("nothing")
    with pytest.raises(ArchiveError):
        store.statements(["ferry#000009"])


def _cut_short(path):
    path.write_bytes(path.read_bytes()[:-7])


def _rename_analyzer(path):
    path.write_bytes(path.read_bytes().replace(b"en-1", b"de-7"))


@pytest.mark.parametrize(
    ("which", "harm", "message"),
    [
        ("CURRENT", lambda path: path.unlink(), "is no archive"),
        ("CURRENT", lambda path: path.write_text("nonsense"), "torn or foreign"),
        ("CURRENT", lambda path: path.write_text("g-0123456789abcdef"), "is missing"),
        (MANIFEST, _cut_short, "torn or foreign"),
        (MANIFEST, lambda path: path.write_text("{}"), "torn or foreign"),
        (MANIFEST, _rename_analyzer, "made with analyzer de-7, this program needs en-1; run factcheck reindex"),
        ("segment", _cut_short, "is torn"),
        ("segment", lambda path: path.unlink(), "is missing"),
        ("meta.json", _cut_short, "is torn"),
    ],
)
def test_a_torn_or_foreign_index_is_refused_with_what_to_do(index, which, harm, message):
    ingest([document()], index)
    home = index / GENERATIONS / current_id(index)
    places = {
        "CURRENT": index / "CURRENT",
        MANIFEST: home / MANIFEST,
        "segment": next((index / "segments").iterdir()),
        "meta.json": home / ENGINE / "meta.json",
    }
    harm(places[which])

    with pytest.raises(ArchiveError, match=message):
        open_generation(index)


def test_verify_notices_a_flipped_byte(index):
    ingest([document()], index)
    assert len(list(verify(index))) > 5
    segment = next((index / "segments").iterdir())
    content = bytearray(segment.read_bytes())
    content[-1] ^= 1
    segment.write_bytes(content)

    with pytest.raises(ArchiveError, match="damaged"):
        list(verify(index))


def test_a_failed_ingest_leaves_the_archive_as_it_was(index, monkeypatch):
    before = ingest([document()], index).generation

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("service.ingest.home.put_to_use", full)
    with pytest.raises(IngestError, match="No space left"):
        ingest([live_blog()], index)
    assert open_generation(index).id == before
    assert not (index / "staging").exists()


def test_good_items_go_in_and_bad_ones_are_named_by_file_and_line(folder, index):
    sources = folder(
        {
            "a.txt": "The ferry left.",
            "b.md": "# Ferry docks\n\nThe **ferry** docked\nlate.",
            "c.jsonl": '{"id": "j", "text": "The bridge closed."}\n{"id": "k"}\nnot json\n',
            "d.html": "<html><head><title>Quay</title></head><body><article><h1>Quay</h1>"
            + "<p>The quay was rebuilt in 2019 after the storm, the town said.</p>" * 3
            + "</article></body></html>",
            "e.bin": b"\x00\x01",
            "f.txt": b"\x00\x01\x02 binary",
            "g.txt": "",
            "h.txt": b"caf\xe9 prices rose",
            "README.md": "A note on this folder.",
            "sources.jsonl": json.dumps({"file": "a.txt", "id": "alma", "publisher": "Harbour Post"})
            + '\n{"file": "gone.txt"}\nbroken\n',
        }
    )
    report = ingest(items([str(sources)]), index)
    problems = {str(one).removeprefix(f"{sources}/").split(":")[0] for one in report.problems}

    assert report.new == 5
    assert problems == {
        *("c.jsonl, line 2", "c.jsonl, line 3"),
        *("e.bin", "f.txt", "g.txt", "sources.jsonl", "sources.jsonl, line 3"),
    }
    generation = open_generation(index)
    assert found(generation, "ferry docked late") == ["The ferry docked late.", "Ferry docks", "The ferry left."]
    assert generation.store.document("h").text == "café prices rose"
    assert generation.store.document("alma").publisher == "Harbour Post"


def test_an_empty_folder_is_a_problem(folder, index, tmp_path):
    (tmp_path / "empty").mkdir()
    report = ingest(items([str(tmp_path / "empty")]), index)

    assert ["holds no file" in one.message for one in report.problems] == [True]
    assert report.generation is None
