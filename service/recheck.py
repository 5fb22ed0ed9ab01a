"""Which verdicts of the past does today's archive still bear? A kept answer beside a new one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.answer import Answer, Evidence
from service.errors import NotFound
from service.retrieval.engine import Generation, Store
from service.types import Flag, Label, StanceKind


class Outcome(StrEnum):
    """What became of a kept verdict."""

    STANDS = "stands"
    CHANGED = "changed"
    EVIDENCE_GONE = "evidence_gone"


class ChangeKind(StrEnum):
    """How an answer differs from the kept one."""

    VERDICT = "verdict"
    MISSING = "missing"  # the document is no longer in the archive
    RETRACTED = "retracted"
    EXPIRED = "expired"
    CORRECTED = "corrected"
    ALTERED = "altered"  # a newer version no longer holds the quote
    NEW_EVIDENCE = "new_evidence"


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """What the caller kept of one piece of evidence."""

    stance: StanceKind
    quote: str
    document_id: str
    version: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What the caller kept of an answer."""

    verdict: Label
    evidence: tuple[KeptEvidence, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; for evidence it names the document and the quote."""

    kind: ChangeKind
    before: str | None = None
    after: str | None = None
    document_id: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A kept answer beside the archive of today."""

    outcome: Outcome
    changes: tuple[Change, ...]
    answer: Answer


def rechecked(kept: Kept, answer: Answer, *, generation: Generation) -> Rechecked:
    """evidence_gone where a kept quote is gone; else changed where the verdict is another; else stands."""
    changes = [change for one in kept.evidence if (change := _loss(one, answer, generation))]
    lost = bool(changes)
    if kept.verdict != answer.verdict:
        changes.append(Change(ChangeKind.VERDICT, kept.verdict.value, answer.verdict.value))
        changes += [_gain(one) for one in answer.evidence if not _was_known(one, kept)]
    outcome = Outcome.STANDS if not changes else Outcome.EVIDENCE_GONE if lost else Outcome.CHANGED
    return Rechecked(outcome, tuple(changes), answer)


def _loss(kept: KeptEvidence, answer: Answer, generation: Generation) -> Change | None:
    """How a kept quote has lost its ground; None where it has not."""
    kind = _fate(kept, generation.store, generation.built_at)
    if kind is None and _flagged(kept, answer):
        kind = ChangeKind.CORRECTED
    return None if kind is None else Change(kind, document_id=kept.document_id, quote=kept.quote)


def _fate(kept: KeptEvidence, store: Store, now: datetime) -> ChangeKind | None:
    try:
        document = store.document(kept.document_id)
    except NotFound:
        return ChangeKind.MISSING
    if document.retracted:
        return ChangeKind.RETRACTED
    if document.expires_at is not None and document.expires_at <= now:
        return ChangeKind.EXPIRED
    if document.version != kept.version and kept.quote not in document.text:
        return ChangeKind.ALTERED
    return None


def _flagged(kept: KeptEvidence, answer: Answer) -> bool:
    same = [one for one in answer.evidence if one.document.id == kept.document_id and one.quote == kept.quote]
    return any(Flag.CORRECTED in one.flags for one in same)


def _was_known(evidence: Evidence, kept: Kept) -> bool:
    return any(one.document_id == evidence.document.id and one.quote == evidence.quote for one in kept.evidence)


def _gain(evidence: Evidence) -> Change:
    return Change(ChangeKind.NEW_EVIDENCE, document_id=evidence.document.id, quote=evidence.quote)
