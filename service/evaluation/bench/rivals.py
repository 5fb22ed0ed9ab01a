"""What one would otherwise write: a rapidfuzz scan, SQLite's FTS5, and bm25s with a cross-encoder if it is there."""

import importlib.util
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from service.evaluation.bench.watching import Times, timed
from service.pipeline import ModelJudge
from service.retrieval.analyzer import stems

DEPTH = 50
RERANKED = 10
SCANS = 3  # a scan of a million texts takes seconds


@dataclass(frozen=True, slots=True)
class Rival:
    """Seconds to build and time to ask one of them."""

    name: str
    build_seconds: float
    times: Times


def rivals(texts: Sequence[str], claims: Sequence[str], model: ModelJudge | None) -> list[Rival]:
    """Each of them over the same texts, asked the same claims."""
    found = [
        _measured("rapidfuzz scan", lambda: texts, lambda built, claim: _scanned(built, claim), claims[:SCANS]),
        _measured("SQLite FTS5", lambda: _fts(texts), _fts_asked, claims),
    ]
    if importlib.util.find_spec("bm25s"):
        found.append(_bm25s(texts, claims, model))
    return found


def _measured(name: str, build: Callable[[], Any], ask: Callable[[Any, str], object], claims: Sequence[str]) -> Rival:
    start = time.perf_counter()
    built = build()
    seconds = time.perf_counter() - start
    return Rival(name, seconds, timed(lambda claim: ask(built, claim), claims))


def _scanned(texts: Sequence[str], claim: str) -> object:
    return process.extract(claim, texts, scorer=fuzz.token_set_ratio, limit=DEPTH)


def _fts(texts: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE statements USING fts5(text, tokenize = 'porter')")
    connection.executemany("INSERT INTO statements VALUES (?)", ((text,) for text in texts))
    return connection


def _fts_asked(connection: sqlite3.Connection, claim: str) -> object:
    query = " OR ".join(f'"{term}"' for term in dict.fromkeys(stems(claim)))
    return connection.execute(
        "SELECT text FROM statements WHERE statements MATCH ? ORDER BY rank LIMIT ?", (query, DEPTH)
    ).fetchall()


def _bm25s(texts: Sequence[str], claims: Sequence[str], model: ModelJudge | None) -> Rival:
    library: Any = importlib.import_module("bm25s")

    def build() -> Any:
        retriever = library.BM25()
        retriever.index([stems(text) for text in texts], show_progress=False)
        return retriever

    def ask(retriever: Any, claim: str) -> object:
        ranked, _ = retriever.retrieve([stems(claim)], k=min(DEPTH, len(texts)), show_progress=False)
        best = [(claim, texts[int(place)]) for place in ranked[0][:RERANKED]]
        return model.probabilities(best) if model else best

    return _measured("bm25s" + (" with a cross-encoder" if model else ""), build, ask, claims)
