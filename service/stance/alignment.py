"""What of a claim is found in a statement: words, names, amounts and days laid side by side, before anybody judges.

Two things conflict only when the rest of the claim is about the same event; `Alignment.coverage` says how much is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from service.analysis import Analysis, Name, Quantity, Relation, Time, Word
from service.text.concepts import concepts
from service.text.dates import overlap, stated_within, times
from service.text.lexicons import entries
from service.text.names import folded, same_name
from service.text.stems import words as words_of
from service.types import Claim, Moment, Statement

_LIGHT = frozenset(word.stem for entry in entries("light_words") for word in words_of(entry))
_WITHDRAWN = re.compile(
    r"\b(?:[Ww]e\s(?:had\s)?(?:wrote|written|reported|stated)|"
    r"[Aa]n\searlier\s(?:version|entry|post|report|headline)\s(?:of\sthis\s\w+\s)?(?:said|stated|gave|put|had|wrongly|incorrectly))\b"
)
_RECENT = 7  # days back to which news still means the present state of things
_OWN_SHARE = 0.3  # of the claim's words, names included, that the statement must have itself before anything conflicts
_NAME_WEIGHT, _WORD_WEIGHT, _LIGHT_WEIGHT = 1.6, 1.0, 0.25


@dataclass(frozen=True)
class Alignment:
    """One claim beside one statement."""

    claim: Claim
    statement: Statement
    claimed_times: tuple[Time, ...]  # the claim's days, relative ones ("on Friday") read as on the day of the statement

    @property
    def told(self) -> Analysis:
        """The statement's analysis."""
        return self.statement.analysis

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the statement's words."""
        return frozenset(word.stem for word in self.told.words)

    @cached_property
    def concepts(self) -> frozenset[int]:
        """The concepts of the statement's words."""
        return frozenset(concept for stem in self.stems for concept in concepts(stem))

    @cached_property
    def around_stems(self) -> frozenset[str]:
        """The stems of headline, lead, sentence before and speaker."""
        return frozenset(self.statement.around.stems)

    @cached_property
    def around_concepts(self) -> frozenset[int]:
        """Their concepts."""
        return frozenset(concept for stem in self.statement.around.stems for concept in concepts(stem))

    @cached_property
    def content(self) -> tuple[tuple[Word, float], ...]:
        """The claim's content words with their weights; numbers, days and the words of names stand apart."""
        analysis = self.claim.analysis
        apart: list[Quantity | Time | Name] = [*analysis.quantities, *self.claimed_times, *analysis.names]
        return tuple(
            (word, _LIGHT_WEIGHT if word.stem in _LIGHT else _WORD_WEIGHT)
            for word in analysis.words
            if word.content and not any(span.start <= word.start < span.end for span in apart)
        )

    @cached_property
    def same_event(self) -> bool:
        """Whether enough of the claim is there for a conflict: hardly a content word without its like."""
        count = sum(weight == _WORD_WEIGHT for _, weight in self.content)
        return len(self.missing) <= max(1, 0.34 * count) and self.coverage >= _OWN_SHARE

    @cached_property
    def same_period(self) -> bool:
        """Whether the statement speaks of the time that the claim names, or of its own days where the claim names none."""
        if not self.claimed_times:
            return all(self._recent(time) for time in self.told.times)
        return all(
            self.stated_within(time) or any(overlap(time, other) for other in self.told.times)
            for time in self.claimed_times
        )

    def _recent(self, time: Time) -> bool:
        stated = self.statement.stated_at
        if stated is None or time.relation in {Relation.SINCE, Relation.AFTER}:
            return True
        return abs((time.last - stated.at.date()).days) <= _RECENT or time.first <= stated.at.date() <= time.last

    @cached_property
    def withdrawn(self) -> bool:
        """Whether the statement only tells what the publication had wrong: "We wrote at noon that 46 had died"."""
        return bool(_WITHDRAWN.search(self.statement.text))

    def stated_within(self, time: Time) -> bool:
        """Whether the statement was made at that time: what it tells in the present is of then."""
        stated = self.statement.stated_at
        return stated is not None and stated_within(stated, time)

    def said(self, stem: str) -> bool:
        """Whether the statement itself has the word, or one of its concept."""
        if stem in self.stems:
            return True
        meant = concepts(stem)
        return bool(meant) and not meant.isdisjoint(self.concepts)

    def known(self, stem: str) -> bool:
        """Whether the statement or its surroundings have the word, or one of its concept."""
        if self.said(stem) or stem in self.around_stems:
            return True
        meant = concepts(stem)
        return bool(meant) and not meant.isdisjoint(self.around_concepts)

    def names_same(self, name: Name) -> Name | None:
        """The statement's own name that names the same, if there is one."""
        return next((other for other in self.told.names if same_name(name.words, other.words)), None)

    @cached_property
    def named(self) -> tuple[tuple[Name, Name | None], ...]:
        """Each name of the claim and its counterpart in the statement."""
        return tuple((name, self.names_same(name)) for name in self.claim.analysis.names)

    def name_known(self, name: Name) -> bool:
        """Whether the name stands in the statement, its headline, speaker or the sentence before."""
        return (
            self.names_same(name) is not None
            or any(same_name(name.words, other) for other in self.statement.around.names)
            or bool(self.statement.publisher and folded(name.words[-1]) in folded(self.statement.publisher))
            or all(self.known(word.stem) for word in self._words_within(name))
        )

    def _words_within(self, name: Name) -> Sequence[Word]:
        return [word for word in self.claim.analysis.words if name.start <= word.start < name.end and word.content]

    @cached_property
    def coverage(self) -> float:
        """The weighted share of the claim's words and names that the statement itself has, 0 to 1."""
        return self._share(surroundings=False)

    @cached_property
    def coverage_in_context(self) -> float:
        """The same with headline, speaker and the sentence before."""
        return self._share(surroundings=True)

    def _share(self, *, surroundings: bool) -> float:
        has = self.known if surroundings else self.said
        total = found = 0.0
        for word, weight in self.content:
            total += weight
            found += weight * has(word.stem)
        for name, other in self.named:
            total += _NAME_WEIGHT
            found += _NAME_WEIGHT * (other is not None or (surroundings and self.name_known(name)))
        return found / total if total else 0.0

    @cached_property
    def coverage_of_content(self) -> float:
        """The share of the words of what the claim's speaker says that the statement itself has."""
        inside = self._inside
        return sum(self.said(word.stem) for word in inside) / len(inside) if inside else 0.0

    @property
    def words_of_content(self) -> int:
        """How many words of weight there are in what the claim's speaker says."""
        return len(self._inside)

    @cached_property
    def _inside(self) -> tuple[Word, ...]:
        return tuple(
            word
            for word, weight in self.content
            if weight == _WORD_WEIGHT and self.claim.content_start <= word.start < self.claim.content_end
        )

    @property
    def names_speaker(self) -> bool:
        """Whether the speaker stands in the statement by name, or in the sentence before or the headline.

        Whom "he" means further back is a guess, too weak to tell two speakers apart.
        """
        speaker = self.statement.speaker
        if speaker is None:
            return False
        near = (self.statement.text, self.statement.before or "", self.statement.heading or "")
        last = speaker.name.split()[-1].casefold()
        return any(last in text.casefold() for text in near)

    @cached_property
    def missing(self) -> tuple[Word, ...]:
        """The claim's content words that neither the statement nor its surroundings have."""
        return tuple(word for word, weight in self.content if weight == _WORD_WEIGHT and not self.known(word.stem))

    @cached_property
    def missing_names(self) -> tuple[Name, ...]:
        """The claim's names that neither the statement nor its surroundings have."""
        return tuple(name for name, other in self.named if other is None and not self.name_known(name))


def alignments(claim: Claim, statements: Sequence[Statement]) -> list[Alignment]:
    """The claim beside each statement, in order."""
    read: dict[Moment | None, tuple[Time, ...]] = {}
    for statement in statements:
        if statement.stated_at not in read:
            read[statement.stated_at] = times(claim.text, statement.stated_at)
    return [Alignment(claim, statement, read[statement.stated_at]) for statement in statements]
