"""Yes against no: negation of the shared words, antonyms, and what is only expected against what is told as done."""

import re
from collections.abc import Sequence

from service.analysis import Analysis, CueKind, Mark, MarkKind, Word
from service.stance.alignment import Alignment
from service.stance.antonyms import DEGREES, DIRECTIONS, opposite_words
from service.stance.arguments import Turn, turned
from service.text.concepts import alike, same_concept
from service.text.polarity import clause_start
from service.text.stems import words
from service.text.windows import before
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.6
_OWN = 0.5  # of the claim's words, that the statement must have itself
_SCOPE = 0.6  # of the words that a negation governs, that the other side must have
_TURNED = 0.8  # of the claim, that the statement and its surroundings must have where a word or two are negated
_LEAST_RUN = 3  # content words that the claim must have to be found word for word
_CLAUSE = 0.5  # of the claim's words, that must stand in the clause that the statement negates
# words between a negation and what it turns: "no one ever really doubted"
_BETWEEN = frozenset(
    word.stem for word in words("one ever really even yet fully actually truly quite simply just body single")
)
# verbs whose meaning their object carries: "set limits", "draw limits"; "make a decision", "take a decision"
_SUPPORT_VERBS = frozenset(
    word.stem for word in words("take took taken make made set draw drew drawn give gave given put have had get got")
)
_COMMITMENTS = words("plan expect announce pledge promise vow agree intend propose want call demand urge due set warn")
# what tells of something that it did not come about, without a negation: "the vote was put off"
_UNDONE = frozenset(
    word.stem
    for word in words(
        "postponed delayed cancelled canceled scrapped shelved missing absent without lacked refused lost nobody avoided"
    )
)
# a clause that only tells somebody apart, or sets a condition: "the staff who have shown no proof", "if it does not"
_ASIDE = re.compile(
    r"\b(?:who|whom|whose|which|if|unless|whether"
    r"|that\s(?:has|have|had|is|are|was|were|will|would|can|could|do|does|did))\b[^,;:.]*$",
    re.IGNORECASE,
)
_NOT_RIGHT = re.compile(r"(?:\bnot|n['’]t|\bnever)\s(?:\w+ly\s)?(?:be\s|been\s)?$", re.IGNORECASE)
_NOT_ALL = re.compile(r"not\s(?:all|every|everyone|everybody|everything|both|each)\b", re.IGNORECASE)
_CONTRAST = re.compile(r"(?:,|\bbut)\s$")  # "an apology, not a replay", "but not in the north"


def judge_polarity(alignment: Alignment) -> Stance | None:
    """Refutes where one side negates, or turns by an antonym, what the other says of the same event."""
    if alignment.missing_names or not alignment.coverage:
        return None
    antonym = opposite_words(alignment)
    opposed = _share_of(alignment, antonym[0]) if antonym is not None else 0.0
    covered = alignment.coverage_in_context + opposed
    if covered < _EVENT or alignment.coverage + opposed < _OWN:
        return None
    but_for_a_no = _same_but_for_a_no(alignment)
    if but_for_a_no is not None:
        return but_for_a_no
    claim, told = alignment.claim.analysis, alignment.told
    if any(attribution.kind is CueKind.DENIES for attribution in told.attributions):
        return None  # what a denial does to a claim is judged by the attribution judge
    if any(attribution.kind is CueKind.DENIES for attribution in claim.attributions):
        return None  # "denied having met" beside "I have never met"
    if _negators(alignment.claim.text, claim) & _negators(alignment.statement.text, told):
        return _expected(alignment)
    mine, theirs = _claim_negation(alignment), _statement_negation(alignment)
    if mine and theirs:
        if _other_negated(alignment, mine, theirs):
            return _refutes(alignment, ReasonKind.OPPOSITE_POLARITY, mine, theirs, 0.9)
        return Stance(StanceKind.SUPPORTS, alignment.coverage_in_context * 0.5)
    if antonym is not None:
        order = turned(alignment)
        if order is not None and order[0] is Turn.CONVERSE:
            return None  # "Orsk is larger than Lind", "Lind is smaller than Orsk"
        if _negated(alignment.claim.text, claim, antonym[0]) != _negated(alignment.statement.text, told, antonym[1]):
            return _expected(alignment)
        kind = ReasonKind.DIFFERENT_PLACE if antonym[0].stem in DIRECTIONS else ReasonKind.OPPOSITE_POLARITY
        one, other = _compared(alignment.claim.text, antonym[0]), _compared(alignment.statement.text, antonym[1])
        reason = Reason(kind, one, other)
        return Stance(StanceKind.REFUTES, covered * 0.7, (reason,))
    if mine and not _undone(alignment.statement.text, told, claim):
        return _refutes(alignment, ReasonKind.OPPOSITE_POLARITY, mine, None, 0.9)
    if theirs and not _undone(alignment.claim.text, claim, told):
        return _refutes(alignment, ReasonKind.OPPOSITE_POLARITY, None, theirs, 0.9)
    return _expected(alignment)


