"""Gold claims with their own evidence and its surroundings: for measuring only, never for training or tuning."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from service.stance.premise import premise
from training.rows import Label, Pair

# A live-blog entry begins with its time on a line of its own, then its headline.
_ENTRY = re.compile(r"^(\d{1,2}:\d{2} [AP]M) [A-Z]{3}\s*\n+([^\n]+)\n", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"'‘])|\n+")
_LABELS = {"supports": Label.SUPPORTS, "refutes": Label.REFUTES}


@dataclass(frozen=True, slots=True)
class _Source:
    """One document: its text and what is known of it."""

    text: str
    title: str
    day: str
    is_live: bool


def gold_pairs(claims: Path, corpus: Path, *, with_context: bool = True) -> list[Pair]:
    """Return each gold claim with each of its evidence quotations: supports or refutes."""
    sources = dict(_sources(corpus))
    pairs = []
    for line in claims.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        for evidence in claim["evidence"]:
            text = _premise(sources[evidence["doc"]], evidence["quote"]) if with_context else evidence["quote"]
            pairs.append(Pair(claim["claim"], text, _LABELS[evidence["stance"]], "gold", ",".join(claim["tags"])))
    return pairs


def _sources(corpus: Path) -> Iterator[tuple[str, _Source]]:
    """Yield the documents of a corpus folder by id."""
    for line in (corpus / "sources.jsonl").read_text(encoding="utf-8").splitlines():
        raw: dict[str, Any] = json.loads(line)
        text = (corpus / raw["file"]).read_text(encoding="utf-8")
        yield raw["id"], _Source(text, raw["title"], raw["published_at"][:10], raw["kind"] == "live_blog")


def _premise(source: _Source, quote: str) -> str:
    """Return the quotation with its headline, day or time, and the sentence before."""
    start = source.text.index(quote)
    title, moment, begin = source.title, source.day, 0
    if source.is_live:
        for entry in _ENTRY.finditer(source.text, 0, start + 1):
            clock = datetime.strptime(entry[1], "%I:%M %p")  # noqa: DTZ007  a time of day only
            title, moment, begin = entry[2], f"{source.day}T{clock:%H:%M}", entry.end()
    earlier = [one for one in _SENTENCE_END.split(source.text[begin:start]) if one.strip()]
    return premise(quote, title=title, stated_at=moment, before=earlier[-1] if earlier else None)
