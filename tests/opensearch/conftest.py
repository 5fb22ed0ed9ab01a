"""The cluster, started once for all tests here; skipped with a clear line where there is none to start."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.place import Access, Cluster
from tests.opensearch.cluster import Other, TestCluster


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip all of these unless told where OpenSearch's Java files are."""
    if config.getoption("--opensearch") is None:
        reason = "needs a real OpenSearch: make test-opensearch (with Java 17 or newer, and Maven)"
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


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
