"""RSS and Atom: each entry is a document; the `source` element names the publisher. Nothing is fetched."""

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from service.errors import InvalidInput
from service.ingest.items import Item, Problem, Source
from service.ingest.markup import Fields, text_of
from service.ingest.metadata import document

ENTITY = re.compile(rb"<!(?:ENTITY|\[)", re.IGNORECASE)
ODD_FEED = (ValueError, TypeError, AttributeError, KeyError, IndexError, LookupError, RecursionError)


def feed(source: Source) -> Iterator[Item]:
    """The entries of a feed; one that declares entities is refused whole."""
    try:
        found = _parsed(source.content())
    except InvalidInput as error:
        yield Problem(source.name, str(error))
        return
    for number, entry in enumerate(found.entries, 1):
        try:
            fields = _fields(entry, found.feed)
            yield document(_text(entry), {**fields, **source.metadata, "id": fields["id"]})
        except InvalidInput as error:
            yield Problem(f"{source.name}, entry {number}", str(error))


def _parsed(content: bytes) -> Any:
    if ENTITY.search(content):
        raise InvalidInput("the feed declares entities: it is not read")
    try:
        found = feedparser.parse(io.BytesIO(content), resolve_relative_uris=False)
    except ODD_FEED as error:
        raise InvalidInput(f"not a feed: {error}") from error
    if not found.entries:
        why = found.get("bozo_exception")
        raise InvalidInput(f"not a feed: {why}" if why else "the feed has no entries")
    return found


def _text(entry: Any) -> str:
    contents = [one.get("value", "") for one in entry.get("content", [])] + [entry.get("summary", "")]
    texts = [text_of(one) for one in contents if isinstance(one, str)]
    return max(texts, key=len, default="")


def _fields(entry: Any, feed: Any) -> Fields:
    named = entry.get("source") or {}
    original = named.get("title") if isinstance(named, dict) else None
    identity = entry.get("id") or entry.get("link")
    if not identity:
        raise InvalidInput("neither an id nor a link")
    fields: Fields = {
        "id": identity,
        "title": text_of(entry.get("title") or ""),
        "publisher": original or feed.get("title"),
        "author": entry.get("author"),
        "url": entry.get("link"),
        "published_at": dict.get(entry, "published") or dict.get(entry, "updated"),  # feedparser's own get warns
        "updated_at": dict.get(entry, "updated"),
        "language": entry.get("language") or feed.get("language"),
        "feed": feed.get("title"),
        "source": original,
    }
    return {name: value for name, value in fields.items() if value}
