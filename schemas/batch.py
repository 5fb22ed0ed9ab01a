"""Several claims at once: the envelope is strict, each item stands or falls by itself."""

from typing import Any

from marshmallow import fields, validate

from schemas.claim import ClaimRequestSchema
from schemas.fields import Strict
from schemas.problem import ProblemSchema
from schemas.verdict import AnswerSchema

ID = {"type": ["string", "integer"], "description": "The caller's own id of this item."}


class LooseField(fields.Nested):
    """Documented as a schema, loaded as it came: what is wrong with one item is told of that item alone."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, *_: Any, **__: Any) -> Any:
        return value


class BatchItemSchema(ClaimRequestSchema):
    """One claim of a batch with the caller's own id."""

    id = fields.Raw(required=True, metadata=ID)


class BatchSchema(Strict):
    """Several claims."""

    claims = fields.List(
        LooseField(BatchItemSchema, allow_none=True),
        required=True,
        validate=validate.Length(min=1),
        metadata={"description": "Up to 100 claims (a setting). An item that cannot be used gets its own problem."},
    )


class BatchResultSchema(Strict):
    """What became of one item: an answer, or a problem."""

    id = fields.Raw(required=True, allow_none=True, metadata=ID)
    status = fields.Integer(required=True, metadata={"description": "What HTTP would have said of this item alone."})
    answer = fields.Nested(AnswerSchema)
    problem = fields.Nested(ProblemSchema)


class BatchAnswerSchema(Strict):
    """A result for each item, in the order of the items."""

    results = fields.List(fields.Nested(BatchResultSchema), required=True)
