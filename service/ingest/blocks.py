"""A document -> its spans that state something, each with its kind, entry and, for a post, its author."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.ingest.captions import caption_end, crosshead, dateline_end, is_ended
from service.ingest.furniture import is_credit, is_furniture
from service.ingest.liveblog import Entry, entries
from service.ingest.posts import Post, posts
from service.text.normalise import folded
from service.text.sentences import Span, paragraphs, sentences_of
from service.types import Document, Moment, Precision, StatementKind

LONGEST_CROSSHEAD = 60  # an unended line of an article is a crosshead up to here, a caption beyond
LONGEST_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class Block:
    """One span that states something."""

    start: int
    end: int
    kind: StatementKind
    post: Post | None = None


def parts(document: Document) -> list[tuple[Entry, list[Block]]]:
    """The entries of a live blog, or the whole of an article as one entry, each with its blocks in order."""
    blogged = entries(document)
    if blogged:
        return [(entry, _entry_blocks(document, entry)) for entry in blogged]
    whole = Entry((0, len(document.text)), document.title, None, _published(document.published_at))
    return [(whole, list(_article_blocks(document)))]


def _published(moment: Moment | None) -> Moment | None:
    """An article is stated on its day: the minute of publication is no minute of the event."""
    if moment is None or moment.precision is Precision.DAY:
        return moment
    return Moment(moment.at.replace(hour=0, minute=0, second=0, microsecond=0), Precision.DAY)


def _entry_blocks(document: Document, entry: Entry) -> list[Block]:
    head = [Block(*entry.headline, StatementKind.HEADLINE)] if entry.headline else []
    lines = _lines(document.text, *entry.body)
    return head + list(_body(document.text, lines, isolated=StatementKind.SENTENCE))


def _article_blocks(document: Document) -> Iterator[Block]:
    lines = _lines(document.text, 0, len(document.text))
    while lines and is_furniture(document.text[slice(*lines[0])]):
        lines.pop(0)
    if lines and (head := _headline(document, lines[0])):
        yield Block(*head, StatementKind.HEADLINE)
        lines.pop(0)
    yield from _body(document.text, lines, isolated=None)


def _headline(document: Document, line: Span) -> Span | None:
    """The first line, where it is the title or reads like one."""
    text = document.text[slice(*line)]
    if document.title and folded(text).rstrip(".") == folded(document.title).rstrip("."):
        return line
    crossed = is_ended(text) or len(text) > LONGEST_HEADLINE or caption_end(text) is not None
    return None if crossed or "\n" not in document.text[line[1] :] else line


def _lines(text: str, start: int, end: int) -> list[Span]:
    return [(start + first, start + last) for first, last in paragraphs(text[start:end])]


def _body(text: str, lines: list[Span], isolated: StatementKind | None) -> Iterator[Block]:
    """The blocks of lines; `isolated` is the kind of an unended line standing alone, None: by its length."""
    posted = posts(text, lines)
    index = 0
    while index < len(lines):
        post = posted.get(index)
        if post is not None:
            for line in post.lines:
                for span in sentences_of(text, *line):
                    yield Block(*span, StatementKind.POST, post)
            index = _after(lines, post, index)
            continue
        yield from _line(text, lines, index, isolated)
        index += 1


def _after(lines: list[Span], post: Post, index: int) -> int:
    while index < len(lines) and lines[index][0] <= post.author_span[0]:
        index += 1
    return index


def _line(text: str, lines: list[Span], index: int, isolated: StatementKind | None) -> Iterator[Block]:
    start, end = lines[index]
    line = text[start:end]
    if is_furniture(line):
        return
    head = crosshead(line)
    if head:
        yield Block(start + head[0], start + head[1], StatementKind.HEADLINE)
        return
    credit = caption_end(line)
    if credit is not None:
        yield Block(start, start + credit, StatementKind.CAPTION)
        return
    if not is_ended(line):
        yield Block(start, end, _unended(text, lines, index, isolated))
        return
    for span in sentences_of(text, start + dateline_end(line), end):
        if any(character.isalnum() for character in text[slice(*span)]):
            yield Block(*span, StatementKind.SENTENCE)


def _unended(text: str, lines: list[Span], index: int, isolated: StatementKind | None) -> StatementKind:
    """What a line without an end mark is: an item of a list, a caption, or a crosshead."""
    after = text[slice(*lines[index + 1])] if index + 1 < len(lines) else ""
    if is_credit(after):
        return StatementKind.CAPTION
    before = text[slice(*lines[index - 1])] if index else ""
    if isolated or any(near and _is_item(near) for near in (before, after)):
        return isolated or StatementKind.SENTENCE
    length = lines[index][1] - lines[index][0]
    return StatementKind.HEADLINE if length <= LONGEST_CROSSHEAD and after else StatementKind.CAPTION


def _is_item(line: str) -> bool:
    """Whether a neighbouring line has no end mark either, so that both are items of a list."""
    return not (is_ended(line) or is_furniture(line) or crosshead(line) or caption_end(line))
