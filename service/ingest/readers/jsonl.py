"""JSON lines: one document per line, `id` and `text` required; a broken line is reported, the rest goes in."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import msgspec

from service.errors import InvalidInput
from service.ingest.items import Item, Problem, Source
from service.ingest.readers.json_item import item_document

LONGEST_LINE = 32 * 1024 * 1024  # 32 MiB: no document is longer
MOST_UNPACKED = 64 * 1024 * 1024 * 1024  # 64 GiB
MARK = b"\xef\xbb\xbf"  # the byte order mark of UTF-8

_decoder = msgspec.json.Decoder(dict[str, object])


def json_lines(source: Source) -> Iterator[Item]:
    """The documents of a file of JSON lines, packed with gzip or not, read line by line."""
    number, taken = 0, 0
    with _unpacked(source) as stream:
        while True:
            try:
                line = stream.readline(LONGEST_LINE)
            except (gzip.BadGzipFile, EOFError, zlib.error) as error:
                yield Problem(source.name, f"packed wrongly, the rest is left out: {error}", number + 1)
                return
            if not line:
                return
            number += 1
            taken += len(line)
            if taken > MOST_UNPACKED or (len(line) == LONGEST_LINE and not line.endswith(b"\n")):
                yield Problem(source.name, "too long: the rest of the file is left out", number)
                return
            if line.strip():
                yield _item(source, line.removeprefix(MARK) if number == 1 else line, number)


def _item(source: Source, line: bytes, number: int) -> Item:
    try:
        fields = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Problem(source.name, f"not a JSON object: {error}", number)
    given = {name: value for name, value in source.metadata.items() if name != "id"}
    try:
        return item_document(fields, given)
    except InvalidInput as error:
        return Problem(source.name, str(error), number)


@contextmanager
def _unpacked(source: Source) -> Iterator[BinaryIO]:
    with source.opened() as stream:
        packed = source.name.lower().endswith(".gz")
        yield io.BufferedReader(gzip.GzipFile(fileobj=stream)) if packed else stream
