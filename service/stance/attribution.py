"""Whose word it is: said by the claim's speaker, by another, or denied by somebody."""

from service.analysis import Attribution, CueKind
from service.stance.alignment import Alignment
from service.text.names import folded, same_name
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_SAME_WORDS = 0.6


def judge_attribution(alignment: Alignment) -> Stance | None:
    """A claim about a saying is held against who said it; any other claim against those who deny it."""
    denial = _denial(alignment)
    if alignment.claim.speaker is None:
        return denial
    if denial is not None:
        return None if alignment.claim.denies else denial
    told = _speaker(alignment)
    if told is None:
        return None
    name, span = told
    claim = alignment.claim
    reason_claim = Compared(claim.speaker or "", 0, len(claim.speaker or ""))
    if same_speaker(claim.speaker or "", name):
        return Stance(
            StanceKind.SUPPORTS, 0.5, (Reason(ReasonKind.SAID_BY, _span_of(claim.text, claim.speaker), span),)
        )
    if alignment.known(folded(claim.speaker or "").split(" ")[-1]) or any(
        same_name(tuple(folded(w) for w in (claim.speaker or "").split()), words)
        for words in alignment.statement.around.names
    ):
        return None
    if alignment.coverage >= _SAME_WORDS:
        return Stance(
            StanceKind.REFUTES,
            alignment.coverage * 0.8,
            (Reason(ReasonKind.DIFFERENT_SPEAKER, _span_of(claim.text, claim.speaker) or reason_claim, span),),
        )
    return None


def same_speaker(one: str, other: str) -> bool:
    """Whether two sources are one: the same name, or the same words of an unnamed source ("the health ministry")."""
    mine = tuple(word for word in map(folded, one.split()) if word not in _ARTICLES)
    theirs = tuple(word for word in map(folded, other.split()) if word not in _ARTICLES)
    if not mine or not theirs:
        return False
    if same_name(mine, theirs):
        return True
    short, long = sorted((set(mine), set(theirs)), key=len)
    return len(short & long) >= max(1, round(0.6 * len(short))) and bool(short & long - _GENERIC)


_ARTICLES = frozenset(["the", "a", "an", "mr", "mrs", "ms", "sir"])
_GENERIC = frozenset(
    [
        "official",
        "officials",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "statement",
        "ministry",
        "minister",
        "government",
        "army",
        "military",
        "police",
    ]
)


def _denial(alignment: Alignment) -> Stance | None:
    """Somebody in the statement denies what the claim says; for a claim about the denying this is support."""
    if alignment.coverage_in_context < 0.5:
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
            reason = Reason(ReasonKind.DENIED_BY, None, span)
            kind = StanceKind.SUPPORTS if alignment.claim.denies else StanceKind.REFUTES
            return Stance(kind, 0.8 * alignment.coverage_in_context, (reason,))
    return None


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


def _span_of(text: str, name: str | None) -> Compared | None:
    start = text.find(name) if name else -1
    return Compared(name or "", start, start + len(name or "")) if start >= 0 else None
