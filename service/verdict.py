"""Stances -> verdict and confidence: pure, thresholds in one frozen Policy."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from service.stance.alignment import Alignment
from service.stance.fusion import Probabilities, Standing
from service.stance.speakers import same_speaker
from service.text.dates import overlap
from service.types import Compared, Label, Reason, ReasonKind, Stance, StanceKind, Statement


@dataclass(frozen=True, slots=True)
class Policy:
    """Every threshold of a verdict; the fitted ones come from `training/fit_fusion.py`."""

    supports_at: float = 0.35
    supports_beside_at: float = 0.6  # the same beside a surer one: what is weaker is nearly always of another matter
    refutes_at: float = 0.6
    conflict_at: float = 0.5  # the weaker side's strength from which both sides count
    least_shared: float = 0.3  # of the claim, that a statement and what stands around it must have to take a side
    whole_at: float = 0.85  # of the claim, that a statement must have itself to tell the whole of it
    beside_whole: float = 0.6  # the same, from which bare likeness counts beside the other side's whole
    beside_ground: float = 0.5  # the same beside the other side's ground
    candidates: int = 50
    judged_by_model: int = 6
    near_misses: int = 5
    surest: float = 0.98  # no confidence is higher: of 70 claims given more than 0.97, 68 were right
    # intercept and slope of the confidence in each verdict, in log odds, by those of `raw_confidence` (Platt, 1999):
    # fitted on 329 claims on real documents
    confidence_curves: tuple[tuple[Label, float, float], ...] = (
        (Label.SUPPORTED, 0.082, 1.011),
        (Label.REFUTED, 0.105, 1.156),
        (Label.CONFLICTING, -0.547, 0.649),
        (Label.NOT_ENOUGH, -1.257, 1.016),
    )

    @property
    def id(self) -> str:
        """A short hash of every threshold."""
        return sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Judged:
    """One statement with what the judges and the fusion made of it."""

    alignment: Alignment
    stances: tuple[Stance, ...]
    probabilities: Probabilities
    standing: Standing  # in the engine's list
    opinion: Probabilities | None = None  # the model's, where it was asked

    @property
    def kind(self) -> StanceKind:
        """The likeliest side."""
        sides = (StanceKind.SUPPORTS, StanceKind.REFUTES, StanceKind.NEUTRAL)
        return max(zip(self.probabilities, sides, strict=True), key=lambda pair: pair[0])[1]

    def reasons(self, kind: StanceKind) -> tuple[Reason, ...]:
        """The typed grounds for a side, strongest judge first; the model's word where no judge gave one."""
        given = sorted((s for s in self.stances if s.kind is kind), key=lambda s: -s.strength)
        found = tuple(reason for stance in given for reason in stance.reasons)
        if found:
            return found
        if kind is StanceKind.REFUTES:
            return (Reason(ReasonKind.CONTRADICTS),)
        if kind is StanceKind.SUPPORTS:
            whole = self.alignment.coverage >= 0.85
            return (Reason(ReasonKind.STATES if whole else ReasonKind.ENTAILS),)
        return (Reason(ReasonKind.UNRELATED if self.alignment.coverage < 0.4 else ReasonKind.PART_MISSING),)


@dataclass(frozen=True, slots=True)
class Sides:
    """The statements that count for each side of one part, strongest first."""

    supporting: tuple[Judged, ...]
    refuting: tuple[Judged, ...]


def can_take_side(alignment: Alignment, policy: Policy) -> bool:
    """Whether a statement, read with its headline and the sentence before, is about the claim, and stands by itself."""
    return not alignment.withdrawn and alignment.coverage_in_context >= policy.least_shared


