"""The embedded engine scores as Lucene does, also where no OpenSearch is at hand."""

import json

import pytest

from service.ingest.writer import ingest
from service.retrieval.generations import open_generation
from tests.golden.lucene import FILE, ROUNDING, scores
from tests.opensearch.texts import everything


def test_the_embedded_engine_gives_lucenes_scores(index):
    ingest(everything(), index)
    found = scores(open_generation(index).engine)
    golden = json.loads(FILE.read_text("utf-8"))

    assert list(golden) == list(found)
    for claim, hits in golden.items():
        assert [name for name, _ in found[claim]] == [name for name, _ in hits]
        assert [score for _, score in found[claim]] == pytest.approx([score for _, score in hits], abs=ROUNDING)
