"""What readers take and give: a Source goes in, Documents and Problems come out."""

import io
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from service.errors import InvalidInput
from service.types import Document

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

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
    told: Callable[[int], None] | None = None

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes as a stream; `told` hears how many are read."""
        if self.path is None:
            yield sys.stdin.buffer
            return
        with self.path.open("rb", buffering=0) as stream:
            yield io.BufferedReader(_Told(stream, self.told)) if self.told else io.BufferedReader(stream)

    def content(self, limit: int = LARGEST_FILE) -> bytes:
        """All bytes; more than `limit` is InvalidInput."""
        with self.opened() as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise InvalidInput(f"larger than {limit // (1024 * 1024)} MiB")
        return content


class _Told(io.RawIOBase):
    """A file that tells how much of it is read."""

    def __init__(self, stream: io.FileIO, told: Callable[[int], None]) -> None:
        super().__init__()
        self._stream, self._told = stream, told

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        count = self._stream.readinto(buffer)
        self._told(count or 0)
        return count


Item = Document | Problem
Reader = Callable[[Source], Iterator[Item]]