def sides(judged: Sequence[Judged], policy: Policy) -> Sides:
    """Which statements count: supports and refutes past their thresholds; other days' figures and voices set aside."""
    judged = [j for j in judged if can_take_side(j.alignment, policy) and not _at_another_time(j)]
    refuting = sorted((j for j in judged if j.probabilities[1] >= policy.refutes_at), key=lambda j: -j.probabilities[1])
    supporting = sorted(
        (j for j in judged if j.probabilities[0] >= policy.supports_at), key=lambda j: -j.probabilities[0]
    )
    disputed = [span for j in refuting for span in _disputed(j)]
    supporting = _surest([j for j in supporting if all(_meets(j, span) for span in disputed)], policy)
    if supporting:
        refuting = [j for j in refuting if not (_other_moment(j, supporting) or _other_voice_alone(j))]
    supporting = _beside(
        [j for j in refuting if _typed(j, StanceKind.REFUTES)], supporting, StanceKind.SUPPORTS, policy
    )
    refuting = _beside(supporting, refuting, StanceKind.REFUTES, policy)
    return Sides(tuple(supporting), tuple(refuting))


def _surest(supporting: list[Judged], policy: Policy) -> list[Judged]:
    """The first, and of the others those that are sure by themselves."""
    return supporting[:1] + [j for j in supporting[1:] if j.probabilities[0] >= policy.supports_beside_at]


def label(found: Sides, policy: Policy) -> Label:
    """The verdict of one part."""
    best = found.supporting[0].probabilities[0] if found.supporting else 0.0
    worst = found.refuting[0].probabilities[1] if found.refuting else 0.0
    if best and worst:
        if min(best, worst) >= policy.conflict_at or _denied_alone(found.refuting):
            return Label.CONFLICTING
        return Label.SUPPORTED if best >= worst else Label.REFUTED
    if best:
        return Label.SUPPORTED
    return Label.REFUTED if worst else Label.NOT_ENOUGH


def _denied_alone(refuting: Sequence[Judged]) -> bool:
    """Whether all that speaks against is a denial: beside an assertion that makes two sides, not a refutation."""
    return all(
        reason.kind is ReasonKind.DENIED_BY for judged in refuting for reason in judged.reasons(StanceKind.REFUTES)
    )


def whole_label(parts: Sequence[Label]) -> Label:
    """The verdict of a compound claim: refuted if a part is, open if a part is open, else conflicting if a part is."""
    for one in (Label.REFUTED, Label.NOT_ENOUGH, Label.CONFLICTING):
        if one in parts:
            return one
    return Label.SUPPORTED


def confidence(verdict: Label, judged: Sequence[Judged], policy: Policy) -> float:
    """The calibrated probability that the verdict is right given this archive."""
    intercept, slope = next((a, b) for label_, a, b in policy.confidence_curves if label_ is verdict)
    fitted = 1 / (1 + math.exp(-(intercept + slope * log_odds(raw_confidence(verdict, judged)))))
    return round(min(fitted, policy.surest), 4)


def log_odds(share: float) -> float:
    """The logarithm of the odds of a share, which is held between 0.02 and 0.98: `log_odds(0.5)` is 0."""
    held = min(max(share, 0.02), 0.98)
    return math.log(held / (1 - held))


def raw_confidence(verdict: Label, judged: Sequence[Judged]) -> float:
    """How far the statements' sides speak for the verdict, 0 to 1, not calibrated."""
    best = max((j.probabilities[0] for j in judged), default=0.0)
    worst = max((j.probabilities[1] for j in judged), default=0.0)
    return {
        Label.SUPPORTED: best * (1 - 0.5 * worst),
        Label.REFUTED: worst * (1 - 0.5 * best),
        Label.CONFLICTING: min(best, worst),
        Label.NOT_ENOUGH: 1 - max(best, worst),
    }[verdict]


def _typed(judged: Judged, side: StanceKind) -> bool:
    """Whether a judge gives a ground for the side."""
    return any(stance.kind is side and stance.reasons for stance in judged.stances)


