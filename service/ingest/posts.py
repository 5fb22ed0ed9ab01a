"""Posts quoted from elsewhere: "text — Name (@handle) October 27, 2023"."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from dateutil import parser as dates

from service.text.sentences import Span

SIGNATURE = re.compile(
    r"\s*(?:[—–]|--|&mdash;)\s*(?P<name>[^—–\n]{1,80}?)\s*\(@(?P<handle>\w{1,30})\)\s*"
    r"(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})?\s*$"
)
TRAILING_LINK = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+))+\s*$")
LIST_SIGN = re.compile(r"[^\w\s\"'“‘(\[#@$£€-]")  # an emoji or a bullet begins the line


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its lines without the signature, its author, the author's span, its day where given."""

    lines: tuple[Span, ...]
    author: str
    author_span: Span
    day: date | None


def posts(text: str, lines: list[Span]) -> dict[int, Post]:
    """The posts among the lines of an entry, by the index of their first line.

    A post is the line that ends with the signature and the lines before it that belong to it: set apart by more than
    one empty line, or items of a list.
    """
    found: dict[int, Post] = {}
    taken = 0
    for index, (start, end) in enumerate(lines):
        signature = SIGNATURE.search(text, start, end)
        if signature is None:
            continue
        first = _first_line(text, lines, index, taken)
        kept = [*lines[first:index], (start, signature.start())]
        name = signature.span("name")
        found[first] = Post(
            tuple(span for one in kept if (span := _without_link(text, *one))),
            text[slice(*name)],
            name,
            _day(signature["day"]),
        )
        taken = index + 1
    return found


def _first_line(text: str, lines: list[Span], last: int, taken: int) -> int:
    index = last
    while index > taken:
        gap = text[lines[index - 1][1] : lines[index][0]].count("\n")
        listed = LIST_SIGN.match(text, lines[index][0]) and LIST_SIGN.match(text, lines[index - 1][0])
        if gap < 3 and not listed:
            break
        index -= 1
    return index


def _without_link(text: str, start: int, end: int) -> Span | None:
    link = TRAILING_LINK.search(text, start, end)
    end = link.start() if link else end
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        found: datetime = dates.parse(text)
    except (ValueError, OverflowError):
        return None
    return found.date()
