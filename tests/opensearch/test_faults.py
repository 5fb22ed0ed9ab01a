"""Nodes die and come back, generations change, while clients ask: every answer is right, or an honest 503."""

import time
from dataclasses import replace

import pytest

from service.app import create_app
from service.config import Settings
from service.errors import ArchiveError
from service.ingest.opensearch_ingest import ingest
from service.retrieval.opensearch_generations import ClusterGenerations, open_generation
from service.types import Filters
from tests.builders import document
from tests.opensearch.asking import CLIENTS, asking
from tests.opensearch.texts import CLAIMS, everything

OUTAGE = 60  # seconds: far more than a cluster needs to find a node gone
claims = list(CLAIMS)


def service(place):
    return create_app(
        Settings(index=place, model="none", threads=CLIENTS, opensearch_timeout_ms=10_000, time_budget_ms=60_000)
    )


def answers(app):
    """What each claim is answered with now."""
    given = [app.test_client().post("/v1/verdicts", json={"claim": claim}) for claim in claims]
    assert [one.status_code for one in given] == [200] * len(claims)
    return {one.get_json()["verification_id"]: one.get_json() for one in given}


def honest(asked, right):
    """Every answer is one of the right ones, or a 503 that says why."""
    for _, status, body in asked.answers:
        if status == 200:
            assert body == right[body["verification_id"]]
        else:
            assert (status, body["type"]) == (503, "urn:factcheck:problem:archive_unavailable")
            assert body["detail"]


def test_a_node_killed_and_brought_back_under_load(own, place, access, shown):
    ingest(everything(), place, replace(access, shards=3, replicas=1))
    app = service(place)
    right = answers(app)
    node = own.nodes[1]
    with asking(app, claims) as asked:
        time.sleep(3)
        node.kill()
        killed = time.monotonic()
        time.sleep(10)
        node.start()
        own.wait()
        back = time.monotonic()
        time.sleep(3)
    shown(f"a node killed, back after {back - killed:.0f} s", asked.faults(right))
    honest(asked, right)
    assert asked.outage < OUTAGE
    assert [status for at, status, _ in asked.answers if at > back] == [200] * sum(
        at > back for at, *_ in asked.answers
    )
    assert any(killed < at < back and status == 200 for at, status, _ in asked.answers)


def test_generations_change_under_load_without_a_failure(place, access, shown):
    ingest(everything(), place, access)
    app = service(place)
    right = answers(app)
    with asking(app, claims) as asked:
        for number in range(3):
            ingest([document(f"The ferry left the harbour {number} times.", id="moving")], place, access)
            time.sleep(1.5)
            right |= answers(app)
        time.sleep(1)
    seen = {body["signature"]["generation"] for _, status, body in asked.answers if status == 200}
    shown(f"{len(seen)} generations, one after the other", asked.faults(right))
    honest(asked, right)
    assert asked.failures == []
    assert len(seen) >= 3


def test_an_index_that_is_gone_is_a_503_never_an_empty_answer(place, access):
    ingest([document()], place, access)
    app = service(place)
    answers(app)
    generation = open_generation(place, access)
    generation.engine.client.indices.delete(index=f"{place.name}.g*")
    answer = app.test_client().post("/v1/verdicts", json={"claim": "The ferry carried 412 passengers."})

    assert answer.status_code == 503
    assert answer.mimetype == "application/problem+json"
    assert "Retry-After" in answer.headers
    with pytest.raises(ArchiveError):
        generation.engine.search(["ferri"], Filters(), 10)
    with pytest.raises(ArchiveError):
        generation.store.statements(["ferry#000000"])
    with pytest.raises(ArchiveError):
        generation.store.document("ferry")


def test_a_cluster_out_of_reach_is_a_503_and_not_ready(place, access):
    nowhere = replace(place, hosts=("127.0.0.1:9",))
    app = service(nowhere)
    for answer in (
        app.test_client().post("/v1/verdicts", json={"claim": "The ferry carried 412 passengers."}),
        app.test_client().get("/readyz"),
        app.test_client().get("/v1/corpus"),
    ):
        assert answer.status_code == 503
        assert (
            answer.get_json()["detail"]
            == "the archive cannot be opened: no node of the OpenSearch cluster can be reached"
        )


def test_one_node_of_the_list_being_away_is_not_noticed(place, access):
    ingest([document()], place, access)
    generation = open_generation(replace(place, hosts=("127.0.0.1:9", *place.hosts)), access)
    for _ in range(10):
        assert generation.engine.search(["ferri"], Filters(), 10)


def test_an_archive_out_of_reach_for_long_is_not_ready(place, access):
    ingest([document()], place, access)
    now = [0.0]
    generations = ClusterGenerations(place, access, clock=lambda: now[0])
    opened = generations.current()
    generations._client.transport.set_connections([{"host": "127.0.0.1", "port": 9}])
    now[0] = 2.0
    assert generations.current() is opened
    now[0] = 20.0
    with pytest.raises(ArchiveError, match="no node"):
        generations.current()
