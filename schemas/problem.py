"""Problem documents (RFC 9457): the shape of every error."""

from marshmallow import fields

from schemas.fields import Strict


class ProblemErrorSchema(Strict):
    """One thing that is wrong with the request."""

    pointer = fields.String(metadata={"description": "JSON pointer into the body."})
    parameter = fields.String(metadata={"description": "Name of the query parameter."})
    detail = fields.String(required=True)


class ProblemSchema(Strict):
    """An error."""

    type = fields.String(required=True, metadata={"description": "A stable name: urn:factcheck:problem:<code>."})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True, metadata={"description": "The path that was asked for."})
    request_id = fields.String(required=True)
    errors = fields.List(fields.Nested(ProblemErrorSchema))


class HealthSchema(Strict):
    """The process is alive."""

    status = fields.String(required=True)


class ReadinessSchema(Strict):
    """The service can answer: an index is open and the model is loaded."""

    status = fields.String(required=True)
    generation = fields.String(required=True)
    model = fields.String(required=True)
    version = fields.String(required=True)
