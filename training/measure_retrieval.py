"""What a bi-encoder would add to BM25: `python -m training.measure_retrieval --data DATA`.

Each claim asks for its gold sentences by BM25 (the service's engine and analyzer), by the cosine of MiniLM sentence
vectors, and by both fused by reciprocal rank (Cormack, Clarke and Buettcher 2009, k = 60). Printed is the share of
claims with a gold sentence among the first 5 and the first 50 statements. Needs the optional dependencies `train`.
"""

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from service.cli import factcheck
from service.parts import claim as claim_of
from service.retrieval.generations import open_generation
from service.retrieval.ranking import query_terms
from service.types import Filters
from training.encoding import Example, bare_tokenizer, batch_of
from training.network import Shape, StanceNetwork, pretrained
from training.weights import TOKENIZER, vector_weights

FIRST, MOST = 5, 50
RANK_DAMPING = 60
LONGEST = 126  # tokens of a sentence
START, END = 101, 102

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Question:
    """A claim and the sentences that settle it."""

    claim: str
    gold: frozenset[str]


@dataclass(frozen=True)
class Collection:
    """Sentences by text, each with where it stands, and what is asked of them."""

    name: str
    sentences: tuple[str, ...]
    questions: tuple[Question, ...]


def rows(path: Path) -> Iterator[dict]:
    """The rows of a compressed file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def collections(data: Path, most: int) -> Iterator[Collection]:
    """Fool Me Twice, Climate-FEVER and WiCE, at most so many claims of each."""
    folder = data / "corpora"
    texts = {row["id"]: row["text"] for row in rows(folder / "fm2_corpus.jsonl.gz")}
    yield _collection(
        "fm2", texts, ((r["claim"], r["gold_sentences"]) for r in rows(folder / "fm2_claims.jsonl.gz")), most
    )
    texts = {row["id"]: row["text"] for row in rows(folder / "climate_fever_corpus.jsonl.gz")}
    sided = (
        (r["claim"], [name for name, stance in r["gold"] if stance != "not_enough_evidence"])
        for r in rows(folder / "climate_fever_claims.jsonl.gz")
    )
    yield _collection("climate_fever", texts, sided, most)
    pages = {row["id"]: row["text"].split("\n") for row in rows(folder / "wice_pages_dev.jsonl.gz")}
    texts = {f"{page}#{at}": line for page, lines in pages.items() for at, line in enumerate(lines) if line.strip()}
    settled = (
        (r["claim"], [f"{r['gold_doc']}#{at}" for some in r["gold_sentence_sets"] for at in some])
        for r in rows(folder / "wice_claims_dev.jsonl.gz")
    )
    yield _collection("wice", texts, settled, most)


def _collection(
    name: str, texts: Mapping[str, str], asked: Iterator[tuple[str, Sequence[str]]], most: int
) -> Collection:
    questions = [Question(claim, frozenset(texts[one] for one in gold if one in texts)) for claim, gold in asked]
    chosen = [question for question in questions if question.gold][:most]
    return Collection(name, tuple(dict.fromkeys(texts.values())), tuple(chosen))


def by_words(collection: Collection, folder: Path) -> list[list[int]]:
    """The best sentences of each question by the service's own search, each sentence a document of its own."""
    documents = folder / f"{collection.name}.jsonl"
    documents.write_text(
        "\n".join(json.dumps({"id": f"s{n}", "text": text}) for n, text in enumerate(collection.sentences)),
        encoding="utf-8",
    )
    index = folder / collection.name
    factcheck.main(["ingest", str(documents), "--index", str(index)], standalone_mode=False)
    archive = open_generation(index)
    ranked = []
    for question in collection.questions:
        hits = archive.engine.search(query_terms(claim_of(question.claim)), Filters(), MOST)
        found = archive.store.statements([hit.statement_id for hit in hits])
        ranked.append(list(dict.fromkeys(int(statement.document_id[1:]) for statement in found)))
    return ranked


def by_meaning(collection: Collection, network: StanceNetwork, tokenizer: Tokenizer) -> list[list[int]]:
    """The best sentences of each question by cosine."""
    sentences = vectors(network, tokenizer, collection.sentences)
    asked = vectors(network, tokenizer, [question.claim for question in collection.questions])
    return [list(np.argsort(-(sentences @ one), kind="stable")[:MOST]) for one in asked]


def vectors(network: StanceNetwork, tokenizer: Tokenizer, texts: Sequence[str], size: int = 32) -> Vectors:
    """Unit vectors of the texts, (texts, width): the mean over the tokens, as MiniLM was trained."""
    ids = [(START, *one.ids[:LONGEST], END) for one in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
    order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
    found = np.zeros((len(ids), Shape().width), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), size):
            some = order[start : start + size]
            batch = batch_of([Example(ids[at], len(ids[at]), 0) for at in some])
            found[some] = network.read(batch.input_ids, batch.attention_mask, batch.token_type_ids)[1].numpy()
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def together(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Two rankings fused by reciprocal rank."""
    scores: dict[int, float] = {}
    for ranking in (one, other):
        for rank, sentence in enumerate(ranking, 1):
            scores[int(sentence)] = scores.get(int(sentence), 0.0) + 1 / (RANK_DAMPING + rank)
    return sorted(scores, key=lambda sentence: (-scores[sentence], sentence))


def found_among(collection: Collection, ranked: Sequence[Sequence[int]], depth: int) -> float:
    """The share of questions with a gold sentence among the first `depth`."""
    hits = [
        any(collection.sentences[at] in question.gold for at in ranking[:depth])
        for question, ranking in zip(collection.questions, ranked, strict=True)
    ]
    return sum(hits) / len(hits)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--claims", type=int, default=400, help="at most so many of each set")
    arguments = parser.parse_args()
    network, tokenizer = pretrained(vector_weights(), Shape(layers=6)).eval(), bare_tokenizer(TOKENIZER)
    print(
        "| set | claims | sentences | BM25 @5 / @50 | vectors @5 / @50 | both @5 / @50 | vectors, sentences a second |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for collection in collections(arguments.data, arguments.claims):
            words = by_words(collection, Path(folder))
            began = time.perf_counter()
            meaning = by_meaning(collection, network, tokenizer)
            speed = len(collection.sentences) / (time.perf_counter() - began)
            both = [together(one, other) for one, other in zip(words, meaning, strict=True)]
            shares = [
                f"{found_among(collection, ranked, FIRST):.3f} / {found_among(collection, ranked, MOST):.3f}"
                for ranked in (words, meaning, both)
            ]
            print(
                f"| {collection.name} | {len(collection.questions)} | {len(collection.sentences)} |"
                f" {' | '.join(shares)} | {speed:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
