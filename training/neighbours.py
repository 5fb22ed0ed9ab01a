"""Neutral pairs as the service meets them: a claim against a statement that search brings up beside the point."""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from training.desk import DeskLine
from training.rows import Label, Pair

NEAREST = 12
# A name in more lines than this is scenery (a country, a month), not the mark of one event.
MOST_LINES_OF_A_NAME = 25

_WORD = re.compile(r"[a-z]{3,}|\d+")
_NAME = re.compile(r"(?<!^)(?<![.!?:»|] )\b[A-Z][\w'-]{2,}")


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Desk lines by their words, to find those that are near in topic but tell of another event."""

    lines: tuple[DeskLine, ...]
    postings: dict[str, tuple[int, ...]]
    names: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, lines: Sequence[DeskLine]) -> Neighbourhood:
        """Return the lines made ready for `near`."""
        postings: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            for word in set(_words(line.premise())):
                postings[word].append(number)
        spread = Counter(name for line in lines for name in _names_of(line))
        names = tuple(
            frozenset(name for name in _names_of(line) if spread[name] <= MOST_LINES_OF_A_NAME) for line in lines
        )
        return cls(tuple(lines), {word: tuple(some) for word, some in postings.items()}, names)

    def near(self, number: int, claim: str) -> list[int]:
        """Return the lines that share most with a claim of line `number` and no name with that line, best first."""
        scores: dict[int, float] = defaultdict(float)
        for word in set(_words(claim)):
            some = self.postings.get(word, ())
            weight = math.log(1 + len(self.lines) / (1 + len(some)))
            for other in some:
                scores[other] += weight * weight
        ranked = sorted(scores, key=lambda other: (-scores[other], other))
        return [one for one in ranked[: 4 * NEAREST] if one != number and self._is_apart(number, one)][:NEAREST]

    def _is_apart(self, number: int, other: int) -> bool:
        """Tell whether two lines surely tell of different events: no shared name, no shared headline."""
        mine, theirs = self.lines[number], self.lines[other]
        return not (self.names[number] & self.names[other]) and not (mine.title and mine.title == theirs.title)


def beside_the_point(lines: Sequence[DeskLine], count: int, rng: random.Random) -> list[Pair]:
    """Return neutral pairs: a claim of one line with a near-topic line of another event."""
    around = Neighbourhood.of(lines)
    places = [(number, at) for number, line in enumerate(lines) for at in range(len(line.claims))]
    rng.shuffle(places)
    pairs: list[Pair] = []
    for number, at in places:
        if len(pairs) >= count:
            break
        claim = lines[number].claims[at].text
        # Claims without a name of their own could be about the other line just as well.
        if not _NAME.search(claim) or not (others := around.near(number, claim)):
            continue
        other = lines[others[min(int(rng.expovariate(0.5)), len(others) - 1)]]
        pairs.append(Pair(claim, other.premise(), Label.NEUTRAL, "made_neighbour", "beside_the_point"))
    return pairs


def _words(text: str) -> list[str]:
    """Return the words that a search would use."""
    return _WORD.findall(text.casefold())


def _names_of(line: DeskLine) -> set[str]:
    """Return the capitalised words of a line and its surroundings, sentence starts left out."""
    return {found.removesuffix("'s") for found in _NAME.findall(line.premise())}
