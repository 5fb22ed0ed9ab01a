"""Whose word it is: said by the claim's speaker, by another, or denied by somebody."""

from service.analysis import Attribution, CueKind, MarkKind
from service.stance.alignment import Alignment
from service.stance.offices import titles_conflict
from service.stance.speakers import other_speaker, same_speaker, span_of, telling_stems
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_SAME_WORDS = 0.6
_LEAST_WORDS = 2  # of content: "has apologised to the families" has too little to tell whose word it is


def judge_attribution(alignment: Alignment) -> Stance | None:
    """A claim about a saying is held against who said it; any other claim against those who deny it."""
    denial = _denial(alignment)
    if denial is not None or alignment.claim.speaker is None:
        return denial
    told = _speaker(alignment)
    if told is None:
        return None
    name, span = told
    claim = alignment.claim
    reason_claim = Compared(claim.speaker or "", 0, len(claim.speaker or ""))
    if same_speaker(claim.speaker or "", name):
        return Stance(
            StanceKind.SUPPORTS,
            0.8 * alignment.coverage_of_content,
            (Reason(ReasonKind.SAID_BY, span_of(claim.text, claim.speaker), span),),
        )
    if not other_speaker(claim.speaker or "", name):
        return None
    other_office = titles_conflict(claim.speaker or "", name)
    if not other_office and any(alignment.known(stem) for stem in telling_stems(claim.speaker or "")):
        return None
    if not claim.denies and alignment.names_speaker and _content_told(alignment):
        return Stance(
            StanceKind.REFUTES,
            alignment.coverage_of_content * 0.8,
            (Reason(ReasonKind.DIFFERENT_SPEAKER, span_of(claim.text, claim.speaker) or reason_claim, span),),
        )
    return None


def _content_told(alignment: Alignment) -> bool:
    """Whether the statement says, in the same words, what the claim's speaker is said to have said."""
    return alignment.coverage_of_content >= _SAME_WORDS and alignment.words_of_content >= _LEAST_WORDS


def _denial(alignment: Alignment) -> Stance | None:
    """Somebody in the statement denies what the claim says; for a claim about the denying this is support."""
    if alignment.coverage_in_context < 0.5 or len(alignment.missing) > max(1, 0.5 * len(alignment.content)):
        return None
    for told in alignment.told.attributions:
        if told.kind is CueKind.DENIES and _content_shared(alignment, told):
            text = alignment.statement.text
            span = Compared(
                text[told.cue_start : told.cue_end],
                told.cue_start,
                told.cue_end,
                text[told.source_start : told.source_end],
            )
            strength = 0.8 * alignment.coverage_in_context
            if _cue_negated(alignment, told):  # "did not dispute that he was ill"
                if not alignment.claim.denies:
                    return None
                return Stance(StanceKind.REFUTES, strength, (Reason(ReasonKind.OPPOSITE_POLARITY, None, span),))
            if alignment.claim.denies or _negated(alignment) != _denies_a_no(alignment, told):
                return Stance(StanceKind.SUPPORTS, strength, (Reason(ReasonKind.SAID_BY, None, span),))
            return Stance(StanceKind.REFUTES, strength, (Reason(ReasonKind.DENIED_BY, None, span),))
    return None


def _cue_negated(alignment: Alignment, told: Attribution) -> bool:
    return any(
        mark.kind is MarkKind.NEGATION
        and mark.end <= told.cue_start < mark.scope_end
        and mark.end + 20 > told.cue_start
        for mark in alignment.told.marks
    )


def _negated(alignment: Alignment) -> bool:
    """The claim itself says no: "hospitals are not used as command posts" is what a denier says."""
    analysis = alignment.claim.analysis
    return any(
        mark.kind is MarkKind.NEGATION and not any(a.cue_start <= mark.start < a.cue_end for a in analysis.attributions)
        for mark in analysis.marks
    )


def _denies_a_no(alignment: Alignment, told: Attribution) -> bool:
    """Whether what is denied is itself a no: "rejected the claim that she had not been there"."""
    return any(
        mark.kind is MarkKind.NEGATION and told.content_start <= mark.start < told.content_end
        for mark in alignment.told.marks
    )


def _content_shared(alignment: Alignment, told: Attribution) -> bool:
    inside = {w.stem for w in alignment.told.words if told.content_start <= w.start < told.content_end and w.content}
    mine = [w.stem for w, weight in alignment.content if weight >= 1]
    return bool(mine) and sum(stem in inside for stem in mine) >= 0.4 * len(mine)


def _speaker(alignment: Alignment) -> tuple[str, Compared | None] | None:
    speaker = alignment.statement.speaker
    if speaker is None:
        return None
    start = alignment.statement.text.find(speaker.name)
    span = Compared(speaker.name, start, start + len(speaker.name)) if start >= 0 else None
    return speaker.name, span
