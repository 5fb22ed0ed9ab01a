"""Judges by name, and the judgement of a bare pair of claim and evidence."""

from datetime import UTC, datetime
from pathlib import Path

from service.parts import claim as claim_of
from service.pipeline import Judges, premise_of
from service.stance import RULE_JUDGES
from service.stance.alignment import alignments
from service.stance.fusion import ALONE, SIDES, weighed
from service.stance.model import StanceModel
from service.text.analyse import analysis
from service.text.surroundings import around
from service.types import Moment, Precision, Speaker, Statement, StatementKind
from service.verdict import Judged

PACKAGED_MODEL = Path(__file__).parent / "model"


def judges(model: str | None, *, threads: int = 1) -> Judges:
    """The rules with a model: that of a folder, the packaged one for None, none for "none"."""
    if model == "none":
        return Judges()
    return Judges(StanceModel.open(Path(model) if model else PACKAGED_MODEL, threads=threads))


def judged_pair(claim: str, statement: Statement, judging: Judges) -> Judged:
    """What the judges and the fusion make of one claim beside one statement."""
    [alignment] = alignments(claim_of(claim), [statement])
    stances = tuple(s for judge in RULE_JUDGES if (s := judge(alignment)) is not None)
    opinion = judging.model.probabilities([(claim, premise_of(statement))])[0] if judging.model else None
    return Judged(alignment, stances, weighed(alignment, stances, opinion), ALONE, opinion)


def pair_judgement(
    claim: str,
    evidence: str,
    judging: Judges,
    *,
    title: str | None = None,
    stated_at: str | None = None,
    speaker: str | None = None,
    context: str | None = None,
) -> dict[str, object]:
    """The label, probabilities and reasons of a bare pair, ready for JSON."""
    judged = judged_pair(claim, bare_statement(evidence, title, stated_at, speaker, context), judging)
    return {
        "label": judged.kind.value,
        "probabilities": {side.value: round(p, 4) for side, p in zip(SIDES, judged.probabilities, strict=True)},
        "reasons": [reason.kind.value for reason in judged.reasons(judged.kind)],
    }


def bare_statement(
    text: str,
    title: str | None = None,
    stated_at: str | None = None,
    speaker: str | None = None,
    before: str | None = None,
) -> Statement:
    """A statement made for judging alone, of no document."""
    moment = moment_of(stated_at) if stated_at else None
    voice = Speaker(speaker, "said") if speaker else None
    return Statement(
        id="#",
        document_id="",
        version="",
        start=0,
        end=len(text),
        text=text,
        kind=StatementKind.SENTENCE,
        analysis=analysis(text, moment),
        heading=title,
        before=before,
        stated_at=moment,
        speaker=voice,
        around=around([analysis(part) for part in (title, before) if part], voice),
    )


def moment_of(text: str) -> Moment:
    """A day or a minute from its ISO form; raises ValueError."""
    at = datetime.fromisoformat(text)
    return Moment(at if at.tzinfo else at.replace(tzinfo=UTC), Precision.MINUTE if "T" in text else Precision.DAY)