def _share_of(alignment: Alignment, word: Word) -> float:
    """The share of the claim that a word is which the statement turns: where its antonym stands, it is not missing."""
    if word.stem in DEGREES:
        return 0.0
    return (
        next((weight for one, weight in alignment.content if one == word and not alignment.known(one.stem)), 0.0)
        / alignment.weight
    )


def _same_but_for_a_no(alignment: Alignment) -> Stance | None:
    """Refutes where the claim stands in the statement word for word, with one negation more or less.

    Here even an aside is turned: "a plan that was not backed" against "a plan that was backed by few".
    """
    claim, told = alignment.claim.analysis, alignment.told
    mine = _plain_words(claim)
    theirs = _plain_words(told)
    stems, there = [word.stem for word in mine], [word.stem for word in theirs]
    for at in range(len(there) - len(stems) + 1) if len(stems) >= _LEAST_RUN else ():
        if there[at : at + len(stems)] == stems:
            first, last = theirs[at].start, theirs[at + len(stems) - 1].end
            noes = [mark for mark in _noes(claim) if mine[0].start < mark.start < mine[-1].end]
            others = [mark for mark in _noes(told) if first < mark.start < last]
            if abs(len(noes) - len(others)) == 1:
                one, other = (noes[0] if len(noes) > len(others) else None), (others[0] if others else None)
                return _refutes(alignment, ReasonKind.OPPOSITE_POLARITY, one, None if one else other, 0.95)
    return None


def _noes(analysis: Analysis) -> list[Mark]:
    """The negations but those that are a saying: "denied", "refused to say"."""
    return [
        mark
        for mark in analysis.marks
        if mark.kind is MarkKind.NEGATION
        and not any(a.cue_start <= mark.start < a.cue_end for a in analysis.attributions)
    ]


def _plain_words(analysis: Analysis) -> list[Word]:
    """The content words but those of negations."""
    noes = _noes(analysis)
    return [w for w in analysis.words if w.content and not any(m.start <= w.start < m.end for m in noes)]


def _refutes(
    alignment: Alignment, kind: ReasonKind, mine: Mark | Word | None, theirs: Mark | Word | None, strength: float
) -> Stance:
    reason = Reason(kind, _compared(alignment.claim.text, mine), _compared(alignment.statement.text, theirs))
    return Stance(StanceKind.REFUTES, alignment.coverage_in_context * strength, (reason,))


def _claim_negation(alignment: Alignment) -> Mark | None:
    """The claim's negation of something that the statement tells: the verb and most of what goes with it."""
    text, claim = alignment.claim.text, alignment.claim.analysis
    for mark in _negations(text, claim):
        governed = _from_what_is_shared(_governed(text, claim, mark), alignment.stems)
        said = [alignment.said(word.stem) for word in governed]
        if _but_instead(alignment, mark):
            continue
        if governed and said[0] and sum(said) >= _SCOPE * len(said):
            return mark
    return None


def _from_what_is_shared(governed: list[Word], other: frozenset[str]) -> list[Word]:
    """What is negated, without a support verb for which the other side has another: "set no limits", "drew limits"."""
    if len(governed) > 1 and governed[0].stem in _SUPPORT_VERBS - other and not _SUPPORT_VERBS.isdisjoint(other):
        return governed[1:]
    return governed


def _other_negated(alignment: Alignment, mine: Mark, theirs: Mark) -> bool:
    """Whether each side negates what the other tells: "a ferry instead of a bridge", "a bridge rather than a ferry"."""
    one = _governed(alignment.claim.text, alignment.claim.analysis, mine)
    other = _governed(alignment.statement.text, alignment.told, theirs)
    return not any(same_concept(a.stem, b.stem) for a in one for b in other)


