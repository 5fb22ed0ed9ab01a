"""A small invented archive for the tests of the judging half, made by the real ingest."""

import json
from pathlib import Path

import pytest

from service.cli import factcheck
from service.retrieval.engine import Generation
from service.retrieval.generations import open_generation

ITEMS = [
    {
        "id": "vote",
        "title": "Assembly backs harbour pause",
        "publisher": "Harbour Post",
        "published_at": "2031-05-14",
        "text": (
            "The Assembly of Ports on Wednesday called for a pause in the dredging of the Alma.\n\n"
            "The motion passed with 121 votes in favour, while 44 members abstained.\n\n"
            "“It sends the message that enough is enough,” envoy Rima Sabri told reporters."
        ),
    },
    {
        "id": "camp",
        "title": "Army accuses rebels over schools",
        "publisher": "Valley Wire",
        "published_at": "2031-05-15",
        "text": (
            "The army said the Red Valley rebels use schools as command posts.\n\n"
            "The Red Valley rebels denied that they use schools as command posts."
        ),
    },
    {
        "id": "toll-1",
        "title": "Toll of the Orsk flood rises",
        "publisher": "Valley Wire",
        "published_at": "2031-06-01T09:00:00+00:00",
        "text": "The Orsk flood has killed 340 people, the health ministry said.",
    },
    {
        "id": "toll-2",
        "title": "Toll of the Orsk flood rises again",
        "publisher": "Valley Wire",
        "published_at": "2031-06-03T09:00:00+00:00",
        "text": "The Orsk flood has killed 412 people, the health ministry said.",
    },
    {
        "id": "toll-2-reprint",
        "title": "Toll of the Orsk flood rises again",
        "publisher": "Coast Daily",
        "published_at": "2031-06-03T10:00:00+00:00",
        "text": "The Orsk flood has killed 412 people, the health ministry said.",
    },
]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """The invented archive, open."""
    folder: Path = tmp_path_factory.mktemp("archive")
    source = folder / "items.jsonl"
    source.write_text("\n".join(json.dumps(item) for item in ITEMS), encoding="utf-8")
    factcheck.main(["ingest", str(source), "--index", str(folder / "index")], standalone_mode=False)
    return open_generation(folder / "index")
