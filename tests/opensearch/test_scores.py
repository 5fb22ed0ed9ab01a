"""The golden file of Lucene's scores is what this cluster gives."""

import json

import pytest

from service.ingest.opensearch_ingest import ingest
from service.retrieval.opensearch_generations import open_generation
from tests.golden.lucene import FILE, ROUNDING, scores
from tests.opensearch.texts import everything


def test_the_golden_file_is_current(place, access, request):
    ingest(everything(), place, access)
    found = scores(open_generation(place, access).engine)
    if request.config.getoption("--write-golden"):
        FILE.write_text(json.dumps(found, indent=0) + "\n", "utf-8")
    golden = json.loads(FILE.read_text("utf-8"))
    assert list(golden) == list(found)
    for claim, hits in golden.items():
        assert [name for name, _ in found[claim]] == [name for name, _ in hits]
        assert [score for _, score in found[claim]] == pytest.approx([score for _, score in hits], abs=ROUNDING)
