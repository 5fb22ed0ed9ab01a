"""Contrast pairs: a supported claim changed where only the order or one slot of its words tells that it is wrong.

A network that is only shown claims with other words learns to look at the words: a claim with its two names exchanged
scored as the claim itself. Here every claim stands beside its own change: names exchanged, one name taken from
elsewhere in the statement, two numbers exchanged, "before" for "after", or the polarity turned. After the idea of
contrast sets (Gardner et al., Evaluating Models' Local Decision Boundaries via Contrast Sets, 2020).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from service.analysis import Name, NameKind
from service.text.names import names
from service.text.spellings import same_name
from training.changes import other_number, other_polarity
from training.rows import Label, Pair

SOURCE = "made_contrast"

Contrast = Callable[[str, str, random.Random], str | None]

# With these the order says nothing: "Roe met Berg", "talks between Roe and Berg".
_EITHER_WAY = re.compile(
    r"\b(?:meet(?:s|ing)?|met|marr(?:y|ied|ies)|between|both|each other|together|jointly|alongside|agreed with"
    r"|spoke with|talks?|drew|versus|shared?|join(?:s|ed|tly)?|same|draw|tied|neighbour\w*|friends?|partners?)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^(?:,? and |,? or |, |’s |'s |\s)$")
_AMOUNT = re.compile(r"(?<![\w.,:/$£€-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w:/-])(?!,\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDER = {"before": "after", "after": "before", "Before": "After", "After": "Before"}
_ORDERED = re.compile(r"\b(?:before|after|Before|After)\b")


def exchanged_names(claim: str, premise: str, rng: random.Random) -> str | None:  # noqa: ARG001  one shape for all
    """Return the claim with two names of it exchanged: who did it and to whom; None where that might say the same.

    >>> exchanged_names("Ida Roe sued Tom Berg.", "Mr Berg was sued by Ida Roe.", random.Random(1))
    'Tom Berg sued Ida Roe.'
    >>> exchanged_names("Ida Roe met Tom Berg.", "Mr Berg met Ida Roe.", random.Random(1))
    """
    told = names(premise)
    found = [one for one in names(claim) if _among(one, told)]
    if len(found) != 2 or _EITHER_WAY.search(claim):
        return None
    first, second = found
    apart = claim[first.end : second.start]
    if not _alike(first, second) or same_name(first.words, second.words) or _LISTED.match(apart):
        return None
    return (
        f"{claim[: first.start]}{claim[second.start : second.end]}{apart}"
        f"{claim[first.start : first.end]}{claim[second.end :]}"
    )


def another_name(claim: str, premise: str, rng: random.Random) -> str | None:
    """Return the claim with one name replaced by another of the statement, which the claim does not have.

    >>> another_name("Roe paid the bill.", "Tom Berg ate and left, and Ida Roe paid.", random.Random(1))
    'Tom Berg paid the bill.'
    """
    statement = premise.rpartition(" » ")[2]
    told = names(statement)
    mine = names(claim)
    found = [one for one in mine if _among(one, told)]
    if not found or _EITHER_WAY.search(claim):
        return None
    old = rng.choice(found)
    others = [
        one
        for one in told
        if _alike(one, old) and not _among(one, mine) and not _side_by_side(statement, one, _same_as(old, told))
    ]
    if not others:
        return None
    new = rng.choice(others)
    return claim[: old.start] + statement[new.start : new.end] + claim[old.end :]


def exchanged_numbers(claim: str, premise: str, rng: random.Random) -> str | None:  # noqa: ARG001  one shape for all
    """Return the claim with its two amounts exchanged; years stay.

    >>> exchanged_numbers("It rose from 12 to 40 percent.", "From 12 percent to 40.", random.Random(1))
    'It rose from 40 to 12 percent.'
    """
    found = [one for one in _AMOUNT.finditer(claim) if not _YEAR.fullmatch(one[0])]
    if len(found) != 2 or found[0][0] == found[1][0] or any(one[0] not in premise for one in found):
        return None
    first, second = found
    return f"{claim[: first.start()]}{second[0]}{claim[first.end() : second.start()]}{first[0]}{claim[second.end() :]}"


def exchanged_order(claim: str, premise: str, rng: random.Random) -> str | None:  # noqa: ARG001  one shape for all
    """Return the claim with its one "before" as "after", or the other way round.

    >>> exchanged_order("She left after the vote.", "", random.Random(1))
    'She left before the vote.'
    """
    found = list(_ORDERED.finditer(claim))
    if len(found) != 1:
        return None
    return claim[: found[0].start()] + _ORDER[found[0][0]] + claim[found[0].end() :]


def turned(claim: str, premise: str, rng: random.Random) -> str | None:  # noqa: ARG001  one shape for all
    """Return the claim with its polarity turned."""
    return other_polarity(claim, rng)


def otherwise_counted(claim: str, premise: str, rng: random.Random) -> str | None:  # noqa: ARG001  one shape for all
    """Return the claim with one amount changed."""
    return other_number(claim, rng)


# tried in this order: those that leave every word in its place but two teach most
_OF_ORDER: tuple[tuple[str, Contrast], ...] = (
    ("role_swap", exchanged_names),
    ("number_swap", exchanged_numbers),
    ("order", exchanged_order),
    ("name", another_name),
)
_OF_WORDS: tuple[tuple[str, Contrast], ...] = (("polarity", turned), ("number", otherwise_counted))
_WORDS_SHARE = 0.25  # of the claims in which nothing can be exchanged, those that have a word changed


def contrast_pairs(pairs: Sequence[Pair], count: int, rng: random.Random) -> list[Pair]:
    """Return about `count` pairs: supported ones, each followed by its claim's change on the same premise (refutes)."""
    some: list[Pair] = []
    for pair in rng.sample(list(pairs), len(pairs)):
        if len(some) >= count:
            break
        if pair.label is Label.SUPPORTS and (made := _contrast(pair, rng)) is not None:
            some += [pair, made]
    return some


def _contrast(pair: Pair, rng: random.Random) -> Pair | None:
    """Return the pair with its claim changed."""
    changes = [*rng.sample(_OF_ORDER, len(_OF_ORDER))]
    if rng.random() < _WORDS_SHARE:
        changes += rng.sample(_OF_WORDS, len(_OF_WORDS))
    for kind, change in changes:
        if (claim := change(pair.claim, pair.premise, rng)) is not None and claim != pair.claim:
            return Pair(claim, pair.premise, Label.REFUTES, SOURCE, kind)
    return None


def _alike(one: Name, other: Name) -> bool:
    """Tell whether one name may stand where the other does: both of places, or neither."""
    return (one.kind is NameKind.PLACE) == (other.kind is NameKind.PLACE)


def _among(name: Name, others: Sequence[Name]) -> bool:
    return any(same_name(name.words, other.words) for other in others)


def _same_as(name: Name, others: Sequence[Name]) -> list[Name]:
    return [other for other in others if same_name(name.words, other.words)]


def _side_by_side(text: str, one: Name, others: Sequence[Name]) -> bool:
    """Tell whether a name stands in a list or apposition with one of others: "Roe and Berg", "Roe, Berg's aide"."""
    return any(
        _LISTED.match(text[min(one.end, other.end) : max(one.start, other.start)]) is not None for other in others
    )
