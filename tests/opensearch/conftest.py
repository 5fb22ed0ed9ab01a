"""The cluster, started once for all tests here; skipped with a clear line where there is none to start."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from service.place import Access, Cluster
from tests.opensearch.cluster import Other, TestCluster
from tests.opensearch.tables import markdown

TABLES = pytest.StashKey[dict[type, list[tuple[str, Any]]]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip all of these unless told where OpenSearch's Java files are."""
    if config.getoption("--opensearch") is None:
        reason = "needs a real OpenSearch: make test-opensearch (with Java 17 or newer, and Maven)"
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def shown(request: pytest.FixtureRequest) -> Callable[[str, Any], None]:
    """Keeps what was found (a dataclass of counts) under a name: a row of a table at the end of the run."""

    def keep(name: str, found: Any) -> None:
        request.config.stash.setdefault(TABLES, {}).setdefault(type(found), []).append((name, found))

    return keep


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """One table to each kind of thing found, for the docs."""
    for kind, found in config.stash.get(TABLES, {}).items():
        names = [field.name for field in fields(kind)]
        head = ["", *(name.replace("_", " ") for name in names)]
        terminalreporter.section(f"{kind.__name__.lower()}, as measured")
        terminalreporter.write(markdown(head, [[name, *(getattr(one, each) for each in names)] for name, one in found]))


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestCluster | Other]:
    """Three nodes on loopback, or those of a cluster that runs already."""
    given = request.config.getoption("--opensearch")
    if not Path(given).is_file():
        yield Other(tuple(given.split(",")))
        return
    started = TestCluster(tmp_path_factory.mktemp("opensearch"), Path(given).read_text("utf-8").strip())
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.fixture
def own(cluster: TestCluster | Other) -> TestCluster:
    """A cluster of whose nodes one may be killed."""
    if isinstance(cluster, Other):
        pytest.skip("kills a node: not of a cluster that others may use")
    return cluster


@pytest.fixture
def place(cluster: TestCluster | Other) -> Cluster:
    """An archive of this test's own, empty yet."""
    return cluster.archive(f"test-{uuid.uuid4().hex[:12]}")


@pytest.fixture(scope="session")
def named(cluster: TestCluster | Other) -> Callable[[str], Cluster]:
    """An archive by name, which tests share."""
    return lambda name: cluster.archive(f"{name}-{uuid.uuid4().hex[:8]}")


@pytest.fixture(scope="session")
def access() -> Access:
    """Patient, for machines with much else to do."""
    return Access(timeout_ms=10_000, replicas=1)
