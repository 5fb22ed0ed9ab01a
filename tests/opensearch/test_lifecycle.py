"""The life of an archive in a cluster: the same as in a folder, step by step."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.errors import ArchiveError, IngestError, NotFound
from service.ingest import writer
from service.ingest.opensearch_ingest import ingest, retract
from service.ingest.opensearch_lease import lease
from service.retrieval.analyzer import stems
from service.retrieval.generations import open_generation as open_folder
from service.retrieval.opensearch_client import connected
from service.retrieval.opensearch_generations import ClusterGenerations, open_generation, verify
from service.retrieval.opensearch_index import META, serving_index
from service.types import Filters
from tests.builders import FERRY, document, live_blog


def found(generation, query, limit=10, **filters):
    hits = generation.engine.search(stems(query), Filters(**filters), limit)
    return [one.text for one in generation.store.statements([hit.statement_id for hit in hits])]


HISTORY = {
    "new": [document(), live_blog(), document("The bridge closed. It was late.", id="bridge", title="Bridge shut")],
    "changed text": [document(FERRY.replace("412", "421"))],
    "changed field": [document(FERRY.replace("412", "421"), publisher="Coast Daily")],
    "shorter": [document("The bridge closed.", id="bridge")],
    "corrected": [document("The ferry carried 400.", id="fix", correction_of="ferry")],
    "replaced": [document("The storm passed.", id="after", replaces="storm", published_at="2024-01-17")],
    "taken back": [document("The ferry carried 400.", id="fix", correction_of="ferry", retracted=True)],
    "nothing": [document("The storm passed.", id="after", replaces="storm", published_at="2024-01-17")],
    "limited": [
        document("The ferry sank.", id="old", expires_at="2020-01-01T00:00:00Z"),
        document("The ferry rose.", id="later", embargo_until="2999-01-01T00:00:00Z"),
    ],
}


def test_the_same_history_gives_the_same_archive(place, index, access):
    after = datetime.now(UTC) + timedelta(days=1)  # both were built by then, a moment apart
    for step, documents in HISTORY.items():
        reports = [writer.ingest(documents, index), ingest(documents, place, access)]
        counts = [(one.new, one.changed, one.unchanged, one.statements, one.problems) for one in reports]
        assert counts[0] == counts[1], step
        one, two = open_folder(index), open_generation(place, access)
        assert one.summary == two.summary, step
        for query in ("ferry", "the bridge closed late", "storm at the coast"):
            hits = [g.engine.search(stems(query), Filters(as_of=after), 50) for g in (one, two)]
            ids = [[hit.statement_id for hit in each] for each in hits]
            assert sorted(ids[0]) == sorted(ids[1]), (step, query)
            assert [s.text for s in one.store.statements(ids[1])] == [s.text for s in two.store.statements(ids[1])]
        for name in ("ferry", "storm", "bridge"):
            assert one.store.versions(name) == two.store.versions(name), step
            assert one.store.document(name) == two.store.document(name), step
    assert len(list(verify(place, access))) == 4


def test_the_generation_is_named_as_in_a_folder(place, index, access):
    documents = [document(), live_blog()]
    assert ingest(documents, place, access).generation == writer.ingest(documents, index).generation


def test_ingesting_the_same_again_changes_nothing(place, access):
    client = connected(place, access)
    first = ingest([document(), live_blog()], place, access)
    before = serving_index(client, place.name)
    again = ingest([live_blog(), document()], place, access)

    assert (again.unchanged, again.new, again.generation) == (2, 0, first.generation)
    assert serving_index(client, place.name) == before


def test_scores_do_not_depend_on_what_was_there_before(place, named, access):
    after = datetime.now(UTC) + timedelta(days=1)
    limited = {"expires_at": "2020-01-01T00:00:00Z"}
    for documents in ([document(), live_blog()], [document(publisher="Coast Daily")], [document(**limited)]):
        ingest(documents, place, access)
    fresh = named("fresh")
    ingest([live_blog(), document(**limited)], fresh, access)
    one, two = (
        open_generation(archive, access).engine.search(["ferri", "wind", "passeng"], Filters(as_of=after), 50)
        for archive in (place, fresh)
    )
    assert one == two
    assert one


def test_a_retracted_document_is_not_found_and_stays_in_the_history(place, access):
    ingest([document(), live_blog()], place, access)
    assert retract("ferry", place, access).changed == 1
    assert retract("ferry", place, access).unchanged == 1
    generation = open_generation(place, access)

    assert found(generation, "Alma crossing calm") == []
    assert generation.store.document("ferry").retracted
    with pytest.raises(NotFound):
        retract("nothing", place, access)


def test_an_archive_that_is_not_there_is_an_error_not_an_empty_answer(place, access):
    with pytest.raises(ArchiveError, match="holds no archive"):
        open_generation(place, access)


def test_unknown_ids_are_told_from_a_broken_archive(place, access):
    ingest([document()], place, access)
    store = open_generation(place, access).store

    with pytest.raises(NotFound):
        store.document("nothing")
    with pytest.raises(NotFound):
        store.versions("nothing")
    with pytest.raises(ArchiveError):
        store.statements(["ferry#000009"])


def test_long_ids_and_odd_letters_survive(place, access):
    name = "blog/ä€😀/" + "é" * 500
    ingest([document(id=name, publisher="Zeitung für Ä")], place, access)
    generation = open_generation(place, access)

    assert generation.store.document(name).text == FERRY
    assert found(generation, "ferry", publishers=("Zeitung für Ä",))
    assert found(generation, "ferry", exclude_documents=(name,)) == []


@pytest.mark.parametrize(("field", "value"), [("analyzer", "de-7"), ("rules", "rules-0"), ("format", 99)])
def test_an_index_made_otherwise_is_refused(place, access, field, value):
    ingest([document()], place, access)
    client = connected(place, access)
    index = serving_index(client, place.name)
    meta = client.indices.get_mapping(index=index)[index]["mappings"]["_meta"][META]
    client.indices.put_mapping(index=index, body={"_meta": {META: {**meta, field: value}}})

    with pytest.raises(ArchiveError, match=f"made with {field} {value}"):
        open_generation(place, access)
    with pytest.raises(ArchiveError, match="ingest the archive again"):
        ingest([live_blog()], place, access)


def test_a_foreign_index_under_the_name_is_refused(place, access):
    client = connected(place, access)
    client.indices.create(index=f"{place.name}-foreign", body={"aliases": {place.name: {}}})
    with pytest.raises(ArchiveError, match="is no archive"):
        open_generation(place, access)


def test_a_server_follows_the_alias_and_survives_a_bad_successor(place, access):
    ingest([document()], place, access)
    now = [0.0]
    generations = ClusterGenerations(place, access, clock=lambda: now[0])
    first = generations.current()
    ingest([live_blog()], place, access)
    assert generations.current() is first  # it looks once a second
    now[0] = 2.0
    second = generations.current()
    client = connected(place, access)
    actions = [
        {"remove": {"index": f"{place.name}.g*", "alias": place.name}},
        {"add": {"index": foreign(client, place), "alias": place.name}},
    ]
    client.indices.update_aliases(body={"actions": actions})
    now[0] = 4.0

    assert first.id != second.id
    assert found(first, "bridge") == []
    assert found(second, "bridge lorries")
    assert generations.current() is second
    assert "is no archive" in generations.refused


def foreign(client, place):
    client.indices.create(index=f"{place.name}-foreign")
    return f"{place.name}-foreign"


def test_only_one_writer_at_a_time(place, access):
    client = connected(place, access)
    with (
        lease(client, f"{place.name}.writer", "process 1 on desk"),
        pytest.raises(IngestError, match="process 1 on desk is writing"),
    ):
        ingest([document()], place, access)
    assert ingest([document()], place, access).new == 1


def test_an_ingest_that_was_overtaken_does_not_publish(place, access):
    ingest([document()], place, access)

    def items():
        client = connected(place, access)
        client.delete(index=f"{place.name}.writer", id="writer")
        ingest([document("Another.", id="another")], place, access)
        yield live_blog()

    with pytest.raises(IngestError, match="another ingest"):
        ingest(items(), place, access)
    assert found(open_generation(place, access), "another") == ["Another."]


def test_an_interrupted_ingest_leaves_the_archive_as_it_was(place, access):
    before = ingest([document()], place, access).generation

    def items():
        yield live_blog()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(items(), place, replace(access))
    assert open_generation(place, access).id == before
    assert list(connected(place, access).indices.get(index=f"{place.name}.g*"))
    assert ingest([live_blog()], place, access).new == 1


def test_entries_written_twice_in_one_ingest_are_merged_away(place, access):
    ingest([document()], place, access)
    correction = document("The ferry carried 421.", id="fix", correction_of="ferry")
    ingest([document(FERRY.replace("412", "421")), correction], place, access)
    assert open_generation(place, access).summary.documents == 2


def test_few_generations_are_kept(place, access):
    for number in range(4):
        ingest([document(f"The ferry made {number} trips.")], place, access, writer.Options(keep=2))
    assert len(connected(place, access).indices.get(index=f"{place.name}.g*")) == 2


def test_nothing_that_is_asked_is_logged(place, access, caplog):
    caplog.set_level("DEBUG")
    ingest([document()], place, access)
    assert open_generation(place, access).engine.search(["passeng"], Filters(), 5)
    assert "passeng" not in caplog.text
