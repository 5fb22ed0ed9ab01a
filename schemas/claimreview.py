"""What a ClaimReview draft is made from, and the draft."""

from typing import Any

from marshmallow import fields, post_load, validate

from schemas.fields import DayField, text
from schemas.fields import Strict as Base
from schemas.recheck import KeptClaimSchema, Lenient
from schemas.verdict import one_of
from service.claimreview import Author, Review
from service.types import Label

LINK = validate.Regexp(
    r"^https?://"
    r"[^\x00-\x20\x7f/][^\x00-\x20\x7f]*"  # a host, and no space or control character anywhere
    r"(?![\s\S])",  # the end: $ would let a line feed follow
    error="Must be an http or https address.",
)


class ReviewedAnswerSchema(Lenient):
    """The answer as it was given; only these parts are used."""

    claim = fields.Nested(KeptClaimSchema, required=True)
    verdict = one_of(Label)
    summary = text(1, 2000, required=True)


class AuthorSchema(Base):
    """Who signs the review."""

    name = text(1, 200, required=True)
    url = fields.String(validate=LINK, load_default=None, allow_none=True)
    type = fields.String(validate=validate.OneOf(["Organization", "Person"]), load_default="Organization")

    @post_load
    def author(self, data: dict[str, Any], **_: Any) -> Author:
        """The frozen value."""
        return Author(**data)


class ReviewRequestSchema(Base):
    """An answer, and what only the caller knows."""

    answer = fields.Nested(ReviewedAnswerSchema, required=True)
    url = fields.String(required=True, validate=LINK, metadata={"description": "The page of the published review."})
    author = fields.Nested(AuthorSchema, required=True)
    date_published = DayField(load_default=None, allow_none=True)
    appearance = fields.String(
        validate=LINK, load_default=None, allow_none=True, metadata={"description": "Where the claim was made."}
    )
    claimant = text(1, 200, load_default=None, allow_none=True, metadata={"description": "Who made the claim."})
    claim_published = DayField(load_default=None, allow_none=True)

    @post_load
    def review(self, data: dict[str, Any], **_: Any) -> Review:
        """The frozen value."""
        answer = data.pop("answer")
        days = {name: day.isoformat() for name in ("date_published", "claim_published") if (day := data.pop(name))}
        return Review(answer["claim"]["text"], Label(answer["verdict"]), answer["summary"], **data, **days)
