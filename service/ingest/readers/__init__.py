"""Which reader reads which file: a table of endings, the longest that fits counts."""

from service.ingest.items import Reader
from service.ingest.readers.feed import feed
from service.ingest.readers.html import html
from service.ingest.readers.json_item import json_file
from service.ingest.readers.jsonl import json_lines
from service.ingest.readers.pdf import pdf
from service.ingest.readers.plain import markdown, plain_text

READERS: dict[str, Reader] = {
    ".jsonl.gz": json_lines,
    ".ndjson.gz": json_lines,
    ".txt": plain_text,
    ".text": plain_text,
    ".md": markdown,
    ".markdown": markdown,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".json": json_file,
    ".ninjs": json_file,
    ".html": html,
    ".htm": html,
    ".xhtml": html,
    ".xml": feed,
    ".rss": feed,
    ".atom": feed,
    ".pdf": pdf,
}


def reader_of(name: str) -> Reader | None:
    """The reader of a file by its name; None if there is none."""
    return next((reader for ending, reader in READERS.items() if name.lower().endswith(ending)), None)
