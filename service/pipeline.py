"""check_claim: the whole story of one claim on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from service.answer import Answer, Coverage, Evidence, Part, Request
from service.evidence import evidence, near_misses
from service.parts import claims
from service.prior_checks import prior_checks
from service.provenance import signature, verification_id
from service.retrieval.engine import Generation
from service.retrieval.ranking import query_terms
from service.stance import RULE_JUDGES
from service.stance.alignment import Alignment, alignments
from service.stance.fusion import Probabilities, Standing, weighed
from service.stance.premise import premise
from service.summary import correction, summary
from service.timeline import timeline
from service.types import Claim, Label, Moment, Precision, Statement
from service.verdict import Judged, Policy, can_take_side, confidence, label, sides, whole_label


class ModelJudge(Protocol):
    """A three-way stance model; `id` names its files by hash."""

    @property
    def id(self) -> str: ...

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        """Supports, refutes, neutral for each (claim, premise)."""
        ...


class Deadline(Protocol):
    """The time that is left for an answer."""

    def passed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Judges:
    """What judges a claim: the rules always, the model where there is one."""

    model: ModelJudge | None = None

    @property
    def model_id(self) -> str:
        """The model's id; "none" without one."""
        return self.model.id if self.model is not None else "none"


def check_claim(
    request: Request, *, generation: Generation, judges: Judges, policy: Policy, deadline: Deadline | None = None
) -> Answer:
    """The sourced verdict on one claim, from one generation of the archive."""
    signed = signature(generation, model=judges.model_id, policy=policy)
    found: list[tuple[Claim, Label, list[Judged], tuple[Evidence, ...]]] = []
    degraded: set[str] = set()
    for claim in claims(request.claim):
        judged, missed = judged_statements(claim, request, generation, judges, policy, deadline)
        degraded |= missed
        both = sides(judged, policy)
        shown = evidence(both, generation.store, timeline(judged), limit=request.max_evidence, offset=claim.start)
        found.append((claim, label(both, policy), judged, shown))
    verdict = whole_label([part[1] for part in found])
    everything = [one for part in found for one in part[2]]
    shown = _together([part[3] for part in found], request.max_evidence)
    considered = len({one.alignment.statement.id for one in everything})
    misses = [
        near_misses(judged, generation.store, limit=policy.near_misses, offset=claim.start)
        for claim, one, judged, _ in found
        if one is Label.NOT_ENOUGH
    ]
    return Answer(
        verification_id=verification_id(request, signed),
        claim=request.claim,
        parts=tuple(Part(c.text, c.start, c.start + len(c.text), one) for c, one, _, _ in found),
        verdict=verdict,
        confidence=min(confidence(one, judged, policy) for _, one, judged, _ in found),
        summary=summary(verdict, shown, considered=considered, documents=generation.summary.documents),
        evidence=shown,
        correction=correction(request.claim, shown) if verdict is Label.REFUTED else None,
        near_misses=_together(misses, policy.near_misses),
        timeline=timeline(everything),
        prior_checks=prior_checks(request.claim, generation=generation, filters=request.filters),
        coverage=Coverage(
            documents=generation.summary.documents,
            statements_considered=considered,
            first=generation.summary.first,
            last=generation.summary.last,
            complete=not degraded,
            degraded=tuple(sorted(degraded)),
        ),
        signature=signed,
    )


def judged_statements(
    claim: Claim, request: Request, generation: Generation, judges: Judges, policy: Policy, deadline: Deadline | None
) -> tuple[list[Judged], set[str]]:
    """The engine's statements for one part, each judged; and what had to be left out for want of time."""
    filters = replace(request.filters, as_of=request.as_of)
    hits = generation.engine.search(query_terms(claim), filters, policy.candidates)
    statements = generation.store.statements([hit.statement_id for hit in hits])
    usable = [
        (Standing(place), statement)
        for place, statement in enumerate(statements, 1)
        if _usable(statement, request, generation)
    ]
    side_by_side = alignments(claim, [statement for _, statement in usable])
    stances = [tuple(s for judge in RULE_JUDGES if (s := judge(one)) is not None) for one in side_by_side]
    nearness = [
        one.coverage_in_context + 1 / standing.place for one, (standing, _) in zip(side_by_side, usable, strict=True)
    ]
    opinions, late = _opinions(side_by_side, nearness, judges, policy, deadline)
    judged = []
    for (standing, _), one, given, opinion in zip(usable, side_by_side, stances, opinions, strict=True):
        judged.append(Judged(one, given, weighed(one, given, opinion, standing), standing, opinion))
    return judged, {"model: out of time"} if late else set()


def _opinions(
    side_by_side: Sequence[Alignment],
    nearness: Sequence[float],
    judges: Judges,
    policy: Policy,
    deadline: Deadline | None,
) -> tuple[list[Probabilities | None], bool]:
    """The model's word on the nearest statements that can take a side, None for the others; whether time ran out."""
    opinions: list[Probabilities | None] = [None] * len(side_by_side)
    if judges.model is None:
        return opinions, False
    if deadline is not None and deadline.passed():
        return opinions, True
    able = [i for i, one in enumerate(side_by_side) if can_take_side(one, policy)]
    chosen = sorted(sorted(able, key=lambda i: (-nearness[i], i))[: policy.judged_by_model])
    pairs = [(side_by_side[i].claim.text, premise_of(side_by_side[i].statement)) for i in chosen]
    for i, opinion in zip(chosen, judges.model.probabilities(pairs), strict=True):
        opinions[i] = opinion
    return opinions, False


def premise_of(statement: Statement) -> str:
    """The statement with its headline, day, speaker and the sentence before, as the model was trained to read it."""
    return premise(
        statement.text,
        title=statement.heading,
        stated_at=_iso(statement.stated_at),
        speaker=statement.speaker.name if statement.speaker else None,
        before=statement.before,
    )


def _iso(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    if moment.precision is Precision.MINUTE:
        return moment.at.strftime("%Y-%m-%dT%H:%M")
    return moment.at.date().isoformat()


def _usable(statement: Statement, request: Request, generation: Generation) -> bool:
    """Whether a verdict may use the statement at the moment asked about: not embargoed, not expired, already stated."""
    moment = request.as_of or generation.built_at
    if statement.usable_from is not None and moment < statement.usable_from:
        return False
    if statement.usable_until is not None and moment >= statement.usable_until:
        return False
    return request.as_of is None or statement.stated_at is None or statement.stated_at.at <= request.as_of


def _together(parts: Sequence[tuple[Evidence, ...]], limit: int) -> tuple[Evidence, ...]:
    """The evidence of all parts, the parts in turn, a statement shown for one part not shown again."""
    seen: set[tuple[str, int, int]] = set()
    shown = []
    for rank in range(max((len(part) for part in parts), default=0)):
        for part in parts:
            if rank < len(part):
                key = (part[rank].document.id, part[rank].start, part[rank].end)
                if key not in seen:
                    seen.add(key)
                    shown.append(part[rank])
    return tuple(shown[:limit])
