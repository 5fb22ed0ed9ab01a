"""Text and what is known of it -> a Document. The one place where fields of the outside become fields of ours."""

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import parser as dates

from service.errors import InvalidInput
from service.types import Document, Moment, Precision

LONGEST_ID = 512
LONGEST_TEXT = 20_000_000  # characters
TEXTS = ("title", "publisher", "url", "author", "timezone", "replaces", "correction_of")
MOMENTS = ("valid_from", "expires_at", "embargo_until")
NAMED = {"id", "text", "published_at", "kind", "language", "retracted", "file", *TEXTS, *MOMENTS}
ZERO_DAY = datetime(1, 1, 1)  # noqa: DTZ001 - only tells which fields a date string left open
KINDS = ("article", "live_blog", "fact_check")


def version_of(text: str) -> str:
    """The version of a text: its hash.

    input:  "One."
    output: "sha256:" and 64 hex digits
    """
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document(text: str, fields: Mapping[str, object], default_id: str | None = None) -> Document:
    """A Document from its text and the fields of a JSON line or of sources.jsonl; InvalidInput says which is wrong."""
    if not text.strip():
        raise InvalidInput("the text is empty")
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(f"the text is longer than {LONGEST_TEXT:,} characters")
    if any(unicodedata.category(character) == "Cs" for character in text if character >= "\ud800"):
        raise InvalidInput("the text holds a lone surrogate")
    zone = _zone(fields)
    return Document(
        id=_id(fields, default_id),
        version=version_of(text),
        text=text,
        published_at=_moment(fields, zone),
        kind=_kind(fields),
        language=_text(fields, "language") or "en",
        retracted=_flag(fields, "retracted"),
        extra={
            key: str(value) for key, value in fields.items() if key not in NAMED and isinstance(value, str) and value
        },
        **{name: _text(fields, name) for name in TEXTS},  # type: ignore[arg-type]
        **{name: _datetime(fields, name, zone) for name in MOMENTS},  # type: ignore[arg-type]
    )


def moment(text: str, zone: tzinfo = UTC) -> Moment:
    """When something was published, to the minute if a time is given, else to the day.

    input:  "2023-10-27T23:59:00+01:00" / "2024-03-21" / "Fri, 27 Oct 2023 22:59:00 GMT"
    output: minute / day (midnight in `zone`) / minute
    """
    try:
        if len(text) == len("2024-03-21"):
            return Moment(datetime.combine(date.fromisoformat(text), time(), zone), Precision.DAY)
        found = datetime.fromisoformat(text)
    except ValueError:
        found = _loose(text)
        if found.time() == time() and ":" not in text:
            return Moment(found.replace(tzinfo=zone), Precision.DAY)
    return Moment(found if found.tzinfo else found.replace(tzinfo=zone), Precision.MINUTE)


def _loose(text: str) -> datetime:
    try:
        found: datetime = dates.parse(text, default=ZERO_DAY)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(f"not a date: {text[:40]!r}") from error
    if found.year == 1:
        raise InvalidInput(f"not a whole date: {text[:40]!r}")
    return found


def _id(fields: Mapping[str, object], default: str | None) -> str:
    found = fields.get("id", default)
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str) or not found.strip():
        raise InvalidInput("no id")
    if len(found) > LONGEST_ID:
        raise InvalidInput(f"the id is longer than {LONGEST_ID} characters")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in found):
        raise InvalidInput("the id holds a control character")
    return found


def _kind(fields: Mapping[str, object]) -> str:
    kind = _text(fields, "kind") or "article"
    if kind not in KINDS:
        raise InvalidInput(f"kind is {kind!r}, not one of {', '.join(KINDS)}")
    return kind


def _text(fields: Mapping[str, object], name: str) -> str | None:
    found = fields.get(name)
    if found is None or found == "":
        return None
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return ", ".join(found)
    if not isinstance(found, str):
        raise InvalidInput(f"{name} is not a text")
    return str(found)  # libraries have their own kinds of text


def _flag(fields: Mapping[str, object], name: str) -> bool:
    found = fields.get(name, False)
    if not isinstance(found, bool):
        raise InvalidInput(f"{name} is neither true nor false")
    return found


def _zone(fields: Mapping[str, object]) -> tzinfo:
    name = _text(fields, "timezone")
    if name is None:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput(f"unknown timezone {name[:40]!r}") from error


def _moment(fields: Mapping[str, object], zone: tzinfo) -> Moment | None:
    text = _text(fields, "published_at")
    return None if text is None else moment(text, zone)


def _datetime(fields: Mapping[str, object], name: str, zone: tzinfo) -> datetime | None:
    text = _text(fields, name)
    return None if text is None else moment(text, zone).at
