"""The engine past one machine: BM25 in OpenSearch, over the same terms and with the same scores as the embedded one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from opensearchpy import OpenSearch

from service.retrieval.opensearch_bodies import Bodies
from service.retrieval.opensearch_client import asking, whole
from service.retrieval.ties import DECIMALS, beyond_ties
from service.types import Filters, Hit

WITH_BODIES = 200  # hits up to which the statements come along at once

# Every shard counts with the whole archive's frequencies, and all shards answer or none.
SEARCH = {
    "search_type": "dfs_query_then_fetch",
    "allow_partial_search_results": "false",
    "track_total_hits": "false",
}


@dataclass(frozen=True, slots=True)
class OpenSearchEngine:
    """BM25 (k1 1.2, b 0.75) over one generation, for any number of threads."""

    client: OpenSearch
    index: str
    built_at: datetime
    factor: float  # by which the cluster's scores exceed Lucene's
    bodies: Bodies

    def search(self, terms: Sequence[str], filters: Filters, limit: int) -> list[Hit]:
        """The best statements, by (score rounded to 5 decimals, falling; id), at most `limit`."""
        distinct = sorted(set(terms))
        if not distinct or limit < 1:
            return []
        asked = query(distinct, filters, filters.as_of or self.built_at)
        found = beyond_ties(lambda size: self._hits(asked, size), lambda hit: hit.score, limit)
        return sorted(found, key=lambda hit: (-hit.score, hit.statement_id))[:limit]

    def _hits(self, asked: dict[str, Any], size: int) -> list[Hit]:
        along = size <= WITH_BODIES
        body = {"query": asked, "size": size, "_source": ["id", "body"] if along else ["id"]}
        with asking("the archive cannot be searched"):
            hits = whole(self.client.search(index=self.index, body=body, params=SEARCH))
            sources = [hit["_source"] for hit in hits]
            if along:
                self.bodies.keep({one["id"]: one["body"] for one in sources})
            return [Hit(one["id"], self._score(hit["_score"])) for one, hit in zip(sources, hits, strict=True)]

    def _score(self, score: float) -> float:
        return round(float(np.float32(score)) / self.factor, DECIMALS)  # Lucene counts in 32 bits


def query(terms: Sequence[str], filters: Filters, moment: datetime) -> dict[str, Any]:
    """An OR of the terms; filters keep statements out and do not score."""
    clauses: list[dict[str, Any]] = []
    if filters.publishers:
        clauses.append({"terms": {"publisher": list(filters.publishers)}})
    if filters.kinds:
        clauses.append({"terms": {"kind": list(filters.kinds)}})
    if filters.published_from or filters.published_to:
        ends = {"gte": filters.published_from, "lte": filters.published_to}
        clauses.append({"range": {"day": {end: day.isoformat() for end, day in ends.items() if day}}})
    barred = _unusable(int(moment.astimezone(UTC).timestamp()))
    if filters.exclude_documents:
        barred.append({"terms": {"document": list(filters.exclude_documents)}})
    if filters.as_of:  # what was published on a later day was not yet there; what has no day may have been
        tomorrow = min(filters.as_of.toordinal() + 2, date.max.toordinal())
        barred.append({"range": {"day": {"gte": date.fromordinal(tomorrow).isoformat()}}})
    scored = {"match": {"terms": {"query": " ".join(terms)}}}
    return {"bool": {"must": [scored], "filter": clauses, "must_not": barred}}


def _unusable(seconds: int) -> list[dict[str, Any]]:
    """What embargo, expiry, correction or retraction keep from use at that moment."""
    return [{"range": {"usable_from": {"gt": seconds}}}, {"range": {"usable_until": {"lte": seconds}}}]
