"""Yes against no: negation of the shared words, antonyms, and what is only expected against what is told as done."""

import re

from service.analysis import Analysis, CueKind, Mark, MarkKind, Word
from service.stance.alignment import Alignment
from service.text.concepts import ANTONYMS, same_concept
from service.text.names import folded, same_word
from service.text.stems import words
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.6
_DIRECTIONS = frozenset(word.stem for word in words("north northern south southern east eastern west western"))
# what a direction belongs to: "southern Gaza", "the south of the Gaza Strip"
_DIRECTED = re.compile(r"(?:\s(?:parts?|half|end|side|areas?|section))?(?:\sof)?(?:\sthe)?\s([A-Z]\w+)")
# words between a negation and what it turns: "no one ever really doubted"
_BETWEEN = frozenset(
    word.stem for word in words("one ever really even yet fully actually truly quite simply just body single")
)
_COMMITMENTS = words("plan expect announce pledge promise vow agree intend propose want call demand urge due set warn")


def judge_polarity(alignment: Alignment) -> Stance | None:
    """Refutes where one side negates, or turns by an antonym, what the other says of the same event."""
    if alignment.coverage_in_context < _EVENT:
        return None
    claim, told = alignment.claim.analysis, alignment.told
    if any(attribution.kind is CueKind.DENIES for attribution in told.attributions):
        return None  # what a denial does to a claim is judged by the attribution judge
    if _negators(alignment.claim.text, claim) & _negators(alignment.statement.text, told):
        return _expected(alignment)
    antonym = _antonym(alignment)
    negated_claim = _governing(claim, told)
    negated_told = _governing(told, claim)
    if bool(negated_claim) != bool(negated_told) and _negated_widely(told if negated_claim else claim):
        return None
    turned = (antonym is not None) + bool(negated_claim) + bool(negated_told)
    if turned % 2 == 0:
        if turned and negated_claim and negated_told:
            return Stance(StanceKind.SUPPORTS, alignment.coverage_in_context * 0.5)
        return _expected(alignment)
    mine = negated_claim or (antonym[0] if antonym else None)
    theirs = negated_told or (antonym[1] if antonym else None)
    place = antonym is not None and antonym[0].stem in _DIRECTIONS and not (negated_claim or negated_told)
    reason = Reason(
        ReasonKind.DIFFERENT_PLACE if place else ReasonKind.OPPOSITE_POLARITY,
        _compared(alignment.claim.text, mine),
        _compared(alignment.statement.text, theirs),
    )
    return Stance(StanceKind.REFUTES, alignment.coverage_in_context * (0.9 if antonym is None else 0.7), (reason,))


def _negated_widely(analysis: Analysis) -> bool:
    return any(
        mark.kind is MarkKind.NEGATION and not any(a.cue_start <= mark.start < a.cue_end for a in analysis.attributions)
        for mark in analysis.marks
    )


def _negators(text: str, analysis: Analysis) -> set[str]:
    """The negating verbs of one side: where both sides share one ("failed to act", "failed four times") none turns."""
    return {
        text[mark.start : mark.end].lower().split()[0][:5]
        for mark in analysis.marks
        if mark.kind is MarkKind.NEGATION and mark.end - mark.start > 3
    }


def _governing(one: Analysis, other: Analysis) -> Mark | None:
    """The negation of one side that governs a content word which both sides share."""
    named = [(name.start, name.end) for name in one.names]
    others = [word.stem for word in other.words if word.content]
    for mark in one.marks:
        if mark.kind is not MarkKind.NEGATION or any(a.cue_start <= mark.start < a.cue_end for a in one.attributions):
            continue
        governed = [w for w in one.words if w.content and mark.scope_start <= w.start < mark.scope_end][:4]
        governed = [w for w in governed if not any(start <= w.start < end for start, end in named)]
        governed = [w for w in governed if w.stem not in _BETWEEN][:1]
        if any(same_concept(word.stem, stem) for word in governed for stem in others):
            return mark
    return None


def _antonym(alignment: Alignment) -> tuple[Word, Word] | None:
    """A word of the claim whose antonym stands in the statement in its place."""
    counted = [(q.start, q.end) for q in alignment.claim.analysis.quantities]
    for word in alignment.claim.analysis.words:
        opposites = ANTONYMS.get(word.stem)
        if any(start <= word.start < end for start, end in counted):
            continue  # "no fewer than 57"
        if not opposites or alignment.said(word.stem):
            continue
        for other in alignment.told.words:
            if other.stem in opposites and (word.stem not in _DIRECTIONS or _of_one_place(alignment, word, other)):
                return word, other
    return None


def _of_one_place(alignment: Alignment, word: Word, other: Word) -> bool:
    """Whether two directions are of one place: "western Iraq" and "eastern Syria" are not."""
    mine = _DIRECTED.match(alignment.claim.text, word.end)
    theirs = _DIRECTED.match(alignment.statement.text, other.end)
    return mine is None or theirs is None or same_word(folded(mine[1]), folded(theirs[1]))


def _expected(alignment: Alignment) -> Stance | None:
    """Neutral where the claim tells as done what the statement only expects."""
    claim = alignment.claim.analysis
    if any(mark.kind is MarkKind.EXPECTED for mark in claim.marks):
        return None
    if any(same_concept(word.stem, other.stem) for word in claim.words if word.content for other in _COMMITMENTS):
        return None
    stems = [word.stem for word, _ in alignment.content]
    for mark in alignment.told.marks:
        if mark.kind is not MarkKind.EXPECTED:
            continue
        governed = [w for w in alignment.told.words if w.content and mark.scope_start <= w.start < mark.scope_end]
        shared = sum(any(same_concept(stem, word.stem) for word in governed) for stem in stems)
        if stems and shared >= 0.5 * len(stems):
            reason = Reason(ReasonKind.EXPECTED_NOT_HAPPENED, None, _compared(alignment.statement.text, mark))
            return Stance(StanceKind.NEUTRAL, 0.7, (reason,))
    return None


def _compared(text: str, span: Mark | Word | None) -> Compared | None:
    return Compared(text[span.start : span.end], span.start, span.end) if span is not None else None
