"""An archive in a cluster: each ingest makes a new index, linked to the files of the last, and switches the alias."""

import secrets
import time
from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec
from opensearchpy import OpenSearch

from service.errors import ArchiveError, IngestError
from service.ingest.counting import Content
from service.ingest.opensearch_build import OpenSearchBuild
from service.ingest.opensearch_bulk import Bulk
from service.ingest.opensearch_lease import Lease
from service.place import Access
from service.retrieval.analyzer import ANALYZER_ID
from service.retrieval.manifest import generation_id
from service.retrieval.opensearch_bodies import Bodies
from service.retrieval.opensearch_client import asking
from service.retrieval.opensearch_index import (
    BUILDING,
    FORMAT,
    MAPPING,
    META,
    PROBE,
    Meta,
    entry_id,
    read_meta,
    serving_index,
    settings,
)
from service.retrieval.opensearch_store import OpenSearchStore
from service.retrieval.store import SegmentedStore, opened_store
from service.text.analyse import RULES_ID

SLOW = {"request_timeout": 600}  # seconds: making an index, merging, copying shards
MERGING = 6 * 3600  # seconds: each file with a deleted entry is written anew
PAUSES = (0, *[5] * 36)  # seconds before each try to merge away what is deleted
GREEN = "10m"  # for replicas to be there before a generation serves; waited for again and again
ROUNDS = 36
WRITE_BLOCK = "index.blocks.write"
LEAST = 2  # generations kept: replicas that have not looked at the alias yet still ask the last one
UNDER_CONSTRUCTION = {"under_construction": True}


