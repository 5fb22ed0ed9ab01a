"""Fixtures that every tier may use."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no wrong answer: how long one example takes is not what these tests ask.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

EXAMPLES = Path(__file__).parent / "examples"


def pytest_addoption(parser: pytest.Parser) -> None:
    """What tests/opensearch are told: the Java class path of the OpenSearch that they start, or where one runs."""
    parser.addoption("--sentences", type=int, default=500, help="sentences on which the engines are compared")
    parser.addoption(
        "--opensearch", default=None, metavar="FILE|HOSTS", help="class path, or host:port,... of one that runs"
    )
    parser.addoption(
        "--write-golden", action="store_true", help="have the cluster write the golden file of scores anew"
    )


def examples(name: str) -> list[dict[str, Any]]:
    """The cases of tests/examples/<name>.jsonl."""
    lines = (EXAMPLES / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where a test's archive goes."""
    return tmp_path / "index"


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of files: folder({"a.txt": "text"})."""

    def made(files: dict[str, str | bytes], name: str = "sources") -> Path:
        home = tmp_path / name
        for file, content in files.items():
            path = home / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return home

    return made
