"""Desks for the edge of the service: answers and documents with sensible defaults, no index, no model."""

from datetime import UTC, date, datetime
from typing import Any

from service.answer import Answer, Coverage, Part, Request, Signature
from service.config import Settings
from service.deadline import Deadline
from service.desk import Desk
from service.errors import NotFound
from service.retrieval.engine import Generation, Kept, Summary
from service.retrieval.segment import Notice
from service.types import Document, Label, Moment, Precision

NOON = datetime(2024, 3, 21, 12, 0, tzinfo=UTC)


def document(
    document_id: str = "blog/2024-03-21", text: str = "121 members voted in favour.", **given: Any
) -> Document:
    """A short document."""
    known = {"version": "sha256:" + "0" * 64, "title": "Votes", "publisher": "The Paper"}
    return Document(id=document_id, text=text, published_at=Moment(NOON, Precision.DAY), **{**known, **given})


class Shelf:
    """A store over a few documents."""

    def __init__(self, *documents: Document) -> None:
        self._documents = documents

    def document(self, document_id: str, version: str | None = None) -> Document:
        """One of them."""
        for one in self._documents:
            if one.id == document_id and version in (None, one.version):
                return one
        raise NotFound(f"the archive holds no document {document_id!r}")

    def versions(self, document_id: str) -> tuple[Document, ...]:
        """Its only version."""
        return (self.document(document_id),)

    def history(self, document_id: str) -> tuple[Kept, ...]:
        """When it may be used: always."""
        return (Kept(self.document(document_id).version, None, None),)

    def notices(self, document_id: str) -> tuple[Notice, ...]:
        """Nobody says anything of it."""
        self.document(document_id)
        return ()


def generation(*documents: Document) -> Generation:
    """A generation over a few documents, without an engine."""
    shelf: Any = Shelf(*documents)
    summary = Summary(len(documents), 2, date(2023, 10, 27), date(2024, 3, 21), ("The Paper",))
    return Generation("g1", "en-1", NOON, summary, engine=None, store=shelf)  # type: ignore[arg-type]


def answer(request: Request) -> Answer:
    """An answer that found nothing."""
    return Answer(
        verification_id="v1-0",
        claim=request.claim,
        parts=(Part(request.claim, 0, len(request.claim), Label.NOT_ENOUGH),),
        verdict=Label.NOT_ENOUGH,
        confidence=0.51239,
        summary="Nothing found.",
        evidence=(),
        correction=None,
        near_misses=(),
        timeline=(),
        prior_checks=(),
        coverage=Coverage(1, 0, date(2023, 10, 27), None),
        signature=Signature("g1", "en-1", "r1", "none", "p1", "0.1.0"),
    )


def desk(settings: Settings | None = None, *documents: Document, **given: Any) -> Desk:
    """A desk that answers every claim with "not enough evidence"."""

    def check(request: Request, *, generation: Generation, deadline: Deadline | None) -> Answer:
        return answer(request)

    opened = generation(*(documents or (document(),)))
    known = {"current": lambda: opened, "check": check, "model": lambda: "none"}
    return Desk(settings=settings or Settings(), **{**known, **given})
