"""Documents and the archive that holds them."""

from marshmallow import fields, validate

from schemas.fields import Strict, WhenField
from schemas.verdict import WHEN


class VersionQuerySchema(Strict):
    """Which version of a document; without it the newest."""

    version = fields.String(load_default=None, validate=validate.Regexp(r"^sha256:[0-9a-f]{64}$"))


class VersionSchema(Strict):
    """One kept version of a document."""

    version = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    published_at = WhenField(required=True, allow_none=True, metadata=WHEN)
    characters = fields.Integer(required=True)
    usable_from = WhenField(required=True, allow_none=True, metadata=WHEN)
    usable_until = WhenField(required=True, allow_none=True, metadata=WHEN)


class NoticeSchema(Strict):
    """What another document does to this one, from a moment on."""

    kind = fields.String(required=True, validate=validate.OneOf(["corrected", "replaced"]))
    source = fields.String(required=True)
    moment = WhenField(required=True, metadata=WHEN)


class CorrectionOfSchema(Strict):
    """What this document corrects, replaces or has become."""

    replaces = fields.String(required=True, allow_none=True)
    correction_of = fields.String(required=True, allow_none=True)
    retracted = fields.Boolean(required=True)
    notices = fields.List(fields.Nested(NoticeSchema), required=True)


class DocumentSchema(Strict):
    """One document: its text is that of `version`, to which all offsets of answers refer."""

    id = fields.String(required=True)
    version = fields.String(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    publisher = fields.String(required=True, allow_none=True)
    author = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    language = fields.String(required=True)
    published_at = WhenField(required=True, allow_none=True, metadata=WHEN)
    valid_from = WhenField(required=True, allow_none=True, metadata=WHEN)
    expires_at = WhenField(required=True, allow_none=True, metadata=WHEN)
    embargo_until = WhenField(required=True, allow_none=True, metadata=WHEN)
    corrections = fields.Nested(CorrectionOfSchema, required=True)
    versions = fields.List(fields.Nested(VersionSchema), required=True)
    text = fields.String(required=True)


class CorpusSchema(Strict):
    """The archive as it stands: one generation, its counts, dates and publishers."""

    generation = fields.String(required=True)
    analyzer = fields.String(required=True)
    built_at = fields.AwareDateTime(required=True)
    documents = fields.Integer(required=True)
    statements = fields.Integer(required=True)
    first = fields.Date(required=True, allow_none=True, data_key="from")
    last = fields.Date(required=True, allow_none=True, data_key="to")
    publishers = fields.List(fields.String(), required=True)
