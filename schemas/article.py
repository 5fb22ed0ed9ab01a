"""A text to check, and its sentences with what was found."""

from dataclasses import replace
from typing import Any

from marshmallow import fields, post_load, validate

from schemas.claim import MOST_EVIDENCE, FiltersSchema
from schemas.fields import ShareField, Strict, WholeField, ZonedField
from schemas.fields import text as words
from schemas.verdict import OFFSET, CoverageSchema, EvidenceSchema, one_of
from service.articles import Article
from service.types import Filters, Label

LONGEST = 2_000_000


class ArticleRequestSchema(Strict):
    """A text of several sentences."""

    text = words(1, LONGEST, required=True, metadata={"description": "Up to 200,000 characters (a setting)."})
    as_of = ZonedField(allow_none=True, load_default=None)
    filters = fields.Nested(FiltersSchema, load_default=Filters)
    max_evidence = WholeField(load_default=2, validate=validate.Range(min=1, max=MOST_EVIDENCE))
    exclude_documents = fields.List(
        words(1, 512),
        load_default=list,
        validate=validate.Length(max=100),
        metadata={"description": "Documents not to be used, such as the article's own copy in the archive."},
    )

    @post_load
    def article(self, data: dict[str, Any], **_: Any) -> Article:
        """The frozen value."""
        excluded = tuple(data.pop("exclude_documents"))
        return Article(**{**data, "filters": replace(data["filters"], exclude_documents=excluded)})


class ShortVerdictSchema(Strict):
    """What the archive says of one sentence."""

    verification_id = fields.String(required=True)
    verdict = one_of(Label)
    confidence = ShareField(required=True)
    summary = fields.String(required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    coverage = fields.Nested(CoverageSchema, required=True)


class CheckedSchema(Strict):
    """One sentence: text[start:end] of the text as sent."""

    start = fields.Integer(required=True, metadata=OFFSET)
    end = fields.Integer(required=True, metadata=OFFSET)
    text = fields.String(required=True)
    worth = ShareField(required=True, attribute="worth.score")
    check_worthy = fields.Boolean(required=True, attribute="worth.enough")
    answer = fields.Nested(ShortVerdictSchema, required=True, allow_none=True)
    skipped = fields.String(
        required=True, allow_none=True, metadata={"description": "Why a check-worthy sentence has no answer."}
    )


class ArticleAnswerSchema(Strict):
    """Every sentence of the text in order."""

    generation = fields.String(required=True)
    complete = fields.Boolean(required=True, metadata={"description": "Has every check-worthy sentence its answer?"})
    sentences = fields.List(fields.Nested(CheckedSchema), required=True)
