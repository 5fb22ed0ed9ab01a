"""JSON lines: one document per line, `id` and `text` required; a broken line is reported, the rest goes in."""

from collections.abc import Iterator

import msgspec

from service.errors import InvalidInput
from service.ingest.items import Item, Problem, Source
from service.ingest.metadata import document

LONGEST_LINE = 32 * 1024 * 1024  # 32 MiB: no document is longer

_decoder = msgspec.json.Decoder(dict[str, object])


def json_lines(source: Source) -> Iterator[Item]:
    """The documents of a file of JSON lines, read line by line."""
    with source.opened() as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
                yield Problem(source.name, "the line is longer than 32 MiB: the rest of the file is left out", number)
                return
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield _item(source, line, number)


def _item(source: Source, line: bytes, number: int) -> Item:
    try:
        fields = _decoder.decode(line)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        return Problem(source.name, f"not a JSON object: {error}", number)
    text = fields.get("text")
    if not isinstance(text, str):
        return Problem(source.name, "no text", number)
    try:
        return document(text, {**fields, **source.metadata})
    except InvalidInput as error:
        return Problem(source.name, str(error), number)
