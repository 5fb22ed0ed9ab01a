"""One JSON object -> a document: our own fields, IPTC ninjs, or schema.org."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

import msgspec

from service.errors import InvalidInput
from service.ingest.decoding import decoded
from service.ingest.items import Item, Problem, Source
from service.ingest.markup import Fields, objects, text_field, text_of
from service.ingest.metadata import document
from service.ingest.readers.schema_org import fields_of

NINJS = {  # a field of ours <- the fields of ninjs 1 and 2 that may hold it, the best first
    "title": ("headline", "title", "name"),
    "publisher": ("source", "copyrightholder", "infosources"),
    "author": ("byline", "by"),
    "published_at": ("firstcreated", "contentcreated", "versioncreated"),
    "updated_at": ("versioncreated",),
    "embargo_until": ("embargoed",),
    "expires_at": ("expires",),
    "language": ("language",),
    "replaces": ("replacing",),
    "credit": ("copyrightnotice", "usageterms"),
    "wire": ("wire",),
}
BODIES = ("body_text", "body_html", "body_xhtml", "bodies", "description_text", "descriptions")

_decoder = msgspec.json.Decoder()


def json_file(source: Source) -> Iterator[Item]:
    """A file that holds one object, or a list of them."""
    try:
        value = _decoder.decode(decoded(source.content()).encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError, InvalidInput) as error:
        yield Problem(source.name, f"not JSON: {error}")
        return
    rows = value if isinstance(value, list) else [value]
    default = PurePath(source.name).with_suffix("").as_posix() if len(rows) == 1 else None
    for number, row in enumerate(rows, 1):
        try:
            yield item_document(row, source.metadata if len(rows) == 1 else {}, default)
        except InvalidInput as error:
            yield Problem(source.name if len(rows) == 1 else f"{source.name}, item {number}", str(error))


def item_document(row: object, metadata: Mapping[str, object], default: str | None = None) -> Item:
    """The document that one object describes; InvalidInput where it describes none."""
    if not isinstance(row, dict):
        raise InvalidInput("not a JSON object")
    if isinstance(row.get("text"), str):
        return document(row["text"], {**row, **metadata}, default)
    if "uri" in row and any(name in row for name in BODIES):
        return _ninjs(row, metadata)
    found = list(objects(row))
    if found:
        fields = fields_of(found)
        text = fields.pop("text", None) or fields.pop("body", None) or _review_text(fields)
        fields.setdefault("id", row.get("@id") or fields.get("url") or default)
        return document(str(text or ""), {**fields, **metadata})
    raise InvalidInput("no text")


def _ninjs(row: Fields, metadata: Mapping[str, object]) -> Item:
    status = row.get("pubstatus")
    if status == "withheld":
        raise InvalidInput("its publisher withholds it (pubstatus)")
    fields: Fields = {"id": row["uri"], "retracted": status == "canceled"}
    for name, places in NINJS.items():
        fields[name] = next((text for place in places if (text := _text(row, place))), None)
    text = next((text_of(text) for place in BODIES if (text := _text(row, place))), "")
    given = {name: value for name, value in fields.items() if value}
    return document(text, {**given, **metadata})


def _text(row: Fields, name: str) -> str | None:
    """A field's text; ninjs 2 has lists of objects with a `value` and plain text before HTML, and plural names."""
    value = row.get(name) or row.get(f"{name}s")
    if isinstance(value, list):
        values = [one for one in value if isinstance(one, dict)]
        values.sort(key=lambda one: "html" in str(one.get("contenttype", one.get("contentType", ""))))
        return next((text for one in values if (text := text_field(one, "value", "name", "literal"))), None)
    return text_field(row, name)


def _review_text(fields: Fields) -> str | None:
    """A ClaimReview without an article: the claim and what was found of it."""
    parts = (fields.get("claim_reviewed"), fields.get("rating_explanation") or fields.get("rating"))
    return "\n\n".join(str(part) for part in parts if part) or None
