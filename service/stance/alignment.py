"""What of a claim is found in a statement: words, names, amounts and days laid side by side, before anybody judges.

Two things conflict only when the rest of the claim is about the same event; `Alignment.coverage` says how much is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from service.analysis import Analysis, Name, NameKind, Quantity, Relation, Time, Word
from service.text.concepts import alike
from service.text.dates import overlap, stated_within, times
from service.text.lexicons import entries
from service.text.spellings import folded, same_name
from service.text.stems import words as words_of
from service.types import Claim, Moment, Statement

_LIGHT = frozenset(word.stem for entry in entries("light_words") for word in words_of(entry))
_WITHDRAWN = re.compile(
    r"\b(?:(?<!\b[Aa]s\s)[Ww]e\s(?:wrote|reported|stated|had\s(?:written|reported|stated))|"
    r"[Aa]n\searlier\s(?:version|entry|post|report|headline)\s(?:of\sthis\s\w+\s)?(?:said|stated|gave|put|had|wrongly|incorrectly))\b"
)
_RECENT = 7  # days back to which news still means the present state of things
_OWN_SHARE = 0.3  # of the claim's words, names included, that the statement must have itself before anything conflicts
_CLAUSE_KNOWN, _CLAUSE_SAID = 0.75, 0.55  # of the words of a clause, that the statement must know, and have itself
_CLAUSE_END = re.compile(r"[,;:–—]|\s(?=(?:after|before|when|while|because|but|although|which|who)\s)")
_LEAST_SPELT = 6  # letters of a stem from which one letter off is a slip and no other word
_NAME_WEIGHT, _WORD_WEIGHT, _LIGHT_WEIGHT = 1.6, 1.0, 0.25


@dataclass(frozen=True, slots=True)
class Alignment:
    """One claim beside one statement; shares are from 0 to 1."""

    claim: Claim
    statement: Statement
    claimed_times: tuple[Time, ...]  # the claim's days, relative ones ("on Friday") read as on the day of the statement
    stems: frozenset[str]  # of the statement's words
    around_stems: frozenset[str]  # of headline, lead, sentence before and speaker
    content: tuple[tuple[Word, float], ...]  # the claim's words, weighted; those of numbers, days and names stand apart
    named: tuple[tuple[Name, Name | None], ...]  # each name of the claim and its counterpart in the statement
    missing: tuple[Word, ...]  # content words of the claim that neither the statement nor its surroundings have
    missing_names: tuple[Name, ...]
    coverage: float  # the weighted share of the claim's words and names that the statement itself has
    coverage_in_context: float  # the same with headline, speaker and the sentence before
    coverage_of_content: float  # the share of what the claim's speaker says that the statement itself has
    weight: float  # of all the claim's words and names together
    words_of_content: int  # how many words of weight there are in what the claim's speaker says

    @property
    def told(self) -> Analysis:
        """The statement's analysis."""
        return self.statement.analysis

    @property
    def same_event(self) -> bool:
        """Whether enough of the claim is there for a conflict: hardly a content word without its like."""
        count = sum(weight == _WORD_WEIGHT for _, weight in self.content)
        return len(self.missing) <= max(1, 0.34 * count) and self.coverage >= _OWN_SHARE

    def clause_told(self, start: int, end: int) -> bool:
        """Whether the statement tells of the clause of the claim that holds a place: nearly all its words, half itself.

        "*Roe resigned in 2021*, after months of protest" for the place of "2021".
        """
        text = self.claim.text
        first = max((cut.end() for cut in _CLAUSE_END.finditer(text, 0, start)), default=0)
        cut = _CLAUSE_END.search(text, end)
        last = cut.start() if cut else len(text)
        inside = [word for word, _ in self.content if first <= word.start < last]
        known, said = (sum(of(word.stem) for word in inside) for of in (self.known, self.said))
        return (
            len(inside) > 1
            and self.coverage >= _OWN_SHARE
            and known >= _CLAUSE_KNOWN * len(inside)
            and said >= _CLAUSE_SAID * len(inside)
            and not any(first <= name.start < last for name in self.missing_names)
        )

    @property
    def same_period(self) -> bool:
        """Whether the statement speaks of the time that the claim names, or of its own days where the claim names none.

        What the claim puts at half past three is not settled by what a later entry tells of "this afternoon".
        """
        if not self.claimed_times:
            return all(self._recent(time) for time in self.told.times)
        return all(
            self.stated_within(time)
            or any(
                overlap(time, other) and (time.minute is None or other.minute is not None) for other in self.told.times
            )
            for time in self.claimed_times
        )

    def _recent(self, time: Time) -> bool:
        stated = self.statement.stated_at
        if stated is None or time.relation in {Relation.SINCE, Relation.AFTER}:
            return True
        return abs((time.last - stated.at.date()).days) <= _RECENT or time.first <= stated.at.date() <= time.last

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

    @property
    def withdrawn(self) -> bool:
        """Whether the statement only tells what the publication had wrong: "We wrote at noon that 46 had died".

        Within quotation marks "we" is somebody else.
        """
        quoted = self.told.quotations
        return any(
            not any(quotation.start <= found.start() < quotation.end for quotation in quoted)
            for found in _WITHDRAWN.finditer(self.statement.text)
        )

    def stated_within(self, time: Time) -> bool:
        """Whether the statement was made at that time: what it tells in the present is of then."""
        stated = self.statement.stated_at
        return stated is not None and stated_within(stated, time)

    def said(self, stem: str) -> bool:
        """Whether the statement itself has the word, or one of its concept."""
        return not self.stems.isdisjoint(alike(stem))

    def known(self, stem: str) -> bool:
        """Whether the statement or its surroundings have the word, or one of its concept."""
        return self.said(stem) or not self.around_stems.isdisjoint(alike(stem))