def _at_another_time(judged: Judged) -> bool:
    """Whether it tells of the same deed at another time, which may both be: "won in 2029", "won in May 2031"."""
    times = {time.start for time in judged.alignment.claimed_times}
    return not _typed(judged, StanceKind.REFUTES) and any(
        reason.kind is ReasonKind.DIFFERENT_PERIOD and reason.statement and reason.claim and reason.claim.start in times
        for stance in judged.stances
        for reason in stance.reasons
    )


def _beside(first: Sequence[Judged], second: Sequence[Judged], side: StanceKind, policy: Policy) -> list[Judged]:
    """Those that make a second side beside the first: with a ground, or with enough of the claim themselves.

    Beside a statement that tells the whole claim that is more than beside a ground, and nothing beside bare likeness.
    """
    whole = any(j.alignment.coverage >= policy.whole_at for j in first)
    ground = any(
        _typed(j, other) for j in first for other in (StanceKind.SUPPORTS, StanceKind.REFUTES) if other is not side
    )
    least = policy.beside_whole if whole else policy.beside_ground if ground else 0.0
    return [j for j in second if _typed(j, side) or j.alignment.coverage >= least]


_OF_ONE_DETAIL = {
    ReasonKind.DIFFERENT_QUANTITY,
    ReasonKind.DIFFERENT_NAME,
    ReasonKind.DIFFERENT_PLACE,
    ReasonKind.DIFFERENT_DATE,
}
_AMOUNTS_MET = {ReasonKind.SAME_QUANTITY, ReasonKind.ROUNDS_TO}


def _disputed(judged: Judged) -> list[Compared]:
    """The details of the claim, an amount or a name, that a refuting statement gives otherwise."""
    reasons = judged.reasons(StanceKind.REFUTES)
    if any(reason.kind not in _OF_ONE_DETAIL for reason in reasons):
        return []
    return [reason.claim for reason in reasons if reason.claim is not None]


def _meets(judged: Judged, detail: Compared) -> bool:
    """Whether a supporting statement has the disputed detail: one that leaves it open takes no side in the dispute."""
    if any(
        reason.kind in _AMOUNTS_MET and reason.claim is not None and reason.claim.start == detail.start
        for stance in judged.stances
        for reason in stance.reasons
    ):
        return True
    alignment = judged.alignment
    for time in alignment.claimed_times:
        if time.start == detail.start:
            return alignment.stated_within(time) or any(overlap(time, other) for other in alignment.told.times)
    within = [w for w in alignment.claim.analysis.words if detail.start <= w.start < detail.end and w.content]
    named = [other for name, other in alignment.named if name.start < detail.end and detail.start < name.end]
    return any(other is not None for other in named) or (bool(within) and all(alignment.said(w.stem) for w in within))


def _other_voice_alone(judged: Judged) -> bool:
    """Somebody else said the like: no conflict where the one asked about is shown to have said it too."""
    reasons = judged.reasons(StanceKind.REFUTES)
    return all(reason.kind is ReasonKind.DIFFERENT_SPEAKER for reason in reasons)


def _one_voice(one: Statement, other: Statement) -> bool:
    """Whether two statements are of one source, or one of them is the publication's own word on the matter."""
    if one.speaker is None or other.speaker is None:
        return one.publisher == other.publisher
    return same_speaker(one.speaker.name, other.speaker.name)


def _other_moment(judged: Judged, supporting: Sequence[Judged]) -> bool:
    """A different figure of another moment by the same kind of source: a timeline, not a conflict."""
    reasons = judged.reasons(StanceKind.REFUTES)
    if not reasons or any(r.kind not in {ReasonKind.DIFFERENT_QUANTITY, ReasonKind.DIFFERENT_DATE} for r in reasons):
        return False
    mine = judged.alignment.statement
    for other in supporting:
        theirs = other.alignment.statement
        same_moment = mine.stated_at == theirs.stated_at
        if not same_moment and _one_voice(mine, theirs):
            return True
    return False
