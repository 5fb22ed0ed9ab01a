"""Texts for engines to be compared on: invented ones of every length, and the shared corpus where it is there."""

import gzip
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from service.ingest.folders import items
from service.ingest.items import Item
from service.types import Document
from tests.builders import document

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
POLNEAR = SHARED / "data" / "corpora" / "polnear_articles.jsonl.gz"
GOLD = SHARED / "gold" / "dev.jsonl"

WORDS = re.findall(
    r"\w+",
    "ferry harbour bridge storm quay crane lorry tide captain council market price copper tunnel road "
    "mayor vote budget school river flood dam engineer bus strike union hospital nurse ward train station",
)
CLAIMS = (
    "The ferry left the harbour before the storm.",
    "The mayor said the budget vote was lost.",
    "Copper prices rose at the market on Tuesday.",
    "Nurses at the hospital joined the union strike.",
    "The bridge and the tunnel were closed to lorries and buses.",
    "Engineers found no damage at the dam.",
    "The General Assembly resolution got 131 votes in favour.",
    "Russian forces blew up the Kakhovka dam.",
    "Finland joined NATO in April 2023.",
    "The year was the warmest on record, the agency said.",
    "The station",
    "Tide, tide and tide again.",
)


def invented(documents: int = 120) -> list[Document]:
    """Documents of 1 to 200 words without sense, the same at every call: norms, frequencies and ties of every kind."""
    made = []
    for number in range(documents):
        length = 1 + (number * number) % 200
        chosen = [WORDS[(number * 7 + place * place + place // 3) % len(WORDS)] for place in range(length)]
        text = f"The {' '.join(chosen)}."
        made.append(document(text, id=f"invented/{number:03d}", publisher=f"Paper {number % 3}"))
    return [*made, *(document("The ferry left.", id=f"tie/{number:02d}") for number in range(40))]


def everything() -> list[Item]:
    """The invented documents and the sample archive."""
    return [*invented(), *items([str(ROOT / "sample_archive")])]


def polnear(folder: Path) -> Path:
    """The PolNeAR articles as a file to ingest."""
    path = folder / "polnear.jsonl"
    path.write_bytes(gzip.decompress(POLNEAR.read_bytes()))
    return path


def every(wanted: int, sentences: Sequence[str], usable: Callable[[str], bool]) -> list[str]:
    """So many of the usable sentences, evenly spread."""
    good = [one for one in sentences if usable(one)]
    return [good[place * len(good) // wanted] for place in range(min(wanted, len(good)))]
