"""A folder of 500 odd files: every good one goes in, every bad one is named, nothing else happens."""

from service.ingest.folders import items
from service.ingest.writer import Options, ingest
from service.retrieval.generations import open_generation
from tests.odd_files import odd_folder, traps


def test_every_good_file_is_in_and_every_bad_one_is_named(tmp_path, index):
    home, outside = tmp_path / "odd", tmp_path / "outside"
    home.mkdir()
    outside.mkdir()
    good, bad = odd_folder(home, 500, seed=7)
    trapped = traps(home, outside)

    report = ingest(items([str(home)]), index, Options(processes=1))

    store = open_generation(index).store
    named = {one.source.removeprefix(f"{home}/").split(", ")[0] for one in report.problems}
    assert named == bad | trapped
    assert report.new == len(good)
    ids = set(store.document_ids())
    assert {name for name in good if name not in ids and name.rsplit(".", 1)[0] not in ids} == set()
    assert not any("secret" in store.document(one).text for one in ids)


def test_ingesting_the_folder_again_changes_nothing(tmp_path, index):
    home = tmp_path / "odd"
    good, _ = odd_folder(home, 60, seed=8)
    first = ingest(items([str(home)]), index)
    again = ingest(items([str(home)]), index)

    assert (again.unchanged, again.new, again.changed) == (len(good), 0, 0)
    assert again.generation == first.generation
