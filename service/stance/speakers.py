"""Whether two sources are one, and where a source stands in a text."""

from functools import lru_cache

from service.analysis import NameKind
from service.stance.offices import titles_conflict
from service.text.concepts import same_concept
from service.text.lexicons import entries
from service.text.names import names
from service.text.spellings import COUNTRIES, folded, same_name
from service.text.stems import words
from service.types import Compared

_ARTICLES = frozenset({"the", "a", "an", "mr", "mrs", "ms", "sir", "of", "in", "for", "at", "his", "her", "its"})
_OFFICES = frozenset(entries("office_words"))
_GENERIC = frozenset(entries("generic_sources"))
# whom these mean stands elsewhere: "all three said"
_ANAPHORIC = frozenset(
    ["all", "both", "one", "two", "three", "four", "five", "some", "others", "many", "most", "several", "another"]
) | frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "who",
        "nobody",
        "somebody",
        "someone",
        "everyone",
        "group",
        "movement",
        "organisation",
        "organization",
        "charity",
        "agency",
        "company",
        "firm",
        "party",
        "force",
        "body",
        "committee",
        "union",
        "association",
        "team",
        "club",
        "paper",
        "newspaper",
    ]
)


@lru_cache(maxsize=16_384)
def same_speaker(one: str, other: str) -> bool:
    """Whether two sources are one: the same name, or the same words of an unnamed one ("the health ministry")."""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    if same_name(mine, theirs):
        return True
    if _nations(mine) & _nations(theirs) and min(len(mine), len(theirs)) == 1:
        return True
    short, long = sorted((set(mine), set(theirs)), key=len)
    if len(short) == 1 and any(_shortened(next(iter(short)), word) for word in long):
        return True
    if titles_conflict(one, other):
        return False
    return len(short & long) >= max(1, round(0.6 * len(short))) and bool(short & long - _GENERIC)


@lru_cache(maxsize=16_384)
def other_speaker(one: str, other: str) -> bool:
    """Whether two sources exclude each other: two persons, two bodies, two offices that cannot be one.

    "Ida Roe" and "Amin Sabri" do, and "police" and "the coastguard"; "Ida Roe" and "a harbour spokeswoman" do not: she
    may be the spokeswoman. Nor do "the group" and "Red Cross", which may be meant.
    """
    mine, theirs = _words(one), _words(other)
    if same_speaker(one, other) or _ANAPHORIC.issuperset(mine) or _ANAPHORIC.issuperset(theirs):
        return False
    if titles_conflict(one, other):
        return True
    if any(same_concept(a.stem, b.stem) for a in words(one) if a.content for b in words(other) if b.content):
        return False  # "the military" and "the army"
    if (_GENERIC.issuperset(mine) and names(other)) or (_GENERIC.issuperset(theirs) and names(one)):
        return False  # "the military" may be any army that has a name
    return _sort(one) == _sort(other) != "office"


@lru_cache(maxsize=4_096)
def _sort(source: str) -> str:
    found = names(source)
    if any(name.kind is NameKind.PERSON for name in found):
        return "person"
    if any(folded(word) in _OFFICES for word in source.split()):
        return "office"
    return "person" if any(name.kind is NameKind.UNKNOWN for name in found) else "body"


def telling_stems(source: str) -> tuple[str, ...]:
    """The stems of a source's words that tell it from others: "Britain's education secretary" gives britain, educ."""
    return tuple(
        word.stem for word in words(source) if word.content and source[word.start : word.end].lower() not in _GENERIC
    )


def _nations(words: tuple[str, ...]) -> set[str]:
    return {COUNTRIES[word] for word in words if word in COUNTRIES}


def _shortened(short: str, word: str) -> bool:
    """A body's name cut to its first syllable: "the Met" for the Metropolitan Police."""
    return len(short) >= 3 and len(word) >= len(short) + 4 and word.startswith(short)


def span_of(text: str, name: str | None) -> Compared | None:
    """The first place of a source in a text; None where it is not there by that name."""
    start = text.find(name) if name else -1
    return Compared(name, start, start + len(name)) if name and start >= 0 else None


def _words(source: str) -> tuple[str, ...]:
    return tuple(word for word in map(folded, source.split()) if word and word not in _ARTICLES)
