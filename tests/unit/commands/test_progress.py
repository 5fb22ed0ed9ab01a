from service.commands.progress import watch
from service.ingest.folders import items, size


def test_without_a_terminal_nothing_is_shown_and_everything_is_taken(capsys):
    with watch(100) as told:
        told.read(50)
        told.written(1, 20)

    assert capsys.readouterr() == ("", "")


def test_all_bytes_of_the_sources_are_told_as_they_are_read(folder):
    home = folder({"a.txt": "The ferry left.", "b.jsonl": '{"id": "b", "text": "It rained."}\n'})
    read = []
    found = list(items([str(home)], read.append))

    assert len(found) == 2
    assert sum(read) == size([str(home)]) == 49
    assert size([str(home), "-"]) == 0
