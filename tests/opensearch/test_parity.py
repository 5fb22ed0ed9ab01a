"""The same archive in a folder, in one shard and in five: the same hits, scores, verdicts, evidence and order."""

import json
from dataclasses import replace

import pytest

from service.ingest import writer
from service.ingest.folders import items
from service.ingest.opensearch_ingest import ingest
from service.retrieval.analyzer import stems
from service.retrieval.generations import open_generation as open_folder
from service.retrieval.opensearch_generations import open_generation
from service.types import Filters
from tests.opensearch.parity import given, parity
from tests.opensearch.texts import CLAIMS, GOLD, POLNEAR, SHARED, every, everything, polnear

PROCESSES = writer.Options(processes=2)


def in_each(sources, folder, named, access):
    """The generation in a folder, in one shard, in five."""
    writer.ingest(sources(), folder, PROCESSES)
    found = {"folder": open_folder(folder)}
    for shards in (1, 5):
        place = named(f"parity-{shards}")
        ingest(sources(), place, replace(access, shards=shards), PROCESSES)
        found[f"{shards} shards"] = open_generation(place, access)
    return found


@pytest.fixture(scope="module")
def invented(tmp_path_factory, named, access):
    return in_each(everything, tmp_path_factory.mktemp("invented"), named, access)


@pytest.fixture(scope="module")
def shared(tmp_path_factory, named, access):
    if not POLNEAR.exists():
        pytest.skip("the shared corpus does not lie beside the project")
    home = tmp_path_factory.mktemp("shared")
    sources = [str(SHARED / "corpus"), str(polnear(home))]
    return in_each(lambda: items(sources), home / "index", named, access)


@pytest.fixture(scope="module")
def asked(shared, request):
    """What each engine makes of every gold claim, and of sentences of articles spread evenly."""
    gold = [json.loads(line)["claim"] for line in GOLD.read_text("utf-8").splitlines()]
    store = shared["folder"].store
    articles = sorted(one for one in store.document_ids() if one not in {p.stem for p in (SHARED / "corpus").iterdir()})
    texts = [s.text for one in articles for s in store.edition_statements(store.editions(one)[-1])]
    kinds = {
        "gold": gold,
        "sentences": every(request.config.getoption("--sentences"), texts, lambda text: 40 <= len(text) <= 400),
    }
    return {
        name: {kind: [given(claim, one) for claim in wanted] for kind, wanted in kinds.items()}
        for name, one in shared.items()
    }


@pytest.mark.parametrize("shards", [1, 5])
def test_invented_texts_are_ranked_alike(invented, shards):
    assert invented[f"{shards} shards"].id == invented["folder"].id
    assert invented[f"{shards} shards"].summary == invented["folder"].summary
    found = parity(*([given(claim, invented[name]) for claim in CLAIMS] for name in ("folder", f"{shards} shards")))
    assert found.whole, found


@pytest.mark.parametrize("shards", [1, 5])
@pytest.mark.parametrize("kind", ["gold", "sentences"])
def test_real_claims_are_answered_alike(asked, kind, shards, shown):
    found = parity(asked["folder"][kind], asked[f"{shards} shards"][kind])
    shown(f"{kind}, {shards} shard{'s' * (shards > 1)}", found)
    assert found.whole, found


def test_filters_narrow_alike_and_do_not_score(invented):
    terms = stems("the ferry and the harbour in the storm")
    day = next(iter(everything())).published_at.at.date()
    for filters in (
        Filters(publishers=("Paper 1", "Paper 2")),
        Filters(published_from=day, published_to=day),
        Filters(published_to=day),
        Filters(exclude_documents=("invented/007", "tie/00")),
    ):
        hits = {name: one.engine.search(terms, filters, 30) for name, one in invented.items()}
        plain = {hit.statement_id: hit.score for hit in invented["folder"].engine.search(terms, Filters(), 10_000)}
        assert hits["folder"]
        for found in hits.values():
            assert [hit.statement_id for hit in found] == [hit.statement_id for hit in hits["folder"]]
            assert [hit.score for hit in found] == pytest.approx([plain[hit.statement_id] for hit in found], abs=1e-5)


def test_ties_are_settled_by_id_at_the_cut(invented):
    for one in invented.values():
        hits = one.engine.search(["ferri", "left"], Filters(), 5)
        assert [hit.statement_id for hit in hits] == [f"tie/{number:02d}#000000" for number in range(5)]


def test_stored_documents_and_statements_are_the_same(invented):
    folder = invented["folder"].store
    ids = [hit.statement_id for hit in invented["folder"].engine.search(stems("the ferry"), Filters(), 50)]
    for name in ("1 shards", "5 shards"):
        store = invented[name].store
        assert store.statements(ids) == folder.statements(ids)
        assert store.document("invented/007") == folder.document("invented/007")
        assert store.versions("tie/00") == folder.versions("tie/00")
