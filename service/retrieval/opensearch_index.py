"""What an archive looks like in OpenSearch: shared by the side that writes it and the side that reads it.

<name>                   the alias of the index that serves
<name>.g<time>-<random>  one generation: statements, documents and notices, never changed once it serves; its mapping's
                         _meta is the manifest, written last
<name>.writer            who is writing
"""

import hashlib
import math
from datetime import date, datetime
from typing import Any

import msgspec
from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError

from service.errors import ArchiveError
from service.place import Access
from service.retrieval.analyzer import ANALYZER_ID
from service.retrieval.manifest import generation_id
from service.retrieval.opensearch_client import asking, whole
from service.text.analyse import RULES_ID

FORMAT = 1
META = "factcheck"  # its place in the mapping's _meta
PROBE = "probe"
LARGEST_WINDOW = 100_000  # hits of one search, where that many tie
LONGEST_TERM = 8191  # characters: Lucene takes 32,766 bytes
K1, B = 1.2, 0.75
LUCENE_FACTORS = (1.0, K1 + 1)  # OpenSearch 2 leaves Lucene's old constant k1 + 1 in each score, 3 does not

KEYWORD = {"type": "keyword", "doc_values": False}
UNINDEXED = {"type": "object", "enabled": False}
MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "terms": {"type": "text", "analyzer": "stems", "index_options": "freqs"},
        PROBE: {"type": "text", "analyzer": "stems", "index_options": "freqs"},
        **dict.fromkeys(("entry", "document", "kind", "publisher", "samples"), KEYWORD),
        "day": {"type": "date", "format": "strict_date"},
        **{name: {"type": "long"} for name in ("usable_from", "usable_until", "first")},
        **dict.fromkeys(("id", "body", "edition", "notice"), UNINDEXED),
    },
}


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """One generation: what it was made with, what it holds."""

    format: int
    generation: str
    analyzer: str
    rules: str
    built_at: datetime
    content: str
    documents: int
    statements: int
    first: date | None
    last: date | None
    publishers: tuple[str, ...]


def settings(access: Access) -> dict[str, Any]:
    """How a new index is made: without replicas and refreshes until it is full."""
    tokenizer = {"type": "whitespace", "max_token_length": LONGEST_TERM}
    return {
        "number_of_shards": access.shards,
        **BUILDING,
        "codec": "best_compression",
        "max_result_window": LARGEST_WINDOW,
        "merge.policy.expunge_deletes_allowed": 0,  # what is deleted must not count in any score
        "similarity.default": {"type": "BM25", "k1": K1, "b": B},
        "analysis": {
            "tokenizer": {"stems": tokenizer},
            "analyzer": {"stems": {"type": "custom", "tokenizer": "stems"}},
        },
    }


BUILDING = {"number_of_replicas": 0, "auto_expand_replicas": "false", "refresh_interval": "-1"}


def entry_id(*parts: str) -> str:
    """The id of an entry: OpenSearch takes 512 bytes, a document's own id may be longer."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def statement_entry(statement_id: str) -> str:
    """The id of a statement's entry."""
    return entry_id("statement", statement_id)


def edition_entry(document_id: str, version: str) -> str:
    """The id of the entry of one version of a document."""
    return entry_id("document", document_id, version)


def serving_index(client: OpenSearch, name: str) -> str | None:
    """The index that serves under a name; None where there is none."""
    with asking("the archive cannot be opened"):
        try:
            # from the node's own memory: it knows even while the cluster elects a new manager
            found = client.indices.get_alias(name=name, params={"local": "true"})
        except NotFoundError:
            return None
        return next(iter(found), None)


def read_meta(client: OpenSearch, index: str) -> Meta:
    """The manifest of a generation made for this program; ArchiveError says what is wrong with another."""
    with asking("the archive cannot be opened"):
        found = client.indices.get_mapping(index=index, params={"local": "true"})
        mapping = found[index]["mappings"]
    try:
        meta = msgspec.convert(mapping["_meta"][META], Meta)
    except (KeyError, msgspec.ValidationError) as error:
        raise ArchiveError(f"the index {index} is no archive, or a torn one; ingest the archive again") from error
    made = {"format": meta.format, "analyzer": meta.analyzer, "rules": meta.rules}
    wanted = {"format": FORMAT, "analyzer": ANALYZER_ID, "rules": RULES_ID}
    for name, value in made.items():
        if value != wanted[name]:
            raise ArchiveError(
                f"the index {index} was made with {name} {value}, this program needs {wanted[name]}; "
                "ingest the archive again"
            )
    if meta.generation != generation_id(meta.content):
        raise ArchiveError(f"the manifest of the index {index} contradicts itself; ingest the archive again")
    return meta


def lucene_factor(client: OpenSearch, index: str) -> float:
    """By how much the cluster's scores exceed Lucene's: measured on one entry whose score is known."""
    with asking("the archive cannot be opened"):
        body = {"size": 1, "_source": False, "query": {"match": {PROBE: PROBE}}}
        hits = whole(client.search(index=index, body=body, params={"allow_partial_search_results": "false"}))
        if not hits:
            raise ArchiveError(f"the index {index} lacks its first entry: it is torn; ingest the archive again")
        factor = hits[0]["_score"] / (math.log(1 + 0.5 / 1.5) / (1 + K1))
    for known in LUCENE_FACTORS:
        if math.isclose(factor, known, rel_tol=1e-5):
            return known
    raise ArchiveError(f"the index {index} does not score by BM25 with k1 {K1} and b {B}; ingest the archive again")
