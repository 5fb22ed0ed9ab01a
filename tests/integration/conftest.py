"""A service over the sample archive, ingested once."""

from pathlib import Path

import pytest

from service.app import create_app
from service.config import Settings
from service.ingest.folders import items
from service.ingest.writer import ingest

SAMPLE = Path(__file__).parents[2] / "sample_archive"


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory):
    """The index of the sample archive."""
    index = tmp_path_factory.mktemp("sample") / "index"
    assert ingest(items([str(SAMPLE)]), index).problems == ()
    return index


@pytest.fixture
def sample(sample_index):
    """A client of the whole service, rules alone."""
    return create_app(Settings(index=sample_index, model="none")).test_client()
