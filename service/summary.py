"""One sentence in plain English that a desk can paste, and the claim with the right words, both from typed reasons."""

import re
from collections.abc import Sequence

from service.answer import Correction, Edit, Evidence
from service.types import Basis, Label, Moment, Precision, Reason, ReasonKind, Speaker, StanceKind

_CORRECTABLE = {
    ReasonKind.DIFFERENT_QUANTITY,
    ReasonKind.DIFFERENT_DATE,
    ReasonKind.DIFFERENT_NAME,
    ReasonKind.DIFFERENT_PLACE,
}
_ARTICLE = re.compile(r"\b(the|an?)\s$", re.IGNORECASE)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def summary(verdict: Label, evidence: Sequence[Evidence], *, considered: int, documents: int) -> str:
    """The verdict in a sentence: where, when, and the reason."""
    supporting = next((e for e in evidence if e.stance is StanceKind.SUPPORTS), None)
    refuting = next((e for e in evidence if e.stance is StanceKind.REFUTES), None)
    if verdict is Label.SUPPORTED and supporting is not None:
        return f"{_where(supporting)}: {_said(supporting)}."
    if verdict is Label.REFUTED and refuting is not None:
        return f"{_where(refuting)}: {_against(refuting)}."
    if verdict is Label.CONFLICTING and supporting is not None and refuting is not None:
        pro, contra = f"{_where(supporting)}, {_said(supporting)}", f"{_where(refuting)}, {_against(refuting)}"
        return f"The archive has both sides. For: {pro}. Against: {contra}."
    searched = f"{considered} statement{'s' * (considered != 1)} of {documents} document{'s' * (documents != 1)}"
    return f"The archive does not settle this: {searched} {'was' if considered == 1 else 'were'} looked at."


def correction(claim: str, evidence: Sequence[Evidence]) -> Correction | None:
    """The claim with the words that the strongest typed refutation supplies; None where no reason supplies them."""
    for one in evidence:
        if one.stance is not StanceKind.REFUTES:
            continue
        edits = tuple(edit for reason in one.reasons if (edit := _edit(reason)) is not None)
        if edits:
            text = claim
            for edit in sorted(edits, key=lambda e: -e.start):
                text = text[: edit.start] + edit.replacement + text[edit.end :]
            return Correction(text, edits)
    return None


def _edit(reason: Reason) -> Edit | None:
    if reason.kind not in _CORRECTABLE or reason.claim is None or reason.statement is None:
        return None
    return Edit(reason.claim.start, reason.claim.end, reason.statement.text)


def _where(evidence: Evidence) -> str:
    source = evidence.document.publisher or evidence.document.title or evidence.document.id
    return f"{source}, {written(evidence.stated_at)}" if evidence.stated_at else source


def written(moment: Moment) -> str:
    """A moment as a newspaper writes it: "27 October 2023", "27 October 2023, 21:11"."""
    at = moment.at
    day = f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
    return f"{day}, {at.hour:02}:{at.minute:02}" if moment.precision is Precision.MINUTE else day


def _said(evidence: Evidence) -> str:
    if evidence.basis is Basis.ASSERTED and evidence.speaker is not None:
        return f"according to {_speaker(evidence, evidence.speaker)} (“{_short(evidence.quote)}”)"
    return f"“{_short(evidence.quote)}”"


def _against(evidence: Evidence) -> str:
    reason = evidence.reasons[0] if evidence.reasons else None
    if reason is not None and reason.claim is not None and reason.statement is not None:
        if reason.kind in _CORRECTABLE:
            return f"{reason.statement.text}, not {reason.claim.text}"
        if reason.kind is ReasonKind.DIFFERENT_SPEAKER:
            return f"it was {reason.statement.text}, not {reason.claim.text}, who said so"
        if reason.kind is ReasonKind.ALTERED_QUOTATION:
            return f"the words were “{_short(evidence.quote)}”"
    if reason is not None and reason.kind is ReasonKind.DENIED_BY and evidence.speaker is not None:
        return f"denied by {_speaker(evidence, evidence.speaker)} (“{_short(evidence.quote)}”)"
    return f"“{_short(evidence.quote)}”"


def _speaker(evidence: Evidence, speaker: Speaker) -> str:
    """A speaker's name with the article that it has in the quote: "The coast guard said" gives "the coast guard"."""
    lead = evidence.quote[: max(0, (speaker.start or 0) - evidence.start)]
    article = _ARTICLE.search(lead[-5:])
    return f"{article[1].lower()} {speaker.name}" if article else speaker.name


def _short(quote: str, limit: int = 220) -> str:
    bare = quote.strip(' “”"').rstrip(".")
    if len(bare) <= limit:
        return bare
    return bare[:limit].rsplit(" ", 1)[0] + " …"
