"""A quotation to look for, and where it stands."""

from dataclasses import replace
from typing import Any

from marshmallow import fields, post_load

from schemas.claim import FiltersSchema
from schemas.fields import InstantField, PrecisionField, ShareField, Strict, ZonedField, text
from schemas.verdict import MOMENT, OFFSET, PRECISION, SourceSchema, SpeakerSchema, one_of
from service.quotes import QuoteStatus
from service.types import Filters


class QuoteRequestSchema(Strict):
    """The words, and who is said to have said them."""

    quote = text(3, 2000, required=True, metadata={"description": "Without quotation marks around it."})
    speaker = text(1, 200, load_default=None, allow_none=True)
    as_of = ZonedField(allow_none=True, load_default=None)
    filters = fields.Nested(FiltersSchema, load_default=Filters)

    @post_load
    def merged(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """`as_of` is one of the filters of a search."""
        return {**data, "filters": replace(data["filters"], as_of=data.pop("as_of"))}


class DifferenceSchema(Strict):
    """Words of the quotation, and what the source has in their place; one of them may be empty."""

    quoted = fields.String(required=True)
    source = fields.String(required=True)


class QuotePlaceSchema(Strict):
    """Where the words stand: the document's text from start to end."""

    status = one_of(QuoteStatus)
    text = fields.String(required=True)
    start = fields.Integer(required=True, metadata=OFFSET)
    end = fields.Integer(required=True, metadata=OFFSET)
    document = fields.Nested(SourceSchema, required=True)
    stated_at = InstantField(required=True, allow_none=True, metadata=MOMENT)
    stated_at_precision = PrecisionField(required=True, allow_none=True, metadata=PRECISION)
    speaker = fields.Nested(SpeakerSchema, required=True, allow_none=True)
    differences = fields.List(fields.Nested(DifferenceSchema), required=True)
    likeness = ShareField(required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The precision is part of the moment itself."""
        return super().get_attribute(obj, "stated_at" if attr == "stated_at_precision" else attr, default)


class QuoteAnswerSchema(Strict):
    """What became of the quotation: the status of its best place, or absent."""

    status = one_of(QuoteStatus)
    places = fields.List(fields.Nested(QuotePlaceSchema), required=True)
