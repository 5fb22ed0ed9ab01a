"""What readers take and give: a Source goes in, Documents and Problems come out."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from service.errors import InvalidInput
from service.types import Document

LARGEST_FILE = 64 * 1024 * 1024  # 64 MiB: a file read whole; JSON lines are read line by line and have no limit


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be ingested, and where: the rest goes in."""

    source: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read (or standard input, path None), the name to report it by and what is known of it."""

    name: str
    path: Path | None = None
    metadata: Mapping[str, object] = field(default_factory=dict)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes as a stream."""
        if self.path is None:
            yield sys.stdin.buffer
            return
        with self.path.open("rb") as stream:
            yield stream

    def content(self, limit: int = LARGEST_FILE) -> bytes:
        """All bytes; more than `limit` is InvalidInput."""
        with self.opened() as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise InvalidInput(f"larger than {limit // (1024 * 1024)} MiB")
        return content


Item = Document | Problem
Reader = Callable[[Source], Iterator[Item]]
