"""HTML pages: main text, title, author, date, canonical address. Nothing is fetched."""

from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import urlsplit

import trafilatura
from trafilatura.settings import Document as Page

from service.errors import InvalidInput
from service.ingest.decoding import decoded
from service.ingest.items import Item, Problem, Source
from service.ingest.metadata import document


def html(source: Source) -> Iterator[Item]:
    """The article on a page as trafilatura finds it."""
    try:
        text = decoded(source.content())
        page = trafilatura.bare_extraction(
            text, include_comments=False, include_tables=True, favor_precision=False, with_metadata=True
        )
        if isinstance(page, Page) and page.text:
            yield document(page.text, {**_fields(page), **source.metadata}, PurePath(source.name).stem)
        else:
            yield Problem(source.name, "no article text found on the page")
    except InvalidInput as error:
        yield Problem(source.name, str(error))


def _fields(page: Page) -> dict[str, object]:
    fields: dict[str, object] = {
        "title": page.title,
        "author": page.author,
        "publisher": page.sitename,
        "published_at": page.date,
        "url": page.url if page.url and urlsplit(page.url).scheme in ("http", "https") else None,
        "language": page.language,
    }
    return {name: value for name, value in fields.items() if value}
