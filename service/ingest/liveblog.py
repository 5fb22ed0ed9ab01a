"""A live blog -> its entries: headline, time, body. Newest or oldest first, over midnight, with pinned entries."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import parser as dates

from service.ingest.captions import is_ended
from service.ingest.furniture import is_furniture
from service.text.sentences import Span, paragraphs
from service.types import Document, Moment, Precision

LONGEST_TIME_LINE = 60
FEWEST_ENTRIES = 3  # so many time lines make a live blog of a text that is not said to be one
LONGEST_HEADLINE = 200
MORNING, EVENING = time(6), time(18)  # a step from before one to after the other crosses midnight

TIME_LINE = re.compile(
    r"(?:(?:updated|posted|published)?(?: at| on)?:?\s*)"
    r"(?:(?P<day>\d{4}-\d{2}-\d{2}|(?:[a-z]{3,9},? )?(?:\d{1,2} [a-z]{3,9},? \d{4}|[a-z]{3,9} \d{1,2},? \d{4}))"
    r"(?:,| at| -|T)?\s*)?"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?\s?m\.?)?\s*"
    r"\(?(?P<zone>[+-]\d{4}|[A-Z]{2,4}|[A-Z][a-z]+ time|local time)?\)?[.:]?",
    re.IGNORECASE,
)
# Offsets in minutes, for texts that say "BST" and name no timezone otherwise.
ZONES = {
    name: minutes
    for minutes, names in {
        -480: "PST", -420: "PDT MST", -360: "MDT CST", -300: "CDT EST", -240: "EDT", 0: "UTC GMT WET", 60: "BST CET",
        120: "CEST EET", 180: "EEST MSK", 480: "HKT SGT", 540: "JST", 600: "AEST", 660: "AEDT",
        720: "NZST", 780: "NZDT",
    }.items()
    for name in names.split()
}  # fmt: skip
ET = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of a document with its own heading and time; `body` is the span of its lines below the headline."""

    body: Span
    heading: str | None
    headline: Span | None
    stated_at: Moment | None


@dataclass(frozen=True, slots=True)
class _TimeLine:
    span: Span
    at: time
    zone: str | None
    day: date | None


def entries(document: Document) -> list[Entry]:
    """The lead and the entries of a live blog in the order of the text; [] if the document is none.

    input:  "Lead.\\n\\n6:05 PM\\n\\nFerry docks\\n\\nIt came late.\\n\\n5:40 PM ..."
    output: the lead at the published day; "Ferry docks" at 18:05; ...
    """
    lines = paragraphs(document.text)
    timed = [found for line in lines if (found := _time_line(document.text, line))]
    if not timed or (document.kind != "live_blog" and not _looks_like_one(lines, timed)):
        return []
    zone = _zone(document, timed)
    moments = _moments(document, timed, zone)
    starts = [line.span[0] for line in timed] + [len(document.text)]
    lead = Entry((0, starts[0]), document.title, None, document.published_at and _day_of(document.published_at, zone))
    blog = [lead] if document.text[: starts[0]].strip() else []
    for line, end, stated_at in zip(timed, starts[1:], moments, strict=True):
        blog.append(_entry(document, (line.span[1], end), stated_at))
    return blog


def _time_line(text: str, line: Span) -> _TimeLine | None:
    start, end = line
    if end - start > LONGEST_TIME_LINE:
        return None
    found = TIME_LINE.fullmatch(text, start, end)
    if found is None or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return _TimeLine(line, time(hour, minute), found["zone"], _day(found["day"]))


def _looks_like_one(lines: list[Span], timed: list[_TimeLine]) -> bool:
    """Time lines with text between them, not a timetable."""
    return len(timed) >= FEWEST_ENTRIES and len(timed) * 2 <= len(lines)


def _entry(document: Document, span: Span, stated_at: Moment | None) -> Entry:
    start, end = span
    for first, last in paragraphs(document.text[start:end]):
        line = document.text[start + first : start + last]
        if is_furniture(line):
            continue
        if is_ended(line) or len(line) > LONGEST_HEADLINE:
            break
        headline = (start + first, start + last)
        return Entry((headline[1], end), line, headline, stated_at)
    return Entry(span, document.title, None, stated_at)


def _zone(document: Document, timed: list[_TimeLine]) -> tzinfo:
    if document.timezone:
        return ZoneInfo(document.timezone)
    named = Counter(line.zone.upper() for line in timed if line.zone)
    for name, _ in named.most_common():
        if name in ZONES:
            return timezone(timedelta(minutes=ZONES[name]), name)
        if name in ET:
            try:
                return ZoneInfo(ET[name])
            except ZoneInfoNotFoundError:
                continue
    published = document.published_at
    return (published.at.tzinfo if published else None) or UTC


def _day_of(published: Moment, zone: tzinfo) -> Moment:
    day = published.at.astimezone(zone).date() if published.precision is Precision.MINUTE else published.at.date()
    return Moment(datetime.combine(day, time(), zone), Precision.DAY)


def _moments(document: Document, timed: list[_TimeLine], zone: tzinfo) -> list[Moment | None]:
    """The moment of each entry: the day that holds most of them is the published day."""
    known = document.published_at or next((Moment(_noon(line.day), Precision.DAY) for line in timed if line.day), None)
    if known is None:
        return [None for _ in timed]
    published = _day_of(known, zone).at.date()
    offsets = _days([line.at for line in timed])
    counted = Counter(offsets)
    most = max(counted, key=lambda offset: (counted[offset], offset))
    days = [line.day or published + timedelta(days=at - most) for line, at in zip(timed, offsets, strict=True)]
    return [
        Moment(datetime.combine(day, line.at, _own_zone(line) or zone), Precision.MINUTE)
        for line, day in zip(timed, days, strict=True)
    ]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _own_zone(line: _TimeLine) -> tzinfo | None:
    """The offset that a time line itself gives: +0100."""
    if line.zone is None or line.zone[0] not in "+-":
        return None
    minutes = int(line.zone[1:3]) * 60 + int(line.zone[3:])
    return timezone(timedelta(minutes=-minutes if line.zone[0] == "-" else minutes))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        found: datetime = dates.parse(text)
    except (ValueError, OverflowError):
        return None
    return found.date()


def _days(times: list[time]) -> list[int]:
    """The day of each time, counted from the first one's, in a list of either order.

    input:  00:21, 23:53, 23:07, ... 00:10, 23:50
    output: 0, -1, -1, ... -1, -2
    """
    forward = _newest_last(times)
    day, found, before = 0, [0], times[0]
    for at in times[1:]:
        if forward and at < MORNING and before >= EVENING:
            day += 1
        elif not forward and at >= EVENING and before < MORNING:
            day -= 1
        found.append(day)
        before = at
    return found


def _newest_last(times: list[time]) -> bool:
    steps = list(pairwise(times))
    rising = sum(left < right for left, right in steps)
    return rising > sum(left > right for left, right in steps)
