"""The statement store past one machine: the same encoded statements and documents, kept in the index itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from opensearchpy import OpenSearch

from service.errors import ArchiveError, NotFound
from service.retrieval.engine import Kept
from service.retrieval.opensearch_bodies import Bodies
from service.retrieval.opensearch_client import asking, whole
from service.retrieval.opensearch_index import edition_entry, statement_entry
from service.retrieval.segment import Notice
from service.retrieval.store import Edition, moment_of
from service.types import Document, Statement

MOST_EDITIONS = 10_000  # versions of one document, and notices about it
MOST_CLAUSES = 1000  # OpenSearch takes 1024
SHARING_ANYHOW = 50  # documents fetched for each such part of a long document
WHOLE = {"allow_partial_search_results": "false"}

_statements = msgspec.json.Decoder(Statement)
_documents = msgspec.json.Decoder(Document)
_editions = msgspec.json.Decoder(Edition)
_notices = msgspec.json.Decoder(Notice)


@dataclass(frozen=True, slots=True)
class OpenSearchStore:
    """The documents and statements of one index, for any number of threads."""

    client: OpenSearch
    index: str
    bodies: Bodies

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        """The statements with these ids, in this order; an unknown id is an ArchiveError."""
        known = {one: self.bodies.get(one) for one in ids}
        missing = [one for one, body in known.items() if body is None]
        fetched = dict(zip(missing, self._fetched([statement_entry(one) for one in missing]), strict=True))
        try:
            return [_statements.decode(known[one] or fetched[one]) for one in ids]
        except msgspec.DecodeError as error:
            raise ArchiveError("a statement of the archive cannot be read: ingest the archive again") from error

    def document(self, document_id: str, version: str | None = None) -> Document:
        """One document (its newest version unless one is named); raises NotFound."""
        editions = [one for one in self.editions(document_id) if version in (None, one.version)]
        if not editions:
            raise NotFound(f"the archive holds no document {document_id!r}" + (f" {version}" if version else ""))
        return self.edition_document(editions[-1])

    def versions(self, document_id: str) -> tuple[Document, ...]:
        """Every kept version of a document, oldest first; raises NotFound."""
        editions = self.editions(document_id)
        if not editions:
            raise NotFound(f"the archive holds no document {document_id!r}")
        bodies = self._fetched([edition_entry(document_id, one.version) for one in editions])
        return tuple(_documents.decode(body) for body in bodies)

    def editions(self, document_id: str) -> tuple[Edition, ...]:
        """The kept versions of a document, oldest first; () if the archive holds none."""
        found = [_editions.decode(one["edition"]) for one in self._entries("document", document_id)]
        return tuple(sorted(found, key=lambda one: (one.first, one.number)))

    def notices(self, document_id: str) -> tuple[Notice, ...]:
        """What later documents say of this one: that they correct or replace it."""
        found = [_notices.decode(one["notice"]) for one in self._entries("notice", document_id)]
        return tuple(sorted(found, key=lambda one: (one.moment, one.source, one.kind)))

    def history(self, document_id: str) -> tuple[Kept, ...]:
        """For each kept version, oldest first, when it may be used; () for a document that is not there."""
        return tuple(
            Kept(one.version, moment_of(one.usable_from), moment_of(one.usable_until))
            for one in self.editions(document_id)
        )

    def edition_document(self, edition: Edition) -> Document:
        """One version of a document."""
        return _documents.decode(self._fetched([edition_entry(edition.document_id, edition.version)])[0])

    def edition_statements(self, edition: Edition) -> list[Statement]:
        """All statements of one version of a document."""
        numbers = range(edition.first, edition.first + edition.size)
        ids = [statement_id(edition.document_id, number) for number in numbers]
        return [found for start in range(0, len(ids), MOST_CLAUSES) for found in self.statements(ids[start:][:1000])]

    def sharing(self, samples: Iterable[int], fewest: int, limit: int) -> list[tuple[str, int]]:
        """Documents of which a version shares at least `fewest` shingle samples, with how many, the most first."""
        hashes = [str(one) for one in samples]
        shared: dict[str, int] = {}
        for start in range(0, len(hashes), MOST_CLAUSES):
            part: dict[str, int] = {}
            for document_id, count in self._sharing(hashes[start : start + MOST_CLAUSES]):
                part[document_id] = max(count, part.get(document_id, 0))
            for document_id, count in part.items():
                shared[document_id] = shared.get(document_id, 0) + count
        enough = [(document_id, count) for document_id, count in shared.items() if count >= fewest]
        return sorted(enough, key=lambda item: (-item[1], item[0]))[:limit]

    def _sharing(self, hashes: list[str]) -> list[tuple[str, int]]:
        """Each sample counts one: the score is the number of those shared."""
        clauses = [{"constant_score": {"filter": {"term": {"samples": one}}}} for one in hashes]
        body = {"query": {"bool": {"should": clauses}}, "size": SHARING_ANYHOW, "_source": ["document"]}
        with asking("the archive cannot be searched for copies"):
            hits = whole(self.client.search(index=self.index, body=body, params=WHOLE))
            return [(hit["_source"]["document"], round(hit["_score"])) for hit in hits]

    def _entries(self, entry: str, document_id: str) -> list[dict[str, Any]]:
        asked = {"bool": {"filter": [{"term": {"entry": entry}}, {"term": {"document": document_id}}]}}
        body = {"query": asked, "size": MOST_EDITIONS, "_source": ["edition", "notice"]}
        with asking("the archive cannot be read"):
            return [hit["_source"] for hit in whole(self.client.search(index=self.index, body=body, params=WHOLE))]

    def _fetched(self, entries: list[str]) -> list[str]:
        """The bodies of these entries, in order."""
        if not entries:
            return []
        params = {"_source_includes": "body", "realtime": "false"}
        with asking("the archive cannot be read"):
            answer = self.client.mget(index=self.index, body={"ids": entries}, params=params)
            found = [one["_source"]["body"] if one.get("found") else None for one in answer["docs"]]
            failed = [one["error"]["type"] for one in answer["docs"] if "error" in one]
        if failed:
            raise ArchiveError(f"a part of the archive cannot be read ({failed[0]})")
        if None in found:
            raise ArchiveError("the archive holds no such statement: search index and store do not match")
        return [body for body in found if body is not None]


def statement_id(document_id: str, number: int) -> str:
    """The id of a document's statement, as ingest numbers them."""
    return f"{document_id}#{number:06d}"
