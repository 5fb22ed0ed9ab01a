"""Claims to load a server with: sentences of an archive, true and with other figures."""

import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

SENTENCE = re.compile(r"[A-Z][^.!?\n]{20,200}[.!?](?=\s|$)")


def claims_of(file: Path) -> list[str]:
    """The claims of a file as `factcheck evaluate` reads it."""
    return [json.loads(line)["claim"] for line in file.read_text("utf-8").splitlines() if line.strip()]


def sentences_of(archive: Path) -> list[str]:
    """Sentences of an archive's plain files and lines, each once, in the order of the files."""
    files = sorted(one for one in archive.iterdir() if one.suffix in (".txt", ".md") and one.name != "README.md")
    texts = [one.read_text("utf-8") for one in files]
    for one in sorted(archive.glob("*.jsonl")):
        texts += [json.loads(line).get("text", "") for line in one.read_text("utf-8").splitlines() if line.strip()]
    return list(dict.fromkeys(found for text in texts for found in SENTENCE.findall(text)))


def different_claims(archive: Path) -> Iterator[str]:
    """Claims without end, no two alike: each round has other figures."""
    sentences = [one for one in sentences_of(archive) if re.search(r"\d", one)]
    for shift in count():
        for sentence in sentences:
            yield re.sub(r"\d+", lambda found: str(int(found[0]) + shift), sentence)  # noqa: B023 - used at once
