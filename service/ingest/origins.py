"""Where each paragraph first came from: near-duplicates of earlier documents' paragraphs share their origin.

Two steps: documents that share sampled word 5-grams are candidates; then each paragraph is compared by all its
3-grams, which outlive more changes. A paragraph is a copy if enough of it stands in the candidate, however either was
cut into paragraphs. Measured by service/evaluation/copies.py on articles altered as desks alter them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.text.sentences import Span, paragraphs
from service.types import Document

SAMPLED, COMPARED = 5, 3  # words in a shingle
ONE_IN = 8  # 5-grams is sampled
FEWEST_SAMPLES, MOST_SAMPLES = 24, 2_000
SHORTEST = 8  # words: shorter paragraphs are anybody's
COPIED = 0.4  # of a paragraph's 3-grams that must stand in the other document
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


class Grams(NamedTuple):
    """The hashes of runs of words that stand within one paragraph, and the number of the paragraph of each."""

    hashes: Hashes
    paragraphs: NDArray[np.int64]


@dataclass
class Shingled:
    """A document with the hashes of its runs of words and its copied paragraphs."""

    document: Document
    copied: tuple[Copied, ...] = ()

    @cached_property
    def spans(self) -> list[Span]:
        """Its paragraphs."""
        return paragraphs(self.document.text)

    @cached_property
    def grams(self) -> Grams:
        """Its 3-grams: these are compared."""
        return _grams(*self._words, COMPARED)

    @cached_property
    def samples(self) -> tuple[int, ...]:
        """The lowest eighth of the 5-grams: by these copies are found. SQLite's integers have 63 bits."""
        whole = np.unique(_grams(*self._words, SAMPLED).hashes)
        kept = min(max(FEWEST_SAMPLES, len(whole) // ONE_IN), MOST_SAMPLES)
        return tuple((whole[:kept] >> np.uint64(1)).tolist())

    @cached_property
    def agency(self) -> str | None:
        """The news agency that is credited, in the fields or the dateline: wire "Associated Press" -> "ap"."""
        fields = [self.document.extra.get(name) for name in ("wire", "credit", "source")] + [self.document.author]
        found = AGENCY.search(" ".join(one for one in fields if one).casefold())
        found = found or DATELINE_AGENCY.search(self.document.text[:HEAD])
        return ALIASES.get(found[0].casefold(), found[0].casefold()) if found else None

    def origin(self, paragraph: Hashes) -> str:
        """Where a paragraph that stands in this document came from."""
        if not self.copied:
            return self.document.id
        shared = _per_paragraph(self, _within(np.unique(paragraph), self.grams.hashes))
        return origin_at(self.copied, self.spans[int(shared.argmax())][0], self.document.id)

    @cached_property
    def _words(self) -> tuple[Hashes, NDArray[np.int64]]:
        text = self.document.text
        found = [WORDS.findall(text[slice(*span)].lower()) for span in self.spans]
        words = " ".join(chain.from_iterable(found)).encode("utf-8", "surrogatepass").split()
        hashes = np.fromiter(map(crc32, words), np.uint64, len(words))
        return hashes, np.repeat(np.arange(len(found)), [len(words) for words in found])


def copied(shingled: Shingled, candidates: Iterable[Shingled]) -> tuple[Copied, ...]:
    """The paragraphs of a document that stand in a candidate, each with the id of where that one has it from.

    The best candidates come first, and the first of equals counts: once all paragraphs were found whole, no other is
    looked at.
    """
    hashes = shingled.grams.hashes
    distinct, places = np.unique(hashes, return_inverse=True)
    sizes = _per_paragraph(shingled, np.ones(len(hashes)))
    long = np.flatnonzero(sizes + COMPARED - 1 >= SHORTEST)
    best: list[Shingled | None] = [None] * len(sizes)
    shares = np.zeros(len(sizes))
    for one in candidates if len(long) else ():
        own = _per_paragraph(shingled, _found(distinct, one.grams.hashes)[places]) / np.maximum(sizes, 1)
        for number in np.flatnonzero(own > shares):
            best[number] = one
        shares = np.maximum(shares, own)
        if (shares[long] == 1).all():
            break
    found = []
    for number in long:
        other = best[number]
        if other is None:
            continue
        same_agency = shingled.agency is not None and shingled.agency == other.agency
        if shares[number] >= (COPIED_FROM_WIRE if same_agency else COPIED):
            paragraph = hashes[shingled.grams.paragraphs == number]
            found.append((*shingled.spans[number], other.origin(paragraph)))
    return tuple(found)


def _grams(words: Hashes, paragraphs: NDArray[np.int64], size: int) -> Grams:
    """The runs of `size` words that cross no paragraph's end."""
    count = max(len(words) - size + 1, 0)
    found = np.zeros(count, np.uint64)
    for offset in range(size):
        found = (found ^ words[offset : count + offset]) * MULTIPLIER
    within = paragraphs[:count] == paragraphs[size - 1 : count + size - 1]
    return Grams((found ^ (found >> np.uint64(32)))[within], paragraphs[:count][within])


def _within(known: Hashes, hashes: Hashes) -> NDArray[np.bool_]:
    """Which hashes are among the known ones, which are in order."""
    if not len(known):
        return np.zeros(len(hashes), np.bool_)
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.asarray(known[places] == hashes)


def _found(known: Hashes, hashes: Hashes) -> NDArray[np.bool_]:
    """Which of the known ones, which are in order, are among the hashes."""
    found = np.zeros(len(known), np.bool_)
    found[np.searchsorted(known, hashes[_within(known, hashes)])] = True
    return found


def _per_paragraph(shingled: Shingled, weights: NDArray[Any]) -> NDArray[np.float64]:
    return np.asarray(np.bincount(shingled.grams.paragraphs, weights, len(shingled.spans)), np.float64)


def origin_at(spans: Sequence[Copied], start: int, default: str) -> str:
    """The origin of the statement that begins at `start`."""
    return next((origin for first, last, origin in spans if first <= start < last), default)


def encoded(spans: Sequence[Copied]) -> str:
    """The spans as they are stored."""
    return _encode(list(spans)).decode()


def decoded(stored: str) -> list[Copied]:
    """The spans from the store."""
    return _decoder.decode(stored)
