"""Plain search over statements."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from schemas.fields import DayField, InstantField, PrecisionField, Strict, text
from schemas.verdict import MOMENT, OFFSET, PRECISION, SourceSchema, SpeakerSchema, one_of
from service.search import Search
from service.types import Filters, StatementKind


class SearchSchema(Strict):
    """A question, filters, and where to go on."""

    q = text(1, 1000, required=True, metadata={"description": "Words to look for."})
    publisher = fields.List(
        text(1, 200), load_default=list, validate=validate.Length(max=100), metadata={"description": "May be repeated."}
    )
    published_from = DayField(load_default=None)
    published_to = DayField(load_default=None)
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=100))
    cursor = fields.String(
        load_default=None, validate=validate.Length(min=1, max=200), metadata={"description": "next_cursor of a page."}
    )

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a range that ends before it begins."""
        first, last = data.get("published_from"), data.get("published_to")
        if first and last and first > last:
            raise ValidationError("Lies before published_from.", "published_to")

    @post_load
    def search(self, data: dict[str, Any], **_: Any) -> Search:
        """The frozen value."""
        filters = Filters(tuple(data["publisher"]), data["published_from"], data["published_to"])
        return Search(data["q"], filters, data["limit"], data["cursor"])


class FoundSchema(Strict):
    """A statement as the archive holds it."""

    id = fields.String(required=True, attribute="statement.id")
    score = fields.Float(required=True)
    kind = one_of(StatementKind, attribute="statement.kind")
    quote = fields.String(required=True, attribute="statement.text")
    start = fields.Integer(required=True, attribute="statement.start", metadata=OFFSET)
    end = fields.Integer(required=True, attribute="statement.end", metadata=OFFSET)
    document = fields.Nested(SourceSchema, required=True)
    stated_at = InstantField(required=True, allow_none=True, attribute="statement.stated_at", metadata=MOMENT)
    stated_at_precision = PrecisionField(required=True, allow_none=True, metadata=PRECISION)
    speaker = fields.Nested(SpeakerSchema, required=True, allow_none=True, attribute="statement.speaker")

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The precision is part of the moment itself."""
        name = "statement.stated_at" if attr == "stated_at_precision" else attr
        return super().get_attribute(obj, name, default)


class PageSchema(Strict):
    """One page of statements, best first."""

    generation = fields.String(required=True)
    statements = fields.List(fields.Nested(FoundSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True, metadata={"description": "null at the end."})
