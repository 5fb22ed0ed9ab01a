"""PDF: the text of all pages, lines joined to paragraphs; an encrypted or broken file is a problem."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from statistics import median

import pypdf
from pypdf.errors import PyPdfError

from service.errors import InvalidInput
from service.ingest.items import Item, Problem, Source
from service.ingest.markup import Fields
from service.ingest.metadata import document, moment

MOST_PAGES = 3_000
LARGEST_TEXT = 20_000_000  # characters
# What pypdf raises on files made to break it.
ODD_FILE = (
    *(PyPdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, ArithmeticError),
    *(RecursionError, NotImplementedError, OSError, struct.error, zlib.error),
)
HYPHENATED = re.compile(r"(?<=[a-z])-$")
ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
FULL_LINE = 0.8  # of the usual line's length: a shorter line ends a paragraph


def pdf(source: Source) -> Iterator[Item]:
    """The file as one document."""
    try:
        fields, text = _read(source.content())
        yield document(text, {**fields, **source.metadata}, PurePath(source.name).with_suffix("").as_posix())
    except InvalidInput as error:
        yield Problem(source.name, str(error))


def unwrapped(text: str) -> str:
    """Lines joined to paragraphs: a line that ends a sentence and is short, or an empty one, ends a paragraph.

    input:  "The ferry left the har-\\nbour late.\\n\\nIt rained."
    output: "The ferry left the harbour late.\\n\\nIt rained."
    """
    lines = [line.strip() for line in text.splitlines()]
    usual = median([len(line) for line in lines if line] or [0])
    pieces: list[str] = []
    for line in lines:
        if not line:
            pieces.append("\n\n")
        elif HYPHENATED.search(line):
            pieces.append(line[:-1])
        else:
            ends = len(line) < usual * FULL_LINE and (
                ENDED.search(line) or not line[-1].isalnum() or len(line) < usual / 2
            )
            pieces.append(line + ("\n\n" if ends else " "))
    return re.sub(r" *\n\n\s*", "\n\n", "".join(pieces)).strip()


def _read(content: bytes) -> tuple[Fields, str]:
    if not content.lstrip()[:5] == b"%PDF-":
        raise InvalidInput("not a PDF")
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise InvalidInput("the PDF is encrypted")
        if len(reader.pages) > MOST_PAGES:
            raise InvalidInput(f"more than {MOST_PAGES} pages")
        text = "\n\n".join(_pages(reader))
        fields = _fields(reader)
    except ODD_FILE as error:
        raise InvalidInput(f"the PDF cannot be read: {error}") from error
    if not text.strip():
        raise InvalidInput("the PDF holds no text (are its pages pictures?)")
    return fields, unwrapped(text)


def _pages(reader: pypdf.PdfReader) -> Iterator[str]:
    size = 0
    for page in reader.pages:
        text = page.extract_text()
        size += len(text)
        if size > LARGEST_TEXT:
            raise InvalidInput("the PDF holds too much text")
        yield text


def _fields(reader: pypdf.PdfReader) -> Fields:
    known = reader.metadata
    if known is None:
        return {}
    fields: Fields = {"title": known.title, "author": known.author}
    if known.creation_date:
        fields["published_at"] = moment(known.creation_date.isoformat()).at.isoformat()
    return {name: value for name, value in fields.items() if isinstance(value, str) and value.strip()}