def _turns_what_is_claimed(alignment: Alignment, governed: Sequence[Word]) -> bool:
    """Whether all that the statement negates is told in the claim, and nowhere else in the statement: "but not enough"."""
    claimed = {word.stem for word, _ in alignment.content}
    stems = [word.stem for word in alignment.told.words]
    return (
        len(alignment.missing) <= 1
        and alignment.coverage_in_context >= _TURNED
        and all(word.stem in claimed and stems.count(word.stem) == 1 for word in governed)
    )


def _but_instead(alignment: Alignment, mark: Mark) -> bool:
    """Whether the statement has what the claim sets against the negated: "no longer at sea *but in a bakery*"."""
    stop = alignment.claim.text.find(" but ", mark.scope_start, mark.scope_end)
    instead = [w for w in alignment.claim.analysis.words if w.content and stop < w.start < mark.scope_end]
    return stop >= 0 and bool(instead) and all(alignment.said(word.stem) for word in instead)


def _statement_negation(alignment: Alignment) -> Mark | None:
    """The statement's negation of something that the claim tells: most of the claim stands in the negated clause."""
    text, told = alignment.statement.text, alignment.told
    content = [word for word, _ in alignment.content]
    claimed = frozenset(word.stem for word in alignment.claim.analysis.words)
    for mark in _negations(text, told):
        governed = _from_what_is_shared(_governed(text, told, mark), claimed)
        if not governed or not any(same_concept(governed[0].stem, word.stem) for word in content):
            continue
        start = clause_start(text, mark.start)
        clause = [word.stem for word in told.words if word.content and start <= word.start < mark.scope_end]
        shared = sum(any(same_concept(word.stem, stem) for stem in clause) for word in content)
        if shared >= _CLAUSE * len(content) or _turns_what_is_claimed(alignment, governed):
            return mark
    return None


def _negations(text: str, analysis: Analysis) -> list[Mark]:
    """The negations of one side that turn what it tells; not those of a saying, an aside or a contrast."""
    return [
        mark
        for mark in _noes(analysis)
        if not _ASIDE.search(text, max(0, mark.start - 80), mark.start)
        and not _CONTRAST.search(text, max(0, mark.start - 5), mark.start)
    ]


def _governed(text: str, analysis: Analysis, mark: Mark) -> list[Word]:
    """The content words that a negation governs, up to what is set against them: "no longer at sea *but* in an office".

    A verb before it goes with it: "pleaded not guilty".
    """
    stop = text.find(" but ", mark.scope_start, mark.scope_end)
    end = stop if stop >= 0 else mark.scope_end
    apart = [(name.start, name.end) for name in analysis.names] + [(time.start, time.end) for time in analysis.times]
    found = [
        word
        for word in analysis.words
        if word.content
        and mark.scope_start <= word.start < end
        and word.stem not in _BETWEEN
        and not any(first <= word.start < last for first, last in apart)
    ]
    before = [word for word in analysis.words if word.end == mark.start - 1 and text[mark.start : mark.end] == "not"]
    led = bool(before) and before[0].content and not any(first <= before[0].start < last for first, last in apart)
    return [before[0], *found] if led and found else found


def _negated(text: str, analysis: Analysis, word: Word) -> bool:
    """Whether a negation governs the word first of all, or all but some of what it is said of: "never fully passed"."""
    if before(_NOT_RIGHT, text, word.start, 30):  # "will not resume before Monday", which is no mark of negation
        return True
    for mark in analysis.marks:
        governed = _governed(text, analysis, mark) if mark.kind is MarkKind.NEGATION else []
        plain = [one for one in governed if not text[one.start : one.end].endswith("ly")]
        if word in plain[:1] or (_NOT_ALL.match(text, mark.start) and word in plain):
            return True
    return False


def _undone(text: str, analysis: Analysis, other: Analysis) -> bool:
    """Whether a side has a negation anywhere, or tells of something that did not come about.

    A word for that which the other side has too is only what is negated there: "lost 40 workers", "did not lose any".
    """
    shared = frozenset(meant for word in other.words for meant in alike(word.stem))
    if any(word.stem in _UNDONE and word.stem not in shared for word in analysis.words):
        return True
    return bool(_noes(analysis)) or bool(re.search(r"\b(?:put|called)\soff\b", text))


def _negators(text: str, analysis: Analysis) -> set[str]:
    """The negating verbs of one side: where both sides share one ("failed to act", "failed four times") none turns."""
    return {
        text[mark.start : mark.end].lower().split()[0][:5]
        for mark in analysis.marks
        if mark.kind is MarkKind.NEGATION and mark.end - mark.start > 3
    }


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
