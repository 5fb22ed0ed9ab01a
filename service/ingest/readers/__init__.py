"""Which reader reads which file: a table of suffixes."""

from service.ingest.items import Reader
from service.ingest.readers.html import html
from service.ingest.readers.jsonl import json_lines
from service.ingest.readers.plain import markdown, plain_text

READERS: dict[str, Reader] = {
    ".txt": plain_text,
    ".text": plain_text,
    ".md": markdown,
    ".markdown": markdown,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".html": html,
    ".htm": html,
    ".xhtml": html,
}