class OpenSearchHome:
    """The archive under a name, for one ingest. What an interrupted ingest left is removed by the next."""

    def __init__(self, client: OpenSearch, name: str, access: Access, lease: Lease, now: datetime) -> None:
        self._client, self._name, self._access, self._lease, self._now = client, name, access, lease, now
        self._serving = serving_index(client, name)
        self._meta = read_meta(client, self._serving) if self._serving else None
        self._index = f"{name}.g{now:%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        self._content = Content(self._meta)
        self._bulk = Bulk(client, self._index)
        self._build: OpenSearchBuild | None = None

    @property
    def generation(self) -> str | None:
        """What the archive is built on now."""
        return self._meta.generation if self._meta else None

    def store(self) -> OpenSearchStore | SegmentedStore:
        """Everything up to the last step."""
        index = self._index if self._build else self._serving
        return OpenSearchStore(self._client, index, Bodies(0)) if index else opened_store([])

    def building(self) -> OpenSearchBuild:
        """The generation under construction."""
        self._lease.renew()
        if self._build is None:
            with asking("the archive cannot be written"):
                self._begin()
            self._build = OpenSearchBuild(self._bulk, self._content)
        return self._build

    def step(self) -> None:
        """Have `store` see what was added."""
        if self._build:
            self._bulk.flush()
            with asking("the archive cannot be written"):
                self._client.indices.refresh(index=self._index, **SLOW)
            self._build.added = 0

    def serve(self, keep: int) -> None:
        """Finish the new index, have its replicas made, switch the alias to it, drop what is older."""
        if self._build:
            self.step()
            with asking("the archive cannot be published"):
                self._finish()
                self._meta = self._manifest()
                self._client.indices.put_mapping(index=self._index, body=_meta_body(msgspec.to_builtins(self._meta)))
                self._replicate()
                self._lease.renew()
                self._switch()
        with asking("old generations cannot be removed"):
            self._prune(keep)

    def leave(self) -> None:
        """Remove an index that has not come to serve."""
        if self._build and self._serving != self._index:
            with suppress(ArchiveError), asking("the unfinished index cannot be removed"):
                self._client.indices.delete(index=self._index, params={"ignore_unavailable": "true"}, **SLOW)

    def _begin(self) -> None:
        """An index that holds what serves: its files are linked, not copied."""
        template = {"index_patterns": [f"{self._name}.g*"], "priority": 500}
        content = {"settings": {"index": settings(self._access)}, "mappings": MAPPING}
        self._client.indices.put_index_template(name=self._name, body={**template, "template": content})
        if self._serving is None:
            self._client.indices.create(index=self._index, body={"mappings": _meta_body(UNDER_CONSTRUCTION)}, **SLOW)
            self._client.index(index=self._index, id=entry_id(PROBE), body={"entry": PROBE, PROBE: PROBE})
            return
        unlocked = {**{f"index.{name}": value for name, value in BUILDING.items()}, WRITE_BLOCK: None}
        self._client.indices.clone(index=self._serving, target=self._index, body={"settings": unlocked}, **SLOW)
        self._client.indices.put_mapping(index=self._index, body=_meta_body(UNDER_CONSTRUCTION))

    def _finish(self) -> None:
        """No deleted entry left to count in a score, everything on the disk, nothing to be written any more."""
        self._expunge()
        indices = self._client.indices
        indices.flush(index=self._index, **SLOW)
        indices.put_settings(index=self._index, body={WRITE_BLOCK: True}, **SLOW)

    def _expunge(self) -> None:
        """Merge away what is deleted.

        Entries that this index itself took and then lost (put twice, deleted) stay in it for a while, for replicas that
        might want to follow: until its last commit knows of them and its shards have renewed their retention leases,
        which they do every half minute.
        """
        indices = self._client.indices
        for pause in PAUSES:
            if not self._deleted():
                return
            time.sleep(pause)
            self._lease.renew()
            indices.flush(index=self._index, **SLOW)
            indices.forcemerge(index=self._index, params={"only_expunge_deletes": "true"}, request_timeout=MERGING)
            indices.refresh(index=self._index, **SLOW)
        if self._deleted():
            raise ArchiveError("the cluster keeps deleted entries, which would count in scores: run the ingest again")

    def _deleted(self) -> int:
        stats = self._client.indices.stats(index=self._index, metric="docs")
        return int(stats["_all"]["primaries"]["docs"]["deleted"])

    def _manifest(self) -> Meta:
        content = self._content
        return Meta(
            format=FORMAT,
            generation=generation_id(content.sum),
            analyzer=ANALYZER_ID,
            rules=RULES_ID,
            built_at=self._now,
            content=content.sum,
            documents=content.documents,
            statements=content.statements,
            first=content.first,
            last=content.last,
            publishers=content.publishers,
        )

    def _replicate(self) -> None:
        """As many copies as were asked for and there are nodes for; all of them there."""
        wanted = {"index.auto_expand_replicas": f"0-{self._access.replicas}"}
        self._client.indices.put_settings(index=self._index, body=wanted, **SLOW)
        params = {"wait_for_status": "green", "timeout": GREEN}
        for _ in range(ROUNDS):
            health = self._client.cluster.health(index=self._index, params=params, request_timeout=700)
            if health["status"] == "green":
                return
        raise IngestError(f"the replicas of {self._index} were not made in time; what served before serves on")

    def _switch(self) -> None:
        """One call: it fails as a whole where another ingest has switched in between."""
        actions: list[dict[str, Any]] = [{"add": {"index": self._index, "alias": self._name}}]
        if self._serving:
            actions.insert(0, {"remove": {"index": self._serving, "alias": self._name, "must_exist": True}})
        if serving_index(self._client, self._name) != self._serving:
            raise IngestError("another ingest has published in between: run this one again")
        self._client.indices.update_aliases(body={"actions": actions}, **SLOW)
        self._serving = self._index

    def _prune(self, keep: int) -> None:
        """Drop all but the newest generations, and what interrupted ingests left."""
        found = self._client.indices.get_mapping(index=f"{self._name}.g*")
        newest = sorted(found, reverse=True)
        done = [one for one in newest if _done(found[one])]
        kept = {self._serving, *[one for one in done if one != self._serving][: max(keep, LEAST) - 1]}
        for one in newest:
            if one not in kept:
                self._client.indices.delete(index=one, params={"ignore_unavailable": "true"}, **SLOW)


def _meta_body(meta: dict[str, Any]) -> dict[str, Any]:
    return {"_meta": {META: meta}}


def _done(mapping: dict[str, Any]) -> bool:
    return "generation" in mapping["mappings"].get("_meta", {}).get(META, {})
