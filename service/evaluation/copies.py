"""How well copies are found: articles are altered as desks alter agency copy, and each paragraph's origin is asked for.

python -m service.evaluation.copies ARTICLES.jsonl.gz
"""

import gzip
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import msgspec

from service.ingest.copies import Copies
from service.ingest.metadata import document
from service.ingest.origins import SHORTEST, Shingled
from service.retrieval.store import SegmentedStore
from service.types import Document

SEED = 20240501
ALTERED_WORDS = (0.0, 0.05, 0.1, 0.2)  # of the words of a copied paragraph, replaced
KEPT_PARAGRAPHS = 0.7
OWN_PARAGRAPHS = 3  # of the reprinting desk's own, put between


@dataclass(frozen=True, slots=True)
class Reprint:
    """An altered copy and where each of its paragraphs really came from (None: the desk's own)."""

    document: Document
    origins: tuple[str | None, ...]
    altered: float


@dataclass(frozen=True, slots=True)
class Score:
    """Paragraphs rightly joined to an origin, wrongly joined, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)


def articles(path: Path) -> list[Document]:
    """The articles of a file of JSON lines, gzipped or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [msgspec.json.decode(line, type=dict[str, object]) for line in content.splitlines()]
    return [document(str(row["text"]), row) for row in rows]


def reprints(sources: Iterable[Document], own: list[str], seed: int = SEED) -> Iterator[Reprint]:
    """Each source altered once for each share of replaced words."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    vocabulary = sorted({word for text in own for word in text.split()})
    for source in sources:
        for altered in ALTERED_WORDS:
            yield _reprint(source, altered, own, vocabulary, chance)


def _own_origins(source: Shingled) -> set[str]:
    """Where a source has its own paragraphs from: a reprint of it has them from there too."""
    return {source.document.id, *(origin for _, _, origin in source.copied)}


def _reprint(source: Document, altered: float, own: list[str], vocabulary: list[str], chance: random.Random) -> Reprint:
    kept = [(one, source.id) for one in _paragraphs(source.text) if chance.random() < KEPT_PARAGRAPHS]
    mixed: list[tuple[str, str | None]] = [
        (_altered(text, altered, vocabulary, chance), origin) for text, origin in kept
    ]
    for text in [own.pop() for _ in range(OWN_PARAGRAPHS)]:  # each is lent once, or it would be a copy itself
        mixed.insert(chance.randrange(len(mixed) + 1), (text, None))
    fields = {"id": f"{source.id}/reprint-{altered}", "wire": source.extra.get("wire", "")}
    return Reprint(document("\n\n".join(text for text, _ in mixed), fields), tuple(one for _, one in mixed), altered)


def _altered(text: str, share: float, vocabulary: list[str], chance: random.Random) -> str:
    words = [chance.choice(vocabulary) if chance.random() < share else word for word in text.split()]
    return " ".join(words)


def _paragraphs(text: str) -> list[str]:
    return [one for line in text.splitlines() if len((one := line.strip()).split()) >= SHORTEST]


def scores(sources: list[Document], own: list[str]) -> dict[float, Score]:
    """Precision and recall by the share of replaced words, among all the sources at once."""
    copies = Copies(SegmentedStore([]))
    known = {source.id: copies.found(source) for source in sources}
    tallies: dict[float, list[int]] = {altered: [0, 0, 0] for altered in ALTERED_WORDS}
    for reprint in reprints(sources, own):
        found = {start: origin for start, _, origin in copies.found(reprint.document).copied}
        at = 0
        for paragraph, source in zip(reprint.document.text.split("\n\n"), reprint.origins, strict=True):
            given = found.get(at)
            at += len(paragraph) + 2
            truth = None if source is None else given if given in _own_origins(known[source]) else source
            tally = tallies[reprint.altered]
            tally[0] += given is not None and given == truth
            tally[1] += given is not None and given != truth
            tally[2] += given is None and truth is not None
    return {altered: Score(*tally) for altered, tally in tallies.items()}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sources", default=200, show_default=True, help="Articles to alter; the others lend their paragraphs.")
def main(file: Path, sources: int) -> None:
    """Alter articles of FILE as desks alter agency copy and measure how well their origins are found."""
    found = articles(file)
    random.Random(SEED).shuffle(found)  # noqa: S311 - a repeatable choice, no secret
    own = [text for other in found[sources:] for text in _paragraphs(other.text)]
    for altered, score in scores(found[:sources], own).items():
        click.echo(
            f"{altered:4.0%} of the words replaced: precision {score.precision:.3f}, recall {score.recall:.3f} "
            f"({score.right} right, {score.wrong} wrong, {score.missed} missed)"
        )


if __name__ == "__main__":
    main()
