"""The answer to one claim: the order of its fields and the rounding of its numbers are decided here."""

from enum import StrEnum
from typing import Any

from marshmallow import fields, validate

from schemas.fields import FigureField, InstantField, PrecisionField, ShareField, Strict, WhenField
from service.types import Basis, Flag, Label, Precision, ReasonKind, StanceKind


def one_of(words: type[StrEnum], **options: Any) -> fields.String:
    """A string out of a closed list."""
    return fields.String(validate=validate.OneOf([word.value for word in words]), required=True, **options)


FIGURE = {"type": ["number", "string"]}
WHEN = {"type": "string", "description": "A date-time, or a date where only the day is known."}
MOMENT = {"type": "string", "format": "date-time"}
PRECISION = {"type": "string", "enum": [*(word.value for word in Precision), None]}
OFFSET = {"description": "In Unicode code points."}


class ComparedSchema(Strict):
    """One side of a reason."""

    text = fields.String(required=True)
    start = fields.Integer(required=True, metadata=OFFSET)
    end = fields.Integer(required=True, metadata=OFFSET)
    value = FigureField(required=True, allow_none=True, metadata=FIGURE)
    unit = fields.String(required=True, allow_none=True)


class ReasonSchema(Strict):
    """A typed ground for a stance, with the two spans that it compares."""

    kind = one_of(ReasonKind)
    claim = fields.Nested(ComparedSchema, required=True, allow_none=True)
    statement = fields.Nested(ComparedSchema, required=True, allow_none=True)


class PartSchema(Strict):
    """One part of the claim and its verdict."""

    text = fields.String(required=True)
    start = fields.Integer(required=True, metadata=OFFSET)
    end = fields.Integer(required=True, metadata=OFFSET)
    verdict = one_of(Label)


class CheckedClaimSchema(Strict):
    """The claim as sent, and its parts."""

    text = fields.String(required=True, attribute="claim")
    parts = fields.List(fields.Nested(PartSchema), required=True)


class ContextSchema(Strict):
    """The neighbouring words of the document."""

    before = fields.String(required=True)
    after = fields.String(required=True)


class SourceSchema(Strict):
    """The document behind a piece of evidence."""

    id = fields.String(required=True)
    version = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    published_at = WhenField(required=True, allow_none=True, metadata=WHEN)


class SpeakerSchema(Strict):
    """To whom the statement is attributed."""

    name = fields.String(required=True)
    role = fields.String(required=True, allow_none=True)
    cue = fields.String(required=True)


class OriginSchema(Strict):
    """Where the text first came from."""

    id = fields.String(required=True)
    copies = fields.Integer(required=True, metadata={"description": "How many copies of it the archive holds."})


class EvidenceSchema(Strict):
    """A statement with its stance and reasons; the document's text from start to end is the quote."""

    stance = one_of(StanceKind)
    strength = ShareField(required=True)
    basis = one_of(Basis)
    quote = fields.String(required=True)
    start = fields.Integer(required=True, metadata=OFFSET)
    end = fields.Integer(required=True, metadata=OFFSET)
    context = fields.Nested(ContextSchema, required=True)
    document = fields.Nested(SourceSchema, required=True)
    stated_at = InstantField(required=True, allow_none=True, metadata=MOMENT)
    stated_at_precision = PrecisionField(required=True, allow_none=True, metadata=PRECISION)
    speaker = fields.Nested(SpeakerSchema, required=True, allow_none=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)
    origin = fields.Nested(OriginSchema, required=True)
    flags = fields.List(one_of(Flag), required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The precision is part of the moment itself."""
        return super().get_attribute(obj, "stated_at" if attr == "stated_at_precision" else attr, default)


class EditSchema(Strict):
    """Replace the claim's words from start to end."""

    start = fields.Integer(required=True, metadata=OFFSET)
    end = fields.Integer(required=True, metadata=OFFSET)
    replacement = fields.String(required=True)


class CorrectionSchema(Strict):
    """The claim with the right words, where a reason supplies them."""

    text = fields.String(required=True)
    edits = fields.List(fields.Nested(EditSchema), required=True)


class TimelinePointSchema(Strict):
    """One figure at one moment."""

    at = WhenField(required=True, allow_none=True, metadata=WHEN)
    value = FigureField(required=True, metadata={"type": "number"})
    unit = fields.String(required=True)
    document_id = fields.String(required=True)
    quote = fields.String(required=True)
    start = fields.Integer(required=True, metadata=OFFSET)
    end = fields.Integer(required=True, metadata=OFFSET)


class PriorCheckSchema(Strict):
    """A published fact check of a like claim."""

    claim = fields.String(required=True)
    rating = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    document_id = fields.String(required=True)
    published_at = WhenField(required=True, allow_none=True, metadata=WHEN)
    match = ShareField(required=True)


class CoverageSchema(Strict):
    """What was searched."""

    documents = fields.Integer(required=True)
    statements_considered = fields.Integer(required=True)
    first = fields.Date(required=True, allow_none=True, data_key="from")
    last = fields.Date(required=True, allow_none=True, data_key="to")
    complete = fields.Boolean(required=True)
    degraded = fields.List(fields.String(), required=True)


class SignatureSchema(Strict):
    """Everything that shaped the answer."""

    generation = fields.String(required=True)
    analyzer = fields.String(required=True)
    rules = fields.String(required=True)
    model = fields.String(required=True)
    policy = fields.String(required=True)
    version = fields.String(required=True)


class AnswerSchema(Strict):
    """The whole answer to one claim."""

    verification_id = fields.String(required=True)
    claim = fields.Nested(CheckedClaimSchema, required=True)
    verdict = one_of(Label)
    confidence = ShareField(required=True, metadata={"description": "Probability that the verdict is right."})
    summary = fields.String(required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    correction = fields.Nested(CorrectionSchema, required=True, allow_none=True)
    near_misses = fields.List(fields.Nested(EvidenceSchema), required=True)
    timeline = fields.List(fields.Nested(TimelinePointSchema), required=True)
    prior_checks = fields.List(fields.Nested(PriorCheckSchema), required=True)
    coverage = fields.Nested(CoverageSchema, required=True)
    signature = fields.Nested(SignatureSchema, required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """`claim` gathers the claim's text and its parts, which the answer holds side by side."""
        return obj if attr == "claim" else super().get_attribute(obj, attr, default)
