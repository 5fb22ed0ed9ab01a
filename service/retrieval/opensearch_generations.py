"""Opening the generation that serves in a cluster, and following the alias as the writer switches it."""

import threading
import time
from collections.abc import Callable, Iterator

from opensearchpy import OpenSearch

from service.errors import ArchiveError
from service.place import Access, Cluster
from service.retrieval.engine import Generation, Summary
from service.retrieval.opensearch_bodies import Bodies
from service.retrieval.opensearch_client import asking, connected
from service.retrieval.opensearch_engine import OpenSearchEngine
from service.retrieval.opensearch_index import Meta, lucene_factor, read_meta, serving_index
from service.retrieval.opensearch_store import OpenSearchStore

LOOK = 1.0  # seconds between looks at the alias
PATIENCE = 10.0  # seconds without any answer, after which there is no archive to speak of


class ClusterGenerations:
    """The open generation of an archive in a cluster, replaced between requests when the alias has moved."""

    def __init__(self, cluster: Cluster, access: Access, clock: Callable[[], float] = time.monotonic) -> None:
        self._name, self._clock = cluster.name, clock
        self._client = connected(cluster, access)
        self._looking = threading.Lock()
        self._index = self._serving()
        self._open = opened(self._client, self._index)
        self._looked = self._answered = clock()

    refused: str | None = None

    def current(self) -> Generation:
        """The newest generation that can be opened; looks at the alias once a second, one thread at a time.

        An archive that was good stays in use when its successor is torn: `refused` says so. Out of reach for longer
        than a moment, it is an ArchiveError.
        """
        if self._clock() - self._looked >= LOOK and self._looking.acquire(blocking=False):
            try:
                self._follow()
            finally:
                self._looking.release()
        if self.refused and self._clock() - self._answered > PATIENCE:
            raise ArchiveError(self.refused)
        return self._open

    def _follow(self) -> None:
        self._looked = self._clock()
        try:
            index = self._serving()
            self._answered = self._clock()
            if index != self._index:
                self._open, self._index = opened(self._client, index), index
            self.refused = None
        except ArchiveError as error:
            self.refused = str(error)

    def _serving(self) -> str:
        index = serving_index(self._client, self._name)
        if index is None:
            raise ArchiveError(f"the cluster holds no archive {self._name!r}: make one with factcheck ingest")
        return index


def opened(client: OpenSearch, index: str) -> Generation:
    """A generation by the name of its index, open for questions; ArchiveError says what is wrong with it."""
    meta = read_meta(client, index)
    bodies = Bodies()
    return Generation(
        id=meta.generation,
        analyzer=meta.analyzer,
        built_at=meta.built_at,
        summary=_summary(meta),
        engine=OpenSearchEngine(client, index, meta.built_at, lucene_factor(client, index), bodies),
        store=OpenSearchStore(client, index, bodies),
    )


def open_generation(cluster: Cluster, access: Access) -> Generation:
    """The generation that serves."""
    return ClusterGenerations(cluster, access).current()


def verify(cluster: Cluster, access: Access) -> Iterator[str]:
    """Each thing about the serving index that is as it should be, as it is checked; ArchiveError at the first other."""
    client = connected(cluster, access)
    index = serving_index(client, cluster.name)
    if index is None:
        raise ArchiveError(f"the cluster holds no archive {cluster.name!r}: make one with factcheck ingest")
    read_meta(client, index)
    yield "manifest"
    lucene_factor(client, index)
    yield "scores"
    with asking("the archive cannot be checked"):
        health = client.cluster.health(index=index)
        figures = client.indices.stats(index=index, metric="docs")["_all"]["primaries"]["docs"]
    if health["status"] != "green":
        raise ArchiveError(f"the index {index} is {health['status']}: {health['unassigned_shards']} shards lack a node")
    yield "shards"
    if figures["deleted"]:
        raise ArchiveError(f"the index {index} still counts {figures['deleted']} deleted entries; ingest again")
    yield "entries"


def _summary(meta: Meta) -> Summary:
    return Summary(meta.documents, meta.statements, meta.first, meta.last, meta.publishers)