def alignments(claim: Claim, statements: Sequence[Statement]) -> list[Alignment]:
    """The claim beside each statement, in order."""
    read: dict[Moment | None, tuple[tuple[Time, ...], tuple[tuple[Word, float], ...]]] = {}
    spellings = _spellings(claim, statements)
    found = []
    for statement in statements:
        if statement.stated_at not in read:
            claimed_times = times(claim.text, statement.stated_at)
            read[statement.stated_at] = claimed_times, _content(claim.analysis, claimed_times)
        found.append(_alignment(claim, statement, *read[statement.stated_at], spellings))
    return found


def _spellings(claim: Claim, statements: Sequence[Statement]) -> dict[str, frozenset[str]]:
    """The claim's stems with those that mean the same; one that no statement has, with those a letter away.

    input:  a claim with "ceasfire", statements with "ceasefire" and "agreed"
    output: for the stem of "ceasfire" that of "ceasefire" as well
    """
    told = frozenset[str]().union(*([word.stem for word in statement.analysis.words] for statement in statements))
    found = {word.stem: alike(word.stem) for word in claim.analysis.words}
    for stem, meant in found.items():
        if len(stem) >= _LEAST_SPELT and told.isdisjoint(meant):
            near = [
                other
                for other in told
                if other[0] == stem[0] and DamerauLevenshtein.distance(stem, other, score_cutoff=1) < 2
            ]
            found[stem] = meant.union(near)
    return found


def _content(claim: Analysis, claimed_times: Sequence[Time]) -> tuple[tuple[Word, float], ...]:
    apart: list[Quantity | Time | Name] = [*claim.quantities, *claimed_times, *claim.names]
    return tuple(
        (word, _LIGHT_WEIGHT if word.stem in _LIGHT else _WORD_WEIGHT)
        for word in claim.words
        if word.content and not any(span.start <= word.start < span.end for span in apart)
    )


def _alignment(
    claim: Claim,
    statement: Statement,
    claimed_times: tuple[Time, ...],
    content: tuple[tuple[Word, float], ...],
    spellings: Mapping[str, frozenset[str]],
) -> Alignment:
    """One claim beside one statement, everything that more than one judge asks for worked out once."""
    stems = frozenset([word.stem for word in statement.analysis.words])
    around = frozenset(statement.around.stems)
    total = own = known = 0.0
    inside = inside_said = 0
    missing = []
    for word, weight in content:
        like = spellings[word.stem]
        said = not stems.isdisjoint(like)
        total += weight
        if said:
            own += weight
        if said or not around.isdisjoint(like):
            known += weight
        elif weight == _WORD_WEIGHT:
            missing.append(word)
        if weight == _WORD_WEIGHT and claim.content_start <= word.start < claim.content_end:
            inside += 1
            inside_said += said
    told = statement.analysis.names
    named = tuple(
        (name, next((other for other in told if same_name(name.words, other.words)), None))
        for name in claim.analysis.names
    )
    missing_names = []
    for name, other in named:
        total += _NAME_WEIGHT
        if other is not None:
            own += _NAME_WEIGHT
            known += _NAME_WEIGHT
        elif _name_known(name, claim.analysis, statement, stems | around):
            known += _NAME_WEIGHT
        else:
            missing_names.append(name)
    return Alignment(
        claim,
        statement,
        claimed_times,
        stems,
        around,
        content,
        named,
        tuple(missing),
        tuple(missing_names),
        coverage=own / total if total else 0.0,
        coverage_in_context=known / total if total else 0.0,
        coverage_of_content=inside_said / inside if inside else 0.0,
        weight=total,
        words_of_content=inside,
    )


def _name_known(name: Name, claim: Analysis, statement: Statement, stems: frozenset[str]) -> bool:
    """Whether a name that is not in the statement stands in its headline, speaker, publisher or the sentence before."""
    if any(same_name(name.words, other) for other in statement.around.names):
        return True
    if statement.publisher and folded(name.words[-1]) in folded(statement.publisher):
        return True
    inside = [word for word in claim.words if name.start <= word.start < name.end and word.content]
    if (len(name.words) > 2 or name.kind is not NameKind.PERSON) and inside and _as_noun(statement, inside[-1].stem):
        return True
    return all(not stems.isdisjoint(alike(word.stem)) for word in inside)


def _as_noun(statement: Statement, stem: str) -> bool:
    """Whether a body is called by its last word alone: "the forum" for the Orsk Trade Forum."""
    return any(word.stem == stem and statement.text[word.start].islower() for word in statement.analysis.words)
