"""How old is what the lock files pin? Upload days as the package index tells them, as a Markdown table, oldest first.

input: python -m tools.lock_ages requirements/run.txt --on 2026-11-21 --index https://index.example/simple
"""

import argparse
import json
import os
import re
import sys
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
JSON = "application/vnd.pypi.simple.v1+json"  # has the upload time of each file (PEP 700)
ACCEPT = f"{JSON}, text/html;q=0.1"  # some give it as an attribute of the link
SECONDS = 60  # for one answer


@dataclass(frozen=True, slots=True)
class Pin:
    """One package at one version, with the hashes of the files that may be installed."""

    name: str
    version: str
    hashes: frozenset[str]


@dataclass(frozen=True, slots=True)
class File:
    """One file of the index."""

    sha256: str
    uploaded: date


@dataclass(frozen=True, slots=True)
class Aged:
    """A package, the first lock file that pins it, and when it came to the index."""

    pin: Pin
    lock: str
    uploaded: date | None


def main() -> None:
    """Print the table; exit with 1 where the index gives no day for a package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locks", type=Path, nargs="+", help="requirements files with hashes")
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="the day at which ages are told")
    parser.add_argument("--index", default=os.environ.get("PIP_INDEX_URL"), help="else PIP_INDEX_URL")
    given = parser.parse_args()
    if not given.index:
        parser.error("which index? --index URL, or PIP_INDEX_URL")
    pinned = {pin: lock.stem for lock in reversed(given.locks) for pin in pins(lock.read_text("utf-8"))}
    found = [Aged(pin, lock, uploaded(pin, files(given.index, pin.name))) for pin, lock in pinned.items()]
    sys.stdout.write(table(found, given.on))
    sys.exit(any(one.uploaded is None for one in found))


def pins(lock: str) -> Iterator[Pin]:
    """The packages of a lock file."""
    for block in lock.replace("\\\n", " ").splitlines():
        if found := PINNED.match(block):
            yield Pin(found[1], found[2], frozenset(HASH.findall(block)))


def files(index: str, name: str) -> list[File]:
    """What the index says of a package's files; those without a day are left out."""
    request = urllib.request.Request(f"{index.rstrip('/')}/{name}/", headers={"Accept": ACCEPT})  # noqa: S310 - https, below
    if request.type != "https":
        raise ValueError(f"not a secure index: {index}")
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - https, above
        text = answer.read().decode("utf-8")
        return of_json(text) if answer.headers.get_content_type() == JSON else of_html(text)


def of_json(text: str) -> list[File]:
    """input: {"files": [{"hashes": {"sha256": "ab12"}, "upload-time": "2026-02-19T05:00:56Z"}]}"""
    rows = json.loads(text)["files"]
    return [File(row["hashes"].get("sha256", ""), day(row["upload-time"])) for row in rows if row.get("upload-time")]


def of_html(text: str) -> list[File]:
    """input: <a href="https://files.example/a.whl#sha256=ab12" data-upload-time="2026-02-19T05:00:56Z">a.whl</a>"""
    links = Links()
    links.feed(text)
    return links.files


class Links(HTMLParser):
    """The links of an index page that tell when they were uploaded."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[File] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for each tag."""
        given = dict(attrs)
        _, _, sha256 = (given.get("href") or "").partition("#sha256=")
        if tag == "a" and (at := given.get("data-upload-time")):
            self.files.append(File(sha256, day(at)))


def day(text: str) -> date:
    """input: 2026-02-19T05:00:56.027585Z, output: 2026-02-19"""
    return datetime.fromisoformat(text).date()


def uploaded(pin: Pin, known: Iterable[File]) -> date | None:
    """When the first of the pinned files came to the index."""
    return min((file.uploaded for file in known if file.sha256 in pin.hashes), default=None)


def table(found: Iterable[Aged], on: date) -> str:
    """A row to each package, oldest first, after those without a day."""
    lines = ["| package | version | uploaded | days old | lock file |\n|---|---|---|--:|---|\n"]
    for one in sorted(found, key=lambda one: (one.uploaded or date.min, one.pin.name)):
        age = f"{(on - one.uploaded).days:,}" if one.uploaded else "unknown"
        lines.append(f"| {one.pin.name} | {one.pin.version} | {one.uploaded or 'unknown'} | {age} | {one.lock} |\n")
    return "".join(lines)


if __name__ == "__main__":
    main()
