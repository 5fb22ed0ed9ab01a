"""Kept answers beside the archive of today."""

from typing import Any

from marshmallow import EXCLUDE, fields, post_load, validate

from schemas.batch import ID, LooseField
from schemas.claim import ClaimRequestSchema, FiltersSchema
from schemas.fields import Strict, ZonedField, text
from schemas.problem import ProblemSchema
from schemas.verdict import AnswerSchema, one_of
from service.answer import Request
from service.recheck import ChangeKind, Kept, KeptEvidence, Outcome
from service.types import Filters, Label, StanceKind

LONGEST_QUOTE = 20_000


class Lenient(Strict):
    """Part of a kept answer: members that are not needed are passed over."""

    class Meta:
        """Answers of other versions may hold more."""

        unknown = EXCLUDE


class KeptClaimSchema(Lenient):
    """The claim of a kept answer."""

    text = ClaimRequestSchema().fields["claim"]


class KeptDocumentSchema(Lenient):
    """The document of a kept piece of evidence."""

    id = text(1, 512, required=True)
    version = fields.String(required=True)


class KeptEvidenceSchema(Lenient):
    """A kept piece of evidence."""

    stance = one_of(StanceKind)
    quote = text(1, LONGEST_QUOTE, required=True)
    document = fields.Nested(KeptDocumentSchema, required=True)

    @post_load
    def evidence(self, data: dict[str, Any], **_: Any) -> KeptEvidence:
        """The frozen value."""
        document = data["document"]
        return KeptEvidence(StanceKind(data["stance"]), data["quote"], document["id"], document["version"])


class KeptAnswerSchema(Lenient):
    """An answer as it was given; `id`, `as_of` and `filters` of the request may be added to it."""

    id = fields.Raw(metadata=ID)
    claim = fields.Nested(KeptClaimSchema, required=True)
    verdict = one_of(Label)
    evidence = fields.List(fields.Nested(KeptEvidenceSchema), required=True, validate=validate.Length(max=100))
    as_of = ZonedField(allow_none=True, load_default=None)
    filters = fields.Nested(FiltersSchema, load_default=Filters)

    @post_load
    def parts(self, data: dict[str, Any], **_: Any) -> tuple[Kept, Request]:
        """What was kept, and the request to ask again."""
        kept = Kept(Label(data["verdict"]), tuple(data["evidence"]))
        return kept, Request(data["claim"]["text"], data["as_of"], data["filters"])


class RecheckSchema(Strict):
    """Several kept answers."""

    answers = fields.List(
        LooseField(KeptAnswerSchema, allow_none=True),
        required=True,
        validate=validate.Length(min=1),
        metadata={"description": "Up to 100 answers (a setting), as they were given."},
    )


class ChangeSchema(Strict):
    """One difference between the kept answer and today's."""

    kind = one_of(ChangeKind)
    before = fields.String(required=True, allow_none=True)
    after = fields.String(required=True, allow_none=True)
    document_id = fields.String(required=True, allow_none=True)
    quote = fields.String(required=True, allow_none=True)


class RecheckedSchema(Strict):
    """What became of one kept answer."""

    outcome = one_of(Outcome)
    changes = fields.List(fields.Nested(ChangeSchema), required=True)
    answer = fields.Nested(AnswerSchema, required=True)


class RecheckResultSchema(Strict):
    """What became of one item: an outcome, or a problem."""

    id = fields.Raw(required=True, allow_none=True, metadata=ID)
    status = fields.Integer(required=True)
    outcome = fields.String(validate=validate.OneOf([one.value for one in Outcome]))
    changes = fields.List(fields.Nested(ChangeSchema))
    answer = fields.Nested(AnswerSchema)
    problem = fields.Nested(ProblemSchema)


class RecheckAnswerSchema(Strict):
    """A result for each kept answer, in their order."""

    results = fields.List(fields.Nested(RecheckResultSchema), required=True)
