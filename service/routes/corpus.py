"""GET /v1/corpus and /v1/documents/{id}: what the archive holds."""

from collections.abc import Sequence
from typing import Any

from werkzeug.routing import BaseConverter

from schemas.document import CorpusSchema, DocumentSchema, VersionQuerySchema
from service.retrieval.engine import Generation, Kept
from service.retrieval.segment import Notice
from service.routes.edge import Blueprint, generation
from service.types import Document

blueprint = Blueprint("corpus", __name__, url_prefix="/v1", description="The archive and its documents")


class DocumentIdConverter(BaseConverter):
    """A document's id in a path: up to 512 characters of any kind, slashes too."""

    regex = r"[\s\S]{1,512}"
    part_isolating = False


@blueprint.route("/corpus")
@blueprint.etag
@blueprint.response(200, CorpusSchema)
def corpus() -> dict[str, Any]:
    """Tell the generation, counts, dates and publishers of the archive."""
    return _corpus(generation())


@blueprint.route("/documents/<document_id:document_id>")
@blueprint.etag
@blueprint.arguments(VersionQuerySchema, location="query")
@blueprint.response(200, DocumentSchema)
def document(query: dict[str, Any], document_id: str) -> dict[str, Any]:
    """Give one document: its text, what is known of it, its versions and corrections."""
    store = generation().store
    found, versions = store.document(document_id, query["version"]), store.versions(document_id)
    return _document(found, versions, store.history(document_id), store.notices(document_id))


def _corpus(current: Generation) -> dict[str, Any]:
    summary = current.summary
    return {
        "generation": current.id,
        "analyzer": current.analyzer,
        "built_at": current.built_at,
        **{name: getattr(summary, name) for name in ("documents", "statements", "first", "last", "publishers")},
    }


def _document(
    found: Document, versions: Sequence[Document], history: Sequence[Kept], notices: Sequence[Notice]
) -> dict[str, Any]:
    own = ("id", "version", "kind", "title", "publisher", "author", "url", "language", "text")
    dates = ("published_at", "valid_from", "expires_at", "embargo_until")
    return {
        **{name: getattr(found, name) for name in own + dates},
        "corrections": {
            **{name: getattr(found, name) for name in ("replaces", "correction_of", "retracted")},
            "notices": notices,
        },
        "versions": [
            {
                **{name: getattr(one, name) for name in ("version", "title", "published_at")},
                "characters": len(one.text),
                "usable_from": kept.usable_from,
                "usable_until": kept.usable_until,
            }
            for one, kept in zip(versions, history, strict=True)
        ],
    }
