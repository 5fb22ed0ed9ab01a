"""The calls of docs/http.md, run as they stand there against a server with keys."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT, ingest, running

PAGE = (ROOT / "docs" / "http.md").read_text("utf-8")
SHIM = Path(__file__).with_name("wordpress.php")
PLACE = "http://127.0.0.1:8080"
PHP = "<?php require '{shim}';\n{code}"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server whose only key is "secret"."""
    folder = tmp_path_factory.mktemp("examples")
    ingest(folder / "index")
    keys = f"cms:check:{hashlib.sha256(b'secret').hexdigest()}"
    with running(folder / "index", folder / "log", model="none", workers="1", keys=keys) as started:
        yield started


def code(language, server):
    """The documented code, with the address of this server."""
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found.replace(PLACE, server.url)


def ran(command, key, **given):
    """What a program prints."""
    program = shutil.which(command[0])
    if program is None:
        pytest.skip(f"{command[0]} is not on this machine")
    environ = {**os.environ, "FACTCHECK_KEY": key}
    done = subprocess.run([program, *command[1:]], env=environ, capture_output=True, text=True, timeout=60, **given)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def outputs(server, tmp_path, key):
    """What each documented call prints with this key, by language."""
    script = tmp_path / "call.mjs"
    script.write_text(code("js", server), "utf-8")
    page = tmp_path / "call.php"
    page.write_text(PHP.format(shim=SHIM, code=code("php", server)), "utf-8")
    return {
        "sh": lambda: ran(["bash", "-c", code("sh", server)], key),
        "python": lambda: ran([sys.executable, "-c", code("python", server)], key),
        "php": lambda: ran(["php", str(page)], key),
        "js": lambda: ran(["node", str(script)], key),
    }


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("sh", '{"verification_id":"v1-'),
        ("python", "supported "),
        ("php", "supported "),
        ("js", "story-1 200 supported\n"),
    ],
)
def test_each_documented_call_gets_its_answer(server, tmp_path, language, start):
    assert outputs(server, tmp_path, "secret")[language]().startswith(start)


@pytest.mark.parametrize("language", ["sh", "python", "php"])
def test_each_documented_call_tells_what_is_wrong(server, tmp_path, language):
    printed = outputs(server, tmp_path, "guess")[language]()
    assert "urn:factcheck:problem:unauthenticated" in printed
    assert "Unknown key." in printed


def test_one_bad_item_is_told_in_its_own_line(server, tmp_path):
    assert outputs(server, tmp_path, "secret")["js"]().endswith("story-2 422 Length must be between 3 and 1000.\n")
