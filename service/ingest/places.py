"""Ingest by the archive's place: a folder, or a cluster (for which OpenSearch's client is loaded)."""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from service.ingest import writer
from service.ingest.items import Item
from service.ingest.writer import IngestReport, Options
from service.place import Access, Place
from service.retrieval.archives import optional

OPENSEARCH = "service.ingest.opensearch_ingest"


def ingest(items: Iterable[Item], place: Place, access: Access, options: Options) -> IngestReport:
    """Put documents into the archive at a place."""
    if isinstance(place, Path):
        return writer.ingest(items, place, options)
    return cast(IngestReport, optional(OPENSEARCH).ingest(items, place, access, options))


def retract(document_id: str, place: Place, access: Access) -> IngestReport:
    """Keep a document's statements from use from now on."""
    if isinstance(place, Path):
        return writer.retract(document_id, place)
    return cast(IngestReport, optional(OPENSEARCH).retract(document_id, place, access))
