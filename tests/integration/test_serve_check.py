"""factcheck serve --check, and workers that are replaced as they go on."""

import subprocess
import time
from pathlib import Path

import pytest

from tests.serving import COMMAND, ROOT, running


def checked(*options):
    """The finished command."""
    command = [*COMMAND, "serve", "--check", "--model", "none", *map(str, options)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_what_would_be_served_is_told(sample_index):
    done = checked("--index", sample_index, "--port", 9000)
    assert done.returncode == 0
    archive, model, keys, address = done.stdout.splitlines()
    assert archive.startswith(f"archive   {sample_index}: g-")
    assert archive.endswith("15 documents, 2022-10-11 to 2024-07-05")
    assert model == "model     none"
    assert keys == "keys      none: open to whoever can reach it"
    assert address == "address   127.0.0.1:9000, 2 workers of 4 threads"


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--index", "nowhere"], 1, "nowhere"),
        (["--index", "nowhere", "--host", "0.0.0.0"], 2, "no keys are set"),
        (["--index", "nowhere", "--port", "0"], 2, "--port"),
    ],
)
def test_what_stands_in_the_way_is_told_with_its_exit_code(options, status, said):
    done = checked(*options)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_workers_are_replaced_without_losing_a_request(sample_index, tmp_path):
    with running(sample_index, tmp_path / "log", workers="1", worker_requests="20", model="none") as server:
        [first] = server.workers()
        statuses = {server.get("/healthz")[0] for _ in range(60)}
        until = time.monotonic() + 30
        while Path(f"/proc/{first}").exists() and time.monotonic() < until:
            time.sleep(0.2)
        assert statuses == {200}
        assert first not in server.workers()
