"""Entries on their way to an index: sent in large bulks, held back where the cluster says that it is busy."""

from collections.abc import Iterable
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.helpers import streaming_bulk

from service.retrieval.opensearch_client import asking

ENTRIES = 2000  # of one bulk
BYTES = 8 * 1024 * 1024  # the same
TRIES = 8  # of what the cluster was too busy for
FIRST_PAUSE, LONGEST_PAUSE = 1, 60  # seconds, doubled from try to try
PATIENCE = 120  # seconds for one bulk

Action = dict[str, Any]


class Bulk:
    """Entries put and deleted in one index; what was sent is there when `flush` returns."""

    def __init__(self, client: OpenSearch, index: str) -> None:
        self._client, self._index = client, index
        self._waiting: list[Action] = []
        self._size = 0

    def put(self, entry: str, source: dict[str, Any], size: int) -> None:
        """An entry of about `size` characters, in the place of any of the same id."""
        self._add({"_op_type": "index", "_id": entry, "_source": source}, size)

    def delete(self, entries: Iterable[str]) -> None:
        """Entries, whether they are there or not."""
        for entry in entries:
            self._add({"_op_type": "delete", "_id": entry}, len(entry))

    def flush(self) -> None:
        """Send what waits."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        with asking("the archive cannot be written"):
            sent = streaming_bulk(
                self._client,
                waiting,
                index=self._index,
                chunk_size=ENTRIES,
                max_chunk_bytes=BYTES,
                max_retries=TRIES,
                initial_backoff=FIRST_PAUSE,
                max_backoff=LONGEST_PAUSE,
                request_timeout=PATIENCE,
                ignore_status=[404],  # deleted before
            )
            for _ in sent:
                pass

    def _add(self, action: Action, size: int) -> None:
        self._waiting.append(action)
        self._size += size
        if len(self._waiting) >= ENTRIES or self._size >= BYTES:
            self.flush()
