"""Labelled claims on documents that are not ours: `training/press/*.jsonl`, their evidence as places, not as words.

The claims follow `gold/GUIDE.md`; their writers knew nothing of the program. The documents are the three of the shared
corpus (files "corpus_*") and 42 of the shared news articles (files "articles_*"); none of their sentences is kept here.
`python -m training.press --shared ../shared --out FOLDER` writes the claims with their quotes and the articles beside
them, for `factcheck ingest` and `factcheck evaluate`.
"""

import argparse
import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PRESS = Path(__file__).parent / "press"
# Read for their misses, and fitted on; nobody has read the misses of the others.
FITTED = ("corpus_a", "articles_c", "articles_d")
MEASURED = ("corpus_b", "articles_e")
ARTICLES = Path("data/corpora/polnear_articles.jsonl.gz")


def documents(shared: Path) -> dict[str, str]:
    """The text of every shared document that a claim may name, by id."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((shared / "corpus").glob("*.txt"))}
    return texts | {row["id"]: row["text"] for row in articles(shared)}


def articles(shared: Path) -> Iterator[dict[str, Any]]:
    """The rows of the shared news articles."""
    with gzip.open(shared / ARTICLES, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def rows(name: str) -> list[dict[str, Any]]:
    """The claims of one file as they are kept: the evidence by document, start and end."""
    return [json.loads(line) for line in (PRESS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def quoted(row: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """The claim in the form of `gold/GUIDE.md`: each place of evidence with the words that stand there."""
    found = [
        {"doc": one["doc"], "stance": one["stance"], "quote": texts[one["doc"]][one["start"] : one["end"]]}
        for one in row["evidence"]
    ]
    return {**row, "evidence": found}


def main() -> None:
    """Write the claims with quotes, and the articles they are on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    texts = documents(given.shared)
    named = set()
    for name in (*FITTED, *MEASURED):
        claims = [quoted(row, texts) for row in rows(name)]
        named |= {one["doc"] for claim in claims for one in claim["evidence"]}
        lines = (json.dumps(claim, ensure_ascii=False) + "\n" for claim in claims)
        (given.out / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    kept = (json.dumps(row, ensure_ascii=False) + "\n" for row in articles(given.shared) if row["id"] in named)
    (given.out / "articles.jsonl").write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
