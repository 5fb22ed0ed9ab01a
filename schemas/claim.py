"""What a caller asks about one claim."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from schemas.fields import DayField, Strict, WholeField, ZonedField, text
from service.answer import Request
from service.types import Filters

MOST_EVIDENCE = 50
LONGEST_ID = 512


class FiltersSchema(Strict):
    """Which documents may be used; days are those of publication, both included."""

    publishers = fields.List(text(1, 200), validate=validate.Length(max=100), load_default=list)
    published_from = DayField(allow_none=True, load_default=None)
    published_to = DayField(allow_none=True, load_default=None)

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a range that ends before it begins."""
        first, last = data.get("published_from"), data.get("published_to")
        if first and last and first > last:
            raise ValidationError("Lies before published_from.", "published_to")

    @post_load
    def filters(self, data: dict[str, Any], **_: Any) -> Filters:
        """The frozen value."""
        return Filters(tuple(data["publishers"]), data["published_from"], data["published_to"])


class ClaimRequestSchema(Strict):
    """One claim to check."""

    claim = text(3, 1000, required=True, metadata={"description": "The claim, as one sentence."})
    as_of = ZonedField(
        allow_none=True,
        load_default=None,
        metadata={"description": "Judge by what was stated up to this moment. null: everything in the archive."},
    )
    filters = fields.Nested(FiltersSchema, load_default=Filters)
    max_evidence = WholeField(load_default=10, validate=validate.Range(min=1, max=MOST_EVIDENCE))

    @post_load
    def request(self, data: dict[str, Any], **_: Any) -> Request:
        """The frozen value."""
        return Request(**data)
