"""An ingest that stops half way keeps what it has done; what serves stays as it was."""

import pytest

from service.errors import IngestError
from service.ingest.writer import Options, ingest
from service.retrieval.generations import open_generation
from tests.builders import document


def items(count, fail_at=None):
    for number in range(count):
        if number == fail_at:
            raise OSError(5, "Input/output error")
        yield document(f"The ferry made trip {number}. It was calm.", id=f"d{number:03d}")


def test_an_interrupted_ingest_goes_on_where_it_was(index):
    before = ingest([document()], index).generation
    steps = Options(step=10, resume="the same sources")
    with pytest.raises(IngestError, match="Input/output error"):
        ingest(items(40, fail_at=28), index, steps)
    assert open_generation(index).id == before

    report = ingest(items(40), index, steps)

    assert (report.unchanged, report.new) == (25, 15)
    assert open_generation(index).summary.documents == 41
    assert not (index / "PENDING").exists()


def test_another_ingest_does_not_take_over_what_was_interrupted(index):
    with pytest.raises(IngestError):
        ingest(items(40, fail_at=28), index, Options(step=10, resume="the same sources"))
    report = ingest([document()], index, Options(resume="other sources"))

    assert report.new == 1
    assert open_generation(index).summary.documents == 1


def test_an_interrupted_ingest_of_which_nothing_is_left_to_do_is_put_to_use(index):
    steps = Options(step=10, resume="the same sources")
    with pytest.raises(IngestError):
        ingest(items(6, fail_at=5), index, steps)
    report = ingest(items(5), index, steps)

    assert report.unchanged == 5
    assert open_generation(index).summary.documents == 5


def test_processes_give_the_same_archive_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr("service.ingest.workers.ALONE", 1_000)
    monkeypatch.setattr("service.ingest.workers.BATCH", 500)
    documents = [
        document(f"The ferry made trip {number}. " + "It was calm that day. " * 4, id=f"d{number:03d}")
        for number in range(60)
    ]
    one = ingest(documents, tmp_path / "one", Options(processes=1))
    two = ingest(documents, tmp_path / "two", Options(processes=2))

    assert (one.generation, one.statements) == (two.generation, two.statements)
    for number in (0, 30, 59):
        document_id = f"d{number:03d}"
        stores = [open_generation(tmp_path / name).store for name in ("one", "two")]
        first, second = ([one.text for one in s.statements([f"{document_id}#000000"])] for s in stores)
        assert first == second
