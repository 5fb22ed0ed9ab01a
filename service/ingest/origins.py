"""Where each paragraph first came from: near-duplicates of earlier documents' paragraphs share their origin.

Two steps: documents that share sampled word 5-grams are candidates; then each paragraph is compared by all its
5-grams. A paragraph is a copy if most of it stands in the candidate, however either was cut into paragraphs.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.text.normalise import folded
from service.text.sentences import Span, paragraphs
from service.types import Document

SHINGLE = 5  # words
ONE_IN = 8  # 5-grams sampled
MOST_SAMPLES = 2_000
SHORTEST = 8  # words: shorter paragraphs are anybody's
COPIED = 0.5  # of a paragraph's 5-grams that must stand in the other document
COPIED_FROM_WIRE = 0.3  # the same, where both credit the same agency

WORDS = re.compile(r"\w+")
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
AGENCY = re.compile(
    r"\b(?:associated press|reuters|agence france[- ]presse|press association|bloomberg|united press international"
    r"|xinhua|deutsche presse|tass|interfax|kyodo|ansa|efe|afp|ap|upi|dpa|pa media)\b"
)
DATELINE_AGENCY = re.compile(r"(?<=\()(?:AP|AFP|Reuters|REUTERS|UPI|dpa|ANSA|EFE)(?=\))")
ALIASES = {"associated press": "ap", "agence france-presse": "afp", "agence france presse": "afp"}
HEAD = 400  # characters in which a dateline may name an agency

Hashes = NDArray[np.uint64]
Copied = tuple[int, int, str]  # a paragraph's span and the id of the document that it came from

_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(list[Copied])


@dataclass
class Shingled:
    """A document with the hashes of its 5-grams, paragraph by paragraph, and its copied paragraphs."""

    document: Document
    copied: tuple[Copied, ...] = ()

    @cached_property
    def paragraphs(self) -> list[tuple[Span, Hashes]]:
        """Each paragraph's span and 5-grams."""
        text = self.document.text
        return [(span, shingles(text[slice(*span)])) for span in paragraphs(text)]

    @cached_property
    def all(self) -> Hashes:
        """The 5-grams of the whole."""
        return np.unique(np.concatenate([np.empty(0, np.uint64), *(found for _, found in self.paragraphs)]))

    @cached_property
    def samples(self) -> tuple[int, ...]:
        """One in eight of the 5-grams: by these copies are found. SQLite's integers have 63 bits."""
        kept = self.all[self.all % np.uint64(ONE_IN) == 0][:MOST_SAMPLES] >> np.uint64(1)
        return tuple(int(one) for one in kept)

    @cached_property
    def agency(self) -> str | None:
        """The news agency that is credited, in the fields or the dateline: wire "Associated Press" -> "ap"."""
        fields = [self.document.extra.get(name) for name in ("wire", "credit", "source")] + [self.document.author]
        found = AGENCY.search(" ".join(one for one in fields if one).casefold())
        found = found or DATELINE_AGENCY.search(self.document.text[:HEAD])
        return ALIASES.get(found[0].casefold(), found[0].casefold()) if found else None

    def origin(self, own: Hashes) -> str:
        """Where a paragraph that stands in this document came from."""
        if not self.copied:
            return self.document.id
        start = max(self.paragraphs, key=lambda one: np.isin(own, one[1]).sum())[0][0]
        return origin_at(self.copied, start, self.document.id)


def shingles(text: str) -> Hashes:
    """The hashes of a text's 5-grams of words; of a shorter text, one of all its words."""
    hashes = np.array([_word(word) for word in WORDS.findall(folded(text))], np.uint64)
    if len(hashes) == 0:
        return hashes
    size = min(SHINGLE, len(hashes))
    found = np.zeros(len(hashes) - size + 1, np.uint64)
    for offset in range(size):
        found = (found ^ hashes[offset : len(hashes) - size + 1 + offset]) * MULTIPLIER
    return found ^ (found >> np.uint64(32))


def copied(shingled: Shingled, candidates: Iterable[Shingled]) -> tuple[Copied, ...]:
    """The paragraphs of a document that stand in a candidate, each with the id of where that one has it from."""
    known = list(candidates)
    long_enough = [one for one in shingled.paragraphs if len(one[1]) + SHINGLE - 1 >= SHORTEST]
    if not known or not long_enough:
        return ()
    shares = np.array([_shares([own for _, own in long_enough], one) for one in known])
    found = []
    for ((start, end), own), best, share in zip(long_enough, shares.argmax(0), shares.max(0), strict=True):
        other = known[best]
        if share >= (COPIED_FROM_WIRE if shingled.agency and shingled.agency == other.agency else COPIED):
            found.append((start, end, other.origin(own)))
    return tuple(found)


def _shares(owns: Sequence[Hashes], other: Shingled) -> NDArray[np.float64]:
    """Of each paragraph, how much stands in another document."""
    whole = np.concatenate(owns)
    places = np.minimum(np.searchsorted(other.all, whole), len(other.all) - 1)
    sizes = np.array([len(own) for own in owns])
    found = np.add.reduceat((other.all[places] == whole).astype(np.float64), np.cumsum(sizes) - sizes)
    return np.asarray(found / sizes, np.float64)


def origin_at(spans: Sequence[Copied], start: int, default: str) -> str:
    """The origin of the statement that begins at `start`."""
    return next((origin for first, last, origin in spans if first <= start < last), default)


def encoded(spans: Sequence[Copied]) -> str:
    """The spans as they are stored."""
    return _encode(list(spans)).decode()


def decoded(stored: str) -> list[Copied]:
    """The spans from the store."""
    return _decoder.decode(stored)


@lru_cache(1 << 16)
def _word(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
