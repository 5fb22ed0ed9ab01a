"""Ingest into a cluster: what the archive's home needs around it."""

import os
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from service.ingest.items import Item
from service.ingest.opensearch_home import OpenSearchHome
from service.ingest.opensearch_lease import lease
from service.ingest.writer import IngestReport, Options, ingest_into, retracted
from service.place import Access, Cluster
from service.retrieval.opensearch_client import connected

PATIENCE_MS = 60_000  # for one answer: writing may take longer than a question may


def ingest(items: Iterable[Item], cluster: Cluster, access: Access, options: Options | None = None) -> IngestReport:
    """Put documents into the archive in a cluster and have the generation that holds them serve."""
    now = datetime.now(UTC)
    with _home(cluster, access, now) as home:
        return ingest_into(items, home, options or Options(), now)


def retract(document_id: str, cluster: Cluster, access: Access) -> IngestReport:
    """Keep a document's statements from use from now on; its text stays in the history."""
    now = datetime.now(UTC)
    with _home(cluster, access, now) as home:
        taken_back = retracted(home.store(), document_id, now)
        if taken_back is None:
            return IngestReport(home.generation, unchanged=1)
        return ingest_into([taken_back], home, Options(), now)


@contextmanager
def _home(cluster: Cluster, access: Access, now: datetime) -> Iterator[OpenSearchHome]:
    client = connected(cluster, replace(access, timeout_ms=max(access.timeout_ms, PATIENCE_MS)))
    owner = f"process {os.getpid()} on {socket.gethostname()}"
    with lease(client, f"{cluster.name}.writer", owner) as held:
        yield OpenSearchHome(client, cluster.name, access, held, now)
