"""The public pair sets: which may be trained on, how many of each, and what is held out."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.rows import LABEL_OF_NAME, Label, Pair, share

Row = dict[str, Any]

# Longer premises cost more than they teach: most statements in service are shorter.
MOST_WORDS = {"factcheck_bench": 90}
MOST_WORDS_ELSE = 56


@dataclass(frozen=True, slots=True)
class PublicSet:
    """One file of pairs: where, under which licence, how many a label at most for stage 1."""

    name: str
    licence: str
    most_per_label: int
    held_out: float = 0.0
    split_by: str = "evidence"
    folder: str = "pairs"


TRAINED: tuple[PublicSet, ...] = (
    PublicSet("vitaminc_real", "CC BY-SA 3.0", 8_000, 0.10, "page"),
    PublicSet("vitaminc_synthetic", "CC BY-SA 3.0", 3_000, 0.10, "page"),
    PublicSet("fever", "CC BY-SA 3.0", 3_500),
    PublicSet("fm2", "Apache-2.0", 600, 0.50),
    PublicSet("factcheck_bench", "Apache-2.0", 400),
    PublicSet("nli_semi_automatic", "CC BY-SA (premises)", 2_700, 0.10),
    PublicSet("nli_cad", "Apache-2.0", 2_000),
    PublicSet("nli_conj", "MIT", 1_300),
    PublicSet("nli_help", "CC BY-SA 4.0", 1_000),
    PublicSet("nli_negation", "MIT", 800, 0.30),
    PublicSet("nli_breaking", "CC BY-SA 4.0", 1_500),
    PublicSet("nli_med", "CC BY-SA 4.0", 500),
    PublicSet("nli_hans_regenerated", "MIT (templates)", 1_500),
    PublicSet("mnli_taxinli", "read, allows training", 3_300, folder="pairs_more"),
    PublicSet("infotabs_text", "read, allows training", 1_200, folder="pairs_more"),
    PublicSet("ambient", "CC BY", 1_300, folder="pairs_more"),
    PublicSet("checkcovid", "MIT", 500, folder="pairs_more"),
    PublicSet("folio", "CC BY-SA", 500, folder="pairs_more"),
    PublicSet("clcd_sample", "MIT", 1_000, folder="pairs_more"),
)

MEASURED_ONLY: tuple[PublicSet, ...] = (
    PublicSet("fever_symmetric_dev", "CC BY-SA 3.0", 0, 1.0),
    PublicSet("nli_ling_in_loop", "none stated", 0, 1.0),
    PublicSet("climate_fever", "none stated", 0, 1.0),
    PublicSet("healthver", "none stated", 0, 1.0),
    PublicSet("advglue_dev", "held back: small and hard", 0, 1.0, folder="pairs_more"),
)


def rows(data: Path, chosen: PublicSet) -> Iterator[Row]:
    """Yield the raw rows of a set: `rows(Path("data"), TRAINED[0])`."""
    with gzip.open(data / chosen.folder / f"{chosen.name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_held_out(row: Row, chosen: PublicSet) -> bool:
    """Tell whether a row's page (or evidence) falls on the measuring side."""
    return share(str(row[chosen.split_by]), "public") < chosen.held_out


def pair(row: Row, source: str) -> Pair:
    """Return a raw row as a pair; public pairs carry no surroundings."""
    return Pair(_folded(row["claim"]), _folded(row["evidence"]), LABEL_OF_NAME[row["label"]], source)


def held_out_pairs(data: Path, chosen: PublicSet) -> list[Pair]:
    """Return the measuring side of a set."""
    return [pair(row, chosen.name) for row in rows(data, chosen) if is_held_out(row, chosen)]


def training_pairs(data: Path, chosen: PublicSet, seed: int, is_barred: Callable[[Pair], bool]) -> list[Pair]:
    """Return the training side of a set, balanced, without what is barred."""
    by_label: dict[Label, list[Pair]] = defaultdict(list)
    most = MOST_WORDS.get(chosen.name, MOST_WORDS_ELSE)
    for row in rows(data, chosen):
        if len(row["evidence"].split()) > most:
            continue
        if not is_held_out(row, chosen) and not is_barred(candidate := pair(row, chosen.name)):
            by_label[candidate.label].append(candidate)
    rng = random.Random(f"{seed} {chosen.name}")
    kept: list[Pair] = []
    for label in sorted(by_label):
        some = by_label[label]
        rng.shuffle(some)
        kept.extend(some[: chosen.most_per_label])
    return kept


def barred_by(pairs: Iterable[Pair]) -> Callable[[Pair], bool]:
    """Return a test for pairs that share claim or evidence with one of these (the measuring side)."""
    texts = {text for one in pairs for text in (_key(one.claim), _key(one.premise))}
    return lambda one: _key(one.premise) in texts or _key(one.claim) in texts


def all_held_out(data: Path) -> dict[str, list[Pair]]:
    """Return every measuring side by name."""
    sets = [one for one in (*TRAINED, *MEASURED_ONLY) if one.held_out]
    return {one.name: held_out_pairs(data, one) for one in sets}


def all_training(data: Path, seed: int) -> list[Pair]:
    """Return every training side, clear of every measuring side."""
    is_barred = barred_by(one for some in all_held_out(data).values() for one in some)
    return [one for chosen in TRAINED for one in training_pairs(data, chosen, seed, is_barred)]


def _folded(text: str) -> str:
    """Return the text with white space folded."""
    return " ".join(text.split())


def _key(text: str) -> str:
    """Return what two spellings of one text share."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
