"""Who may write to an archive in a cluster: one ingest at a time, and not for longer than it lives."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, NotFoundError

from service.errors import IngestError
from service.retrieval.opensearch_client import asking

TERM = timedelta(minutes=5)  # without a sign of life, after which another ingest may begin
ENTRY = "writer"
LAYOUT = {
    "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1", "hidden": True}},
    "mappings": {"properties": {"owner": {"type": "keyword"}, "until": {"type": "date"}}},
}


class Lease:
    """The right to write, renewed while an ingest goes on."""

    def __init__(self, client: OpenSearch, index: str, owner: str) -> None:
        self._client, self._index, self._owner = client, index, owner
        self._seen: dict[str, int] = {}
        self._until = datetime.min.replace(tzinfo=UTC)

    def take(self) -> None:
        """Take the right, or raise IngestError that says who has it."""
        with asking("the archive cannot be written"):
            self._client.indices.create(index=self._index, body=LAYOUT, ignore=400)
            try:
                found = self._client.get(index=self._index, id=ENTRY)
            except NotFoundError:
                self._write({"op_type": "create"})
                return
        held, until = found["_source"], datetime.fromisoformat(found["_source"]["until"])
        if until > datetime.now(UTC):
            raise IngestError(
                f"{held['owner']} is writing to this archive: wait for it to end (or until {until:%H:%M} UTC)"
            )
        self._seen = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
        self._write(self._seen)

    def renew(self) -> None:
        """Keep the right; costs nothing while it is fresh. IngestError where another ingest has taken it over."""
        if self._until - datetime.now(UTC) < TERM / 2:
            self._write(self._seen)

    def give_back(self) -> None:
        """Let the next one begin at once."""
        with asking("the archive cannot be written"):
            self._client.delete(index=self._index, id=ENTRY, params=self._seen, ignore=(404, 409))

    def _write(self, condition: dict[str, Any]) -> None:
        until = datetime.now(UTC) + TERM
        body = {"owner": self._owner, "until": until.isoformat()}
        with asking("the archive cannot be written"):
            try:
                found = self._client.index(index=self._index, id=ENTRY, body=body, params=condition)
            except ConflictError as error:
                raise IngestError("another ingest has begun to write to this archive") from error
        self._seen = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
        self._until = until


@contextmanager
def lease(client: OpenSearch, index: str, owner: str) -> Iterator[Lease]:
    """The right to write for the time of an ingest."""
    held = Lease(client, index, owner)
    held.take()
    try:
        yield held
    finally:
        held.give_back()
