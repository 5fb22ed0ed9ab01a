"""Making a generation visible: everything on the disk first, the manifest next, CURRENT last, each in one step."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.errors import ArchiveError, IngestError
from service.retrieval.manifest import (
    CURRENT,
    ENGINE,
    GENERATIONS,
    LOCK,
    MANIFEST,
    SEGMENTS,
    File,
    Manifest,
    current_id,
    encoded,
    file_of,
    read_manifest,
    segment_path,
)
from service.retrieval.segment import synced

STAGING = "staging"
PENDING = "PENDING"  # the generation that an interrupted ingest had reached, and the name of its sources


@contextmanager
def writer_lock(index: Path) -> Iterator[None]:
    """Held by the one writer of an archive; a second one is told so at once."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        handle = os.open(index / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise IngestError(f"{index} cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
        os.close(handle)
        raise IngestError(f"process {owner} is writing to {index}: wait for it to end, or stop it") from error
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def staging(index: Path) -> Path:
    """An empty folder beside the generations; what an interrupted writer left there is gone."""
    folder = index / STAGING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def engine_files(folder: Path, before: Manifest | None) -> dict[str, File]:
    """The search index's files with their hashes; those linked from the last generation are not read again."""
    known = before.engine_files if before else {}
    found = {}
    for path in sorted(folder.iterdir()):
        old = known.get(path.name)
        if old is not None and path.suffix != ".json" and path.stat().st_nlink > 1:
            found[path.name] = old
            continue
        synced(path)
        found[path.name] = file_of(path)
    synced(folder)
    return found


def adopt_segment(index: Path, staged: Path) -> tuple[str, File]:
    """A finished segment in its place, named by its hash."""
    file = file_of(staged)
    name = file.sha256[:16]
    (index / SEGMENTS).mkdir(exist_ok=True)
    staged.rename(segment_path(index, name))
    synced(index / SEGMENTS)
    return name, file


def publish(index: Path, manifest: Manifest, engine: Path) -> None:
    """Put a staged search index in its place, its manifest last."""
    home = index / GENERATIONS / manifest.generation
    if _is_whole(index, manifest.generation):
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    engine.rename(home / ENGINE)
    written(home / MANIFEST, encoded(manifest))
    synced(index / GENERATIONS)


def put_to_use(index: Path, generation: str) -> None:
    """Have CURRENT name a generation: from now on it serves."""
    written(index / CURRENT, f"{generation}\n".encode())
    (index / PENDING).unlink(missing_ok=True)


def keep_pending(index: Path, generation: str, resume: str) -> None:
    """Remember how far an ingest of the sources named `resume` has come; what serves stays as it is."""
    written(index / PENDING, f"{generation} {resume}\n".encode())


def serving(index: Path) -> str | None:
    """The generation that serves; None before the first."""
    return current_id(index) if (index / CURRENT).exists() else None


def newest_manifest(index: Path, resume: str) -> Manifest | None:
    """What an ingest of the sources named `resume` builds on: how far it came before, else what serves."""
    generation, _, key = _line(index / PENDING).partition(" ")
    if resume and key == resume and _is_whole(index, generation):
        return read_manifest(index, generation)
    current = serving(index)
    return read_manifest(index, current) if current else None


def _line(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def written(path: Path, content: bytes) -> None:
    """Replace a small file in one step that survives a power cut."""
    aside = path.with_name(path.name + ".new")
    with aside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)
    synced(path.parent)


def prune(index: Path, keep: int) -> None:
    """Drop all but the `keep` newest generations, and segments that none of those uses."""
    now = serving(index)
    if now is None:
        return
    kept: list[Manifest] = []
    homes = sorted((index / GENERATIONS).iterdir(), key=lambda home: home.stat().st_mtime_ns, reverse=True)
    for home in sorted(homes, key=lambda home: home.name != now):
        try:
            manifest = read_manifest(index, home.name)
        except ArchiveError:
            shutil.rmtree(home, ignore_errors=True)
            continue
        if len(kept) < max(keep, 1):
            kept.append(manifest)
        else:
            shutil.rmtree(home, ignore_errors=True)
    used = {segment_path(index, name) for manifest in kept for name in manifest.segments}
    for path in (index / SEGMENTS).iterdir():
        if path not in used:
            path.unlink()


def _is_whole(index: Path, generation: str) -> bool:
    try:
        read_manifest(index, generation)
    except ArchiveError:
        return False
    return True
