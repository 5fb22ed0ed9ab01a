"""Whether two names, spelt in one way or another, name the same.

input:  ("zelenskyy",) and ("volodymyr", "zelensky"); ("red", "cross") and ("blue", "cross")
output: the same; not the same
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from service.text.lexicons import mapping

COUNTRIES = mapping("countries")
NICKNAMES = mapping("nicknames")
_ARTICLES = frozenset({"al", "el", "bin", "ibn", "bint"})
_POSSESSIVE = re.compile(r"['’]s?$")
_PREFIXED = re.compile(r"^(?:al|el)(?=[b-df-hj-np-tv-z]\w{3})|(?<=\d)s$")


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word without case, accents, possessive and inner marks: "Peña-Nieto’s" is "penanieto"."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word))
    return "".join(ch for ch in plain.lower() if ch.isalnum())


def country(words: tuple[str, ...]) -> str | None:
    """The code of the country, or nation, that the words name or belong to."""
    return COUNTRIES.get(" ".join(words)) or (COUNTRIES.get(words[-1]) if words else None)


def same_word(one: str, other: str) -> bool:
    """Whether two folded words are one name spelt twice: typos, transliterations, doubled letters."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    if _skeleton(one) == _skeleton(other):
        return len(_skeleton(one)) >= 3 or DamerauLevenshtein.distance(one, other) <= 1
    if one[0] != other[0] and _skeleton(one)[:1] != _skeleton(other)[:1]:
        return False
    return (
        DamerauLevenshtein.distance(one, other) <= (1 if max(len(one), len(other)) < 8 else 2)
        and fuzz.ratio(one, other) >= 80
    )


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names name the same: equal, surname alone, spelt otherwise, acronym and its words, nation and people."""
    if not one or not other or _marks(one).isdisjoint(_marks(other)):
        return False
    return _same_name(one, other)


@lru_cache(maxsize=16_384)
def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    (plain, coded), (other_plain, other_coded) = _spellings(one), _spellings(other)
    if _alike(plain, other_plain):
        return True
    return (coded, other_coded) != (plain, other_plain) and _alike(coded, other_coded)


@lru_cache(maxsize=65_536)
def _marks(words: tuple[str, ...]) -> frozenset[str]:
    """Nations, and first letters as spelt and as heard ("philip" is p and f): one name spelt twice shares one of them."""
    forms = _spellings(words)
    letters = {letter for form in forms for word in form for letter in (word[:1], _skeleton(word)[:1])}
    return frozenset(letters | {code for form in forms if (code := country(form))})


@lru_cache(maxsize=16_384)
def _spellings(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name without its particles, as it stands and with a nation in it as its code."""
    return _bare(words), _bare(_nations_coded(words))


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other or "".join(one) == "".join(other):
        return True
    short, long = sorted((one, other), key=len)
    if country(one) and country(one) == country(other) and len(short) <= 2:
        return True
    if len(short) == 1 and len(long) > 1 and _initials(long, short[0]):
        return True
    shared = sum(any(same_word(a, b) for b in long) for a in short)
    if len(short) == 1:
        return shared == 1 and (same_word(short[0], long[-1]) or len(long) <= 3)
    if shared == len(short):
        return True
    return same_word(short[-1], long[-1]) and _given_agree(short[0], long[0])


def _nations_coded(words: tuple[str, ...]) -> tuple[str, ...]:
    """A nation or union within a longer name as its code: "UN General Assembly", "United Nations General Assembly"."""
    if len(words) < 2 or " ".join(words) in COUNTRIES:
        return words
    for size in (3, 2, 1):
        code = COUNTRIES.get(" ".join(words[:size]))
        if code is not None and len(words) > size:
            return (code, *words[size:])
    return words


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without Arabic and Romance articles and fathers' particles, where a name remains: "al-Assad" is "assad".

    Models lose their plural: "F-16s" are "f16".
    """
    kept = tuple(_PREFIXED.sub("", word) for word in words if word not in _ARTICLES)
    return kept or words


def _given_agree(one: str, other: str) -> bool:
    return (
        NICKNAMES.get(one, one) == NICKNAMES.get(other, other)
        or same_word(one, other)
        or (one[0] == other[0] and min(len(one), len(other)) <= 4 and _cut_or_misspelt(one, other))
    )


def _cut_or_misspelt(one: str, other: str) -> bool:
    return (
        one[:3] == other[:3]
        or min(len(one), len(other)) == 1
        or (min(len(one), len(other)) >= 3 and DamerauLevenshtein.distance(one, other) <= 1)
    )


# In this order: what stands for one sound, letters that share one, and what is left of them together.
_SOUNDS = (
    *(("ph", "f"), ("ck", "k"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t")),
    *(("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("j", "y"), ("sh", "s")),
)


@lru_cache(maxsize=65_536)
def _skeleton(word: str) -> str:
    plain = word
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    consonants = re.sub(r"[aeiouyh']", "", plain[1:])
    return plain[:1] + re.sub(r"(.)\1+", r"\1", consonants)


def _initials(words: tuple[str, ...], acronym: str) -> bool:
    letters = "".join(word[0] for word in words)
    content = "".join(word[0] for word in words if word not in {"of", "the", "for", "and", "in"})
    return len(acronym) >= 2 and acronym in {letters, content}
