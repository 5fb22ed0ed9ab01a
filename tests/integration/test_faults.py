"""Processes killed, disks filled, generations changed under readers: the archive serves all the time."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from service.errors import ArchiveError, IngestError
from service.ingest.writer import Options, ingest
from service.retrieval.generations import Generations, open_generation, verify
from service.types import Filters
from tests.builders import document

KILLS = 8
WRITER = """
import sys
from pathlib import Path
from service.ingest.writer import Options, ingest
from tests.builders import document
print("ready", flush=True)
name = sys.argv[2]
items = (document(f"The ferry {name} made trip {n}. It was calm.", id=f"{name}-{n}") for n in range(400))
ingest(items, Path(sys.argv[1]), Options(step=60, resume="kill"))
print("done", flush=True)
"""


def searched(index):
    generation = open_generation(index)
    hits = generation.engine.search(["ferri"], Filters(), 20)
    return generation.store.statements([hit.statement_id for hit in hits])


def test_an_ingest_killed_at_any_moment_leaves_the_archive_whole(index):
    chance = random.Random(11)
    served = ingest([document()], index).generation
    for number in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(index), f"run{number}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as writer:
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0, 0.8))
            writer.send_signal(signal.SIGKILL)
            finished = b"done" in writer.stdout.read()
        now = open_generation(index).id
        assert finished or now == served or open_generation(index).summary.documents > 1
        served = now
        assert list(verify(index))
        assert searched(index)

    report = ingest([document(id="after")], index)
    assert report.new == 1
    assert list(verify(index))


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 6 MB, where the tests may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root may mount a small disk")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], check=False).returncode:
        pytest.skip("no mount allowed here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_stops_the_ingest_and_nothing_else(small_disk):
    index = small_disk / "index"
    served = ingest([document()], index).generation
    many = (document(f"The ferry made trip {n}. " * 20, id=f"d{n}") for n in range(5_000))

    with pytest.raises((IngestError, ArchiveError)):
        ingest(many, index)

    assert open_generation(index).id == served
    assert list(verify(index))
    assert ingest([document(id="after")], index).new == 1


def test_readers_never_miss_a_beat_while_generations_change(index):
    ingest([document()], index)
    generations = Generations(index)
    failures, asked, stop = [], [], threading.Event()

    def read():
        while not stop.is_set():
            generation = generations.current()
            hits = generation.engine.search(["ferri"], Filters(), 20)
            found = generation.store.statements([hit.statement_id for hit in hits])
            asked.append(generation.id)
            if len(found) != len(hits) or not found:
                failures.append(generation.id)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    made = [ingest([document(id=f"d{n}")], index, Options(keep=3)).generation for n in range(12)]
    time.sleep(0.2)
    stop.set()
    for reader in readers:
        reader.join()

    assert failures == []
    assert len(set(asked)) > 6
    assert generations.current().id == made[-1]


def test_a_server_whose_archive_is_deleted_keeps_answering_and_says_so(index):
    ingest([document()], index)
    generations = Generations(index)
    generation = generations.current()
    assert generation.engine.search(["ferri"], Filters(), 5)
    shutil.rmtree(index)

    assert generations.current() is generation
    assert "there is no archive" in generations.refused
