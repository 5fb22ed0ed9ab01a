"""What an index folder looks like: shared by the side that writes it and the side that reads it.

CURRENT                          the id of the generation that serves
LOCK                             held by the one writer
segments/<hash>.sqlite           the statement store, in parts that never change
generations/<id>/engine/         the search index
generations/<id>/manifest.json   everything that belongs to the generation, with checksums; written last
"""

import hashlib
import re
from datetime import date, datetime
from pathlib import Path

import msgspec

from service.errors import ArchiveError
from service.retrieval.analyzer import ANALYZER_ID
from service.text.analyse import RULES_ID

FORMAT = 2
CURRENT = "CURRENT"
LOCK = "LOCK"
SEGMENTS = "segments"
GENERATIONS = "generations"
MANIFEST = "manifest.json"
ENGINE = "engine"
CHUNK = 1024 * 1024  # bytes hashed at a time

GENERATION_ID = re.compile(r"g-[0-9a-f]{16}")
SEGMENT_NAME = re.compile(r"[0-9a-f]{16}")
FILE_NAME = re.compile(r"\.?[\w-]+(?:\.[\w-]+)*")


class File(msgspec.Struct, frozen=True):
    """The size and hash of one file."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """One generation: what it was made with, what it holds, which files it is."""

    format: int
    generation: str
    analyzer: str
    rules: str
    built_at: datetime
    content: str  # a sum over the hashes of all kept editions: the same archive gives the same sum in any order
    documents: int
    statements: int
    first: date | None
    last: date | None
    publishers: tuple[str, ...]
    segments: tuple[str, ...]  # newest first
    segment_files: dict[str, File]
    engine_files: dict[str, File]


_encode = msgspec.json.Encoder(order="sorted").encode
_decoder = msgspec.json.Decoder(Manifest)


def encoded(manifest: Manifest) -> bytes:
    """The manifest as indented JSON."""
    return msgspec.json.format(_encode(manifest), indent=1) + b"\n"


def generation_id(content: str) -> str:
    """The id of a generation: a hash over what it holds and what it was made with, never the clock."""
    whole = f"{FORMAT} {ANALYZER_ID} {RULES_ID} {content}"
    return "g-" + hashlib.sha256(whole.encode()).hexdigest()[:16]


def file_of(path: Path) -> File:
    """The size and hash of a file."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return File(size, digest.hexdigest())


def current_id(index: Path) -> str:
    """The id of the generation that serves; ArchiveError where there is none."""
    if not index.is_dir():
        raise ArchiveError(f"there is no archive at {index}: make one with factcheck ingest SOURCE --index {index}")
    try:
        found = (index / CURRENT).read_text("ascii").strip()
    except FileNotFoundError as error:
        raise ArchiveError(f"{index} is no archive (it has no {CURRENT}): make one with factcheck ingest") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{index / CURRENT} cannot be read: {error}") from error
    if not GENERATION_ID.fullmatch(found):
        raise ArchiveError(f"{index / CURRENT} is torn or foreign: it names no generation; ingest the archive again")
    return found


def read_manifest(index: Path, generation: str) -> Manifest:
    """The manifest of a generation, whole and made for this program, all its files there in their size."""
    folder = index / GENERATIONS / generation
    path = folder / MANIFEST
    try:
        manifest = _decoder.decode(path.read_bytes())
    except FileNotFoundError as error:
        raise ArchiveError(f"{path} is missing: the generation is torn; ingest the archive again") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{path} cannot be read: {error}") from error
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ArchiveError(f"{path} is torn or foreign ({error}); ingest the archive again") from error
    _made_for_us(path, manifest)
    if manifest.generation != generation or generation_id(manifest.content) != generation:
        raise ArchiveError(f"{path} is of another generation: restore the folder or ingest the archive again")
    for file, expected in files(index, manifest):
        _sized(file, expected)
    return manifest


def files(index: Path, manifest: Manifest) -> list[tuple[Path, File]]:
    """Every file of a generation with what the manifest says of it; odd names are refused."""
    if set(manifest.segments) != set(manifest.segment_files):
        raise ArchiveError(f"the manifest of {manifest.generation} contradicts itself; ingest the archive again")
    found = []
    for name, file in manifest.segment_files.items():
        if not SEGMENT_NAME.fullmatch(name):
            raise ArchiveError(f"the manifest of {manifest.generation} names an odd file {name[:40]!r}")
        found.append((segment_path(index, name), file))
    for name, file in manifest.engine_files.items():
        if not FILE_NAME.fullmatch(name):
            raise ArchiveError(f"the manifest of {manifest.generation} names an odd file {name[:40]!r}")
        found.append((index / GENERATIONS / manifest.generation / ENGINE / name, file))
    return found


def segment_path(index: Path, name: str) -> Path:
    """Where a segment of the statement store lies."""
    return index / SEGMENTS / f"{name}.sqlite"


def _made_for_us(path: Path, manifest: Manifest) -> None:
    made = {"format": manifest.format, "analyzer": manifest.analyzer, "rules": manifest.rules}
    wanted = {"format": FORMAT, "analyzer": ANALYZER_ID, "rules": RULES_ID}
    for name, value in made.items():
        if value != wanted[name]:
            raise ArchiveError(
                f"{path}: made with {name} {value}, this program needs {wanted[name]}; ingest the archive again"
            )


def _sized(path: Path, expected: File) -> None:
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise ArchiveError(f"{path} is missing: restore it or ingest the archive again") from error
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error}") from error
    if size != expected.bytes:
        raise ArchiveError(f"{path} is torn: {size} bytes, not {expected.bytes}; restore it or ingest again")
