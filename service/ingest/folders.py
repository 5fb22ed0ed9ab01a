"""What was named on the command line -> the items in it: files, folders with a sources.jsonl, standard input."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from service.errors import InvalidInput
from service.ingest.items import Item, Problem, Source
from service.ingest.readers import reader_of
from service.ingest.readers.jsonl import json_lines
from service.ingest.readers.plain import plain_text

SOURCES = "sources.jsonl"
STDIN = "-"
NOTES = ("readme", "license", "licence", "changelog", "notice")  # a folder's own notes are no documents of it

_rows = msgspec.json.Decoder(dict[str, object])


def items(sources: Iterable[str]) -> Iterator[Item]:
    """Every document in the sources, and every problem met on the way, in a fixed order."""
    for name in sources:
        if name == STDIN:
            yield from _standard_input()
            continue
        path = Path(name)
        if path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            yield from _file(path, path.name, {})
        else:
            yield Problem(name, "no such file or folder")


def _standard_input() -> Iterator[Item]:
    """JSON lines if the first byte opens an object, else one plain text with the id "stdin"."""
    source = Source("stdin")
    with source.opened() as stream:
        first = stream.peek(1)[:1] if hasattr(stream, "peek") else b"{"
    yield from (json_lines if first == b"{" else plain_text)(source)


def _folder(folder: Path) -> Iterator[Item]:
    known, problems = _known(folder)
    yield from problems
    named = set(known)
    found = 0
    for path in _files(folder):
        if path.is_dir():
            yield Problem(_printable(path), "a link to a folder is not followed")
            continue
        name = path.relative_to(folder).as_posix()
        if name == SOURCES or (path.stem.lower() in NOTES and name not in known):
            continue
        found += 1
        named.discard(name)
        if not path.resolve().is_relative_to(folder.resolve()):
            yield Problem(_printable(path), "a link out of the folder is not followed")
            continue
        yield from _file(path, name, known.get(name, {}), shown=_printable(path))
    for name in sorted(named):
        yield Problem(str(folder / SOURCES), f"names {name!r}, which is not in the folder")
    if not found and not named:
        yield Problem(str(folder), "the folder holds no file that can be read")


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        folders[:] = [name for name in folders if name not in linked]
        for name in sorted([*files, *linked]):
            if not name.startswith("."):
                yield Path(parent, name)


def _printable(path: Path) -> str:
    """A file's name; bytes that are no UTF-8 are shown as such."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _file(path: Path, name: str, metadata: dict[str, object], shown: str | None = None) -> Iterator[Item]:
    shown = shown or str(path)
    reader = reader_of(name)
    if reader is None:
        yield Problem(shown, f"no reader for {path.suffix or 'files without a suffix'}")
        return
    if not path.is_file():
        yield Problem(shown, "not a plain file")
        return
    try:
        for item in reader(Source(name, path, metadata)):
            yield replace(item, source=item.source.replace(name, shown, 1)) if isinstance(item, Problem) else item
    except OSError as error:
        yield Problem(shown, f"cannot be read: {error.strerror or error}")


def _known(folder: Path) -> tuple[dict[str, dict[str, object]], list[Problem]]:
    """What the folder's sources.jsonl says of each file, by name, and its broken lines."""
    path = folder / SOURCES
    known: dict[str, dict[str, object]] = {}
    problems: list[Problem] = []
    if not path.is_file():
        return known, problems
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = _rows.decode(line)
            known[_file_name(row)] = row
        except (msgspec.DecodeError, msgspec.ValidationError, InvalidInput) as error:
            problems.append(Problem(str(path), str(error), number))
    return known, problems


def _file_name(row: dict[str, object]) -> str:
    name = row.get("file")
    if not isinstance(name, str) or not name:
        raise InvalidInput("no file named")
    return name
