"""HTML pages: main text by trafilatura, fields by schema.org and by trafilatura. Nothing is fetched."""

from collections.abc import Iterator
from pathlib import PurePath

import lxml.etree
import trafilatura
from trafilatura.settings import Document as Page

from service.errors import InvalidInput
from service.ingest.decoding import decoded
from service.ingest.items import Item, Problem, Source
from service.ingest.markup import DEEPEST, Fields, linked_data, parsed
from service.ingest.metadata import document
from service.ingest.readers.schema_org import fields_of

LARGEST_PAGE = 16 * 1024 * 1024  # 16 MiB
# What trafilatura and lxml raise on pages made to break them.
ODD_PAGE = (lxml.etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError)


def html(source: Source) -> Iterator[Item]:
    """The article, live blog or fact check on a page."""
    try:
        fields, text = article(decoded(source.content(LARGEST_PAGE)))
        yield document(text, {**fields, **source.metadata}, PurePath(source.name).with_suffix("").as_posix())
    except InvalidInput as error:
        yield Problem(source.name, str(error))


def article(markup: str) -> tuple[Fields, str]:
    """A page's fields and text: those of its schema.org objects first, else what trafilatura finds."""
    tree = parsed(markup)
    if _depth(tree) > DEEPEST:
        raise InvalidInput(f"elements are nested deeper than {DEEPEST}")
    stated = fields_of(linked_data(tree))
    text, body = stated.pop("text", None), stated.pop("body", None)
    try:
        page = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True)
    except ODD_PAGE as error:
        raise InvalidInput(f"the page cannot be read: {error}") from error
    found = page if isinstance(page, Page) else None
    text = text or (found.text if found else None) or body
    if not isinstance(text, str) or not text.strip():
        raise InvalidInput("no article text found on the page")
    return {**(_fields(found) if found else {}), **stated}, text


def _fields(page: Page) -> Fields:
    fields: Fields = {
        "title": page.title,
        "author": page.author,
        "publisher": page.sitename,
        "published_at": page.date,
        "url": page.url if page.url and page.url.startswith(("http://", "https://")) else None,
        "language": page.language,
    }
    return {name: value for name, value in fields.items() if value}


def _depth(tree: lxml.html.HtmlElement) -> int:
    deepest, level = 0, 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest
