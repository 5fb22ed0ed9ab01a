"""The one way to a cluster: nodes tried in turn, time-outs, and every failure an ArchiveError with a plain reason."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from opensearchpy import JSONSerializer, OpenSearch, SSLError
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,  # noqa: A004 - the client's own word
    ConnectionTimeout,
    NotFoundError,
    OpenSearchException,
    SerializationError,
    TransportError,
)
from opensearchpy.helpers.errors import BulkIndexError

from service.errors import ArchiveError, SettingsError
from service.place import Access, Cluster

MOST_RETRIES = 3
REST = 5  # seconds in which a node that failed is not asked, unless all have
BUSY = (429, 502, 503, 504)  # another node, or the same one in a moment, may answer

for _name in ("opensearch", "opensearchpy.trace"):
    logging.getLogger(_name).disabled = True  # they would write what is asked; failures are raised

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class FastJson(JSONSerializer):
    """JSON by msgspec."""

    def dumps(self, data: Any) -> Any:
        """Values as JSON; text is JSON already."""
        return data if isinstance(data, str | bytes) else _encode(data).decode()

    def loads(self, s: str) -> Any:
        """JSON as values."""
        try:
            return _decode(s)
        except msgspec.DecodeError as error:
            raise SerializationError("no JSON", error) from error


def connected(cluster: Cluster, access: Access) -> OpenSearch:
    """A client for the threads of one process; make it after a fork. Nothing is sent yet."""
    headers = {"Authorization": access.authorization} if access.authorization else {}
    if cluster.exposed and (access.password or access.authorization):
        raise SettingsError(f"{cluster} would send a password in the clear: use opensearch:// with TLS")
    return OpenSearch(
        cluster.nodes,
        http_auth=(access.user, access.password) if access.user else None,
        headers=headers,
        ssl_context=_trusting(access.ca) if cluster.nodes[0].startswith("https") else None,
        timeout=access.timeout_ms / 1000,
        max_retries=min(max(len(cluster.hosts), 2), MOST_RETRIES),
        retry_on_timeout=True,
        retry_on_status=BUSY,
        pool_maxsize=access.connections,
        dead_timeout=REST,
        serializer=FastJson(),
    )


@contextmanager
def asking(what: str) -> Iterator[None]:
    """Has whatever goes wrong between here and the cluster raised as an ArchiveError."""
    try:
        yield
    except OpenSearchException as error:
        raise ArchiveError(f"{what}: {_told(error)}") from error
    except (KeyError, TypeError, IndexError) as error:
        raise ArchiveError(f"{what}: the OpenSearch cluster gave an odd answer") from error


def whole(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The hits of a search in which every shard took part; ArchiveError where one did not."""
    shards = answer["_shards"]
    if answer["timed_out"] or shards["failed"] or shards["successful"] < shards["total"]:
        raise ArchiveError("a part of the archive did not answer: a shard of its index is out of reach")
    found: list[dict[str, Any]] = answer["hits"]["hits"]
    return found


def _trusting(ca: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca or None)
    except OSError as error:
        raise SettingsError(f"FACTCHECK_OPENSEARCH_CA: {ca} cannot be used: {error}") from error


def _told(error: OpenSearchException) -> str:
    """What went wrong in plain words, without addresses: clients read it."""
    if isinstance(error, BulkIndexError):
        reasons = [str(next(iter(one.values())).get("error"))[:300] for one in error.errors[:1]]
        return f"the OpenSearch cluster did not take {len(error.errors)} entries: {'; '.join(reasons)}"
    said = {
        AuthenticationException: "the OpenSearch cluster does not know the user or key",
        AuthorizationException: "the OpenSearch cluster does not allow it to this user or key",
        NotFoundError: "the OpenSearch cluster holds no such index any more",
        SSLError: "the OpenSearch cluster's certificate cannot be trusted (FACTCHECK_OPENSEARCH_CA)",
        ConnectionTimeout: "the OpenSearch cluster did not answer in time",
        ConnectionError: "no node of the OpenSearch cluster can be reached",
    }
    for kind, words in said.items():
        if isinstance(error, kind):
            return words
    if isinstance(error, TransportError):
        return f"the OpenSearch cluster answered {error.status_code} ({error.error})"
    return "the OpenSearch cluster gave an answer that cannot be read"
