"""Archives of any size by a seeded generator, from sentences at hand: their shape, other names and figures."""

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, cycle, islice
from pathlib import Path
from typing import NamedTuple

import msgspec

SEED = 20240607
SENTENCES = 25  # of a document
PARAGRAPH = 3  # sentences
PUBLISHERS = 20
DAYS = 1_000
VOCABULARY = 40_000  # made-up words, the n-th used 1/n as often as the first
RARE_WORDS = 0.15  # of the words of a sentence, replaced by made-up ones
FIRST_DAY = date(2021, 1, 1)

NUMBER = re.compile(r"\b\d{2,}(?:,\d{3})*\b")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "zo",
    "kra",
    "sten",
    "mor",
    "lin",
)

_encode = msgspec.json.Encoder().encode


class Made(NamedTuple):
    """A document's first sentence, which may serve as a claim, and the whole as a line of JSON."""

    claim: str
    line: bytes


def write_archive(path: Path, statements: int, documents: Iterator[Made]) -> list[str]:
    """A file with the next documents of about so many statements; gives claims about some of them."""
    claims: list[str] = []
    every = max(1, statements // 400 // SENTENCES)
    with path.open("wb") as file:
        for number, made in enumerate(islice(documents, -(-statements // SENTENCES))):
            if number % every == 0:
                claims.append(made.claim)
            file.write(made.line)
    return claims[:400]


def write_copies(path: Path, archive: Path, statements: int) -> None:
    """A file of about so many statements: the documents of an archive again and again, under other ids."""
    with archive.open("rb") as lines, path.open("wb") as file:
        for number, line in enumerate(islice(cycle(lines), -(-statements // SENTENCES))):
            file.write(line.replace(b'"bench/', b'"copy/%d/' % number, 1))


def pool_of(texts: Sequence[str], split: Sequence[Sequence[tuple[int, int]]]) -> list[str]:
    """The sentences of some texts that are long enough to say something."""
    return [
        text[start:end]
        for text, spans in zip(texts, split, strict=True)
        for start, end in spans
        if 40 < end - start < 300
    ]


def documents(pool: Sequence[str]) -> Iterator[Made]:
    """Documents without end, always the same ones in the same order, none a copy of another."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable choice, no secret
    words = _Words(chance)
    for number in count():
        sentences = [_varied(chance.choice(pool), words, chance) for _ in range(SENTENCES)]
        paragraphs = [" ".join(sentences[at : at + PARAGRAPH]) for at in range(0, SENTENCES, PARAGRAPH)]
        row = {
            "id": f"bench/{number:07d}",
            "title": " ".join(words.rare() for _ in range(6)).capitalize(),
            "text": "\n\n".join(paragraphs),
            "publisher": f"Paper {number % PUBLISHERS}",
            "published_at": (FIRST_DAY + timedelta(days=number % DAYS)).isoformat(),
        }
        yield Made(sentences[0], _encode(row) + b"\n")


def _varied(sentence: str, words: "_Words", chance: random.Random) -> str:
    """A sentence of the pool about other people, figures and things."""
    sentence = NUMBER.sub(lambda _: str(chance.randrange(20, 90_000)), sentence)
    sentence = NAME.sub(lambda _: words.rare().capitalize(), sentence)
    return " ".join(
        words.rare() if word.islower() and len(word) > 4 and chance.random() < RARE_WORDS else word
        for word in sentence.split(" ")
    )


class _Words:
    """Made-up words, common and rare as in a language."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(VOCABULARY)]

    def rare(self) -> str:
        """One word; the logarithm of its rank is even."""
        return self._words[int(VOCABULARY ** self._chance.random()) - 1]
