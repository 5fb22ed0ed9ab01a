"""One generation under construction in a cluster: the entries of the last one, plus new and changed documents."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from service.ingest.counting import Content
from service.ingest.opensearch_bulk import Bulk
from service.ingest.prepared import Prepared
from service.retrieval.opensearch_index import edition_entry, entry_id, statement_entry
from service.retrieval.opensearch_store import statement_id
from service.retrieval.segment import Notice, stored_moment
from service.retrieval.store import Edition
from service.retrieval.tantivy_writer import IndexedStatement

_encode = msgspec.json.Encoder().encode


class OpenSearchBuild:
    """Takes prepared documents and sends them as entries; nobody searches the index yet."""

    def __init__(self, bulk: Bulk, content: Content) -> None:
        self._bulk, self._content = bulk, content
        self.added = 0

    def add(self, prepared: Prepared, editions: Sequence[Edition] = ()) -> None:
        """A document's current version; `editions` are those kept of it before, oldest first."""
        self._put(prepared, self._content.add(prepared, editions), len(editions))

    def retire(self, prepared: Prepared, replaced: Edition) -> None:
        """An older version, usable until its successor: no longer counted, still kept."""
        self._content.retire(prepared, replaced)
        self._put(prepared, replaced, replaced.number)

    def note(self, notices: list[Notice]) -> None:
        """What the documents added say of others."""
        for one in notices:
            body = _encode(one).decode()
            source = {"entry": "notice", "document": one.target, "notice": body}
            self._bulk.put(entry_id("notice", body), source, len(body))

    def _put(self, prepared: Prepared, replaced: Edition | None, number: int) -> None:
        """A version with its statements, in the place of its entries from before."""
        row, size = prepared.row, len(prepared.bodies)
        edition = Edition(
            *(0, replaced.number if replaced else number, row.version, row.fingerprint, row.first, size, 0),
            *(stored_moment(row.usable_from), stored_moment(row.usable_until), int(row.corrected), row.origins, row.id),
        )
        source = {
            "entry": "document",
            "document": row.id,
            "first": row.first,
            "samples": [str(one) for one in prepared.samples],
            "edition": _encode(edition).decode(),
            "body": row.body.decode(),
        }
        self._bulk.put(edition_entry(row.id, row.version), source, len(row.body))
        for statement, body in zip(prepared.indexed, prepared.bodies, strict=True):
            self._bulk.put(statement_entry(statement.id), statement_source(statement, body), len(body))
        if replaced:
            left = range(row.first + size, replaced.first + replaced.size)
            self._bulk.delete(statement_entry(statement_id(row.id, one)) for one in left)
        self.added += size


def statement_source(statement: IndexedStatement, body: bytes) -> dict[str, Any]:
    """The entry of a statement: what filters and scores, and the statement itself as text that is not looked into."""
    source: dict[str, Any] = {
        "entry": "statement",
        "kind": statement.kind,
        "id": statement.id,
        "document": statement.document,
        "body": body.decode(),
    }
    if statement.terms:
        source["terms"] = statement.terms
    if statement.publisher is not None:
        source["publisher"] = statement.publisher
    if statement.day is not None:
        source["day"] = date.fromordinal(statement.day).isoformat()
    if statement.limits is not None:
        source["usable_from"], source["usable_until"] = statement.limits
    return source
