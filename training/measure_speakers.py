"""How well the rules find who says what: spans of source, cue and content against PolNeAR's, on one of its parts.

Two figures for each: `overlap`, where a span is found if it meets one of the other side, and `characters`, where every
character counts. A span that several attributions share counts once. An article that several people annotated is held
against the first of them, so that it does not count several times. The set annotates no
attribution inside another's content, so such ones that the rules find are left out.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.analysis import Attribution
from service.text.analyse import analysis
from service.text.sentences import sentences

Span = tuple[int, int]
KINDS = ("Source", "Cue", "Content")


@dataclass
class Tally:
    """Spans and characters of one kind: how many were found rightly, found, and there to be found."""

    found: int = 0
    right: int = 0
    wanted: int = 0
    met: int = 0
    characters_found: int = 0
    characters_wanted: int = 0
    characters_met: int = 0

    def add(self, found: set[Span], wanted: set[Span]) -> None:
        """One article's spans."""
        self.found += len(found)
        self.right += sum(any(_meet(span, other) for other in wanted) for span in found)
        self.wanted += len(wanted)
        self.met += sum(any(_meet(span, other) for other in found) for span in wanted)
        theirs, mine = _characters(wanted), _characters(found)
        self.characters_found += len(mine)
        self.characters_wanted += len(theirs)
        self.characters_met += len(mine & theirs)


@dataclass
class Article:
    """A text and the annotated spans by kind."""

    text: str
    spans: dict[str, set[Span]] = field(default_factory=lambda: {kind: set() for kind in KINDS})


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def articles(folder: Path, part: str) -> list[Article]:
    """The annotated articles of a part, each with the spans of its first annotator."""
    texts = {article["id"]: article["text"] for article in lines(folder / "polnear_articles.jsonl.gz")}
    layers: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in lines(folder / "polnear_attributions.jsonl.gz"):
        if row["split"] == part:
            layers[row["doc_id"]][row["annotator"]].append(row["spans"])
    found = []
    for document, by_annotator in sorted(layers.items()):
        article = Article(texts[document])
        for spans in by_annotator[min(by_annotator)]:
            for kind in KINDS:
                article.spans[kind] |= {span for written in spans.get(kind, ()) for span in pieces(written)}
        found.append(article)
    return found


def pieces(written: str) -> Iterator[Span]:
    """The spans of one annotation: "10 14" is one, "10 14;20 25" two."""
    for piece in written.split(";"):
        start, end = piece.split()
        yield int(start), int(end)


def found_spans(text: str) -> dict[str, set[Span]]:
    """What the rules find in an article."""
    spans: dict[str, set[Span]] = {kind: set() for kind in KINDS}
    for start, end in sentences(text):
        for told in outermost(analysis(text[start:end]).attributions):
            spans["Source"].add((start + told.source_start, start + told.source_end))
            spans["Cue"].add((start + told.cue_start, start + told.cue_end))
            spans["Content"].add((start + told.content_start, start + told.content_end))
    return spans


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that stand in no other's content."""
    return [
        told
        for told in found
        if not any(other is not told and other.content_start <= told.cue_start < other.content_end for other in found)
    ]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _characters(spans: Iterable[Span]) -> set[int]:
    return {index for start, end in spans for index in range(start, end)}


def f1(right: int, found: int, met: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    precision, recall = right / max(found, 1), met / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="holds polnear_articles.jsonl.gz and polnear_attributions.jsonl.gz")
    parser.add_argument("--part", default="dev")
    options = parser.parse_args()
    tallies = {kind: Tally() for kind in KINDS}
    for article in articles(options.folder, options.part):
        found = found_spans(article.text)
        for kind, tally in tallies.items():
            tally.add(found[kind], article.spans[kind])
    for kind, t in tallies.items():
        spans = f1(t.right, t.found, t.met, t.wanted)
        characters = f1(t.characters_met, t.characters_found, t.characters_met, t.characters_wanted)
        print(f"{kind:8} overlap P {spans[0]:.3f} R {spans[1]:.3f} F1 {spans[2]:.3f}", end="   ")
        print(f"characters P {characters[0]:.3f} R {characters[1]:.3f} F1 {characters[2]:.3f}")


if __name__ == "__main__":
    main()
