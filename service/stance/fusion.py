"""The judges' stances on one statement, weighed together: a small softmax over named features.

The weights are fitted by `training/fit_fusion.py`; one set for rules with the model, one for rules alone. Every feature
is a number between about -5 and 5 with a name, so that a weight can be read and doubted.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.analysis import Analysis
from service.stance.alignment import Alignment
from service.stance.speakers import same_speaker
from service.types import ReasonKind, Stance, StanceKind

SIDES = (StanceKind.SUPPORTS, StanceKind.REFUTES, StanceKind.NEUTRAL)
Probabilities = tuple[float, float, float]  # supports, refutes, neutral


@dataclass(frozen=True, slots=True)
class Weights:
    """One row of weights a side, by feature name."""

    rows: Mapping[str, Probabilities]


@dataclass(frozen=True, slots=True)
class Fusion:
    """The weights where the model was not asked, and where it was."""

    rules: Weights
    both: Weights


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the engine put a statement: its place, from 1.

    Not its score: BM25 counts versions that are gone until their segment is, and an answer must not depend on them.
    """

    place: int = 1


ALONE = Standing()
# The model's share beside what the fusion makes of it: chosen on the press and news claims that were read.
_MODELS_SAY = 0.75  # where no judge gives a ground
_BESIDE_SUPPORT = 0.5  # where a judge finds something of the claim met: the rest of it may still be turned
_BESIDE_REFUTATION = 0.25  # where one finds something else in its place
_RULES_SAY = 0.5  # the share of the rules alone where they have another figure: models read figures poorly
_LEAST = 1e-6  # probability
_BY_SIDE = {StanceKind.SUPPORTS: "rules_supports", StanceKind.REFUTES: "rules_refutes"}
_BY_REASON = {kind: f"reason_{kind}" for kind in ReasonKind}


def features(
    alignment: Alignment, stances: Sequence[Stance], model: Probabilities | None, standing: Standing = ALONE
) -> dict[str, float]:
    """What the fusion sees of one claim beside one statement."""
    claim = alignment.claim.analysis
    content = max(1, len(alignment.content))
    against = max((stance.strength for stance in stances if stance.kind is StanceKind.REFUTES), default=0.0)
    values = {
        "bias": 1.0,
        "coverage": alignment.coverage,
        "coverage_in_context": alignment.coverage_in_context,
        "coverage_of_content": alignment.coverage_of_content,
        "all_covered": float(not alignment.missing and not alignment.missing_names),
        "missing_words": len(alignment.missing) / content,
        "missing_names": min(2, len(alignment.missing_names)),
        "verbatim": float(not (against or _open(stances)) and _verbatim(alignment)),
        "missing_quantities": min(2, _missing_quantities(stances)),
        "other_voice": float(_other_voice(alignment)),
        "claim_length": min(3.0, len(claim.words) / 10),
        "near_the_top": 1 / standing.place,
    }
    values["rules_supports"] = values["rules_refutes"] = 0.0
    for stance in _settled(stances):
        # What a statement shares with a claim that it contradicts shows that both tell of one thing, not that both are right.
        strength = stance.strength * (1 - against) if stance.kind is StanceKind.SUPPORTS else stance.strength
        for name in (_BY_SIDE.get(stance.kind), *(_BY_REASON[reason.kind] for reason in stance.reasons)):
            if name is not None:
                values[name] = max(values.get(name, 0.0), strength)
    if model is not None:
        supports, refutes, neutral = (math.log(max(p, 1e-4)) for p in model)
        values["model_supports"] = max(-5.0, min(5.0, supports - neutral))
        values["model_refutes"] = max(-5.0, min(5.0, refutes - neutral))
        values["model_supports_covered"] = values["model_supports"] * alignment.coverage_in_context
        values["model_refutes_covered"] = values["model_refutes"] * alignment.coverage_in_context
        values["rules_against_model"] = values["rules_refutes"] * model[0] - values["rules_supports"] * model[1]
    return values


def _settled(stances: Sequence[Stance]) -> list[Stance]:
    """The stances but "a figure of another time" where the time itself is what the two sides give differently."""
    other_date = any(reason.kind is ReasonKind.DIFFERENT_DATE for stance in stances for reason in stance.reasons)
    return [
        stance
        for stance in stances
        if not (other_date and any(reason.kind is ReasonKind.DIFFERENT_PERIOD for reason in stance.reasons))
    ]


_UNMET = {ReasonKind.PART_MISSING, ReasonKind.DIFFERENT_SCOPE, ReasonKind.DIFFERENT_PERIOD}


def _verbatim(alignment: Alignment) -> bool:
    """The claim stands in the statement word for word, marks and case aside."""
    if alignment.missing or alignment.missing_names or alignment.coverage < 1:
        return False
    return _run(alignment.claim.text, alignment.claim.analysis) in _run(alignment.statement.text, alignment.told)


def _open(stances: Sequence[Stance]) -> bool:
    """Whether the statement only expects or asks what the claim says: "it is not known whether ..."."""
    return any(reason.kind is ReasonKind.EXPECTED_NOT_HAPPENED for stance in stances for reason in stance.reasons)


def _run(text: str, analysis: Analysis) -> str:
    return f" {' '.join(text[word.start : word.end].casefold() for word in analysis.words)} "


def _missing_quantities(stances: Sequence[Stance]) -> int:
    """How many of the claim's amounts the statement does not give."""
    return sum(
        reason.kind in _UNMET and reason.claim is not None and reason.claim.unit is not None
        for stance in stances
        for reason in stance.reasons
    )


def _other_voice(alignment: Alignment) -> bool:
    """The claim is about what one says, the statement is another's: it does not settle whether the one said it."""
    asked, speaker = alignment.claim.speaker, alignment.statement.speaker
    return asked is not None and speaker is not None and not same_speaker(asked, speaker.name)


FEATURES = (
    "bias",
    "coverage",
    "coverage_in_context",
    "coverage_of_content",
    "all_covered",
    "missing_words",
    "missing_names",
    "verbatim",
    "missing_quantities",
    "other_voice",
    "claim_length",
    "near_the_top",
    "rules_supports",
    "rules_refutes",
    *_BY_REASON.values(),
    "model_supports",
    "model_refutes",
    "model_supports_covered",
    "model_refutes_covered",
    "rules_against_model",
)


def fused(values: Mapping[str, float], weights: Weights) -> Probabilities:
    """Softmax of the weighted features: the probabilities of supports, refutes and neutral."""
    supports = refutes = neutral = 0.0
    for name, value in values.items():
        if value and (row := weights.rows.get(name)) is not None:
            supports += value * row[0]
            refutes += value * row[1]
            neutral += value * row[2]
    top = max(supports, refutes, neutral)
    one, two, three = math.exp(supports - top), math.exp(refutes - top), math.exp(neutral - top)
    total = one + two + three
    return one / total, two / total, three / total


def weighed(
    alignment: Alignment,
    stances: Sequence[Stance],
    opinion: Probabilities | None,
    standing: Standing = ALONE,
    fusion: Fusion | None = None,
) -> Probabilities:
    """The sides' probabilities, by the fitted weights where no others are given; `opinion` is the model's, where asked.

    Where no judge gives a ground for a side, the model has most of the say; beside one for support half of it, or none
    where all of the claim is met; beside one for a refutation a quarter. Where there is another figure for the same thing,
    the rules have half. A claim that stands there word for word needs no opinion.
    """
    fusion = fusion or fitted()
    values = features(alignment, stances, None, standing)
    alone = fused(values, fusion.rules)
    if opinion is None or values["verbatim"]:
        return alone
    both = fused(features(alignment, stances, opinion, standing), fusion.both)
    grounds = [stance for stance in stances if stance.reasons and stance.kind is not StanceKind.NEUTRAL]
    if any(reason.kind is ReasonKind.DIFFERENT_QUANTITY for stance in grounds for reason in stance.reasons):
        return pooled(both, alone, _RULES_SAY)
    if any(stance.kind is StanceKind.REFUTES for stance in grounds):
        return pooled(both, opinion, _BESIDE_REFUTATION)
    if grounds and values["all_covered"]:
        return both
    return pooled(both, opinion, _BESIDE_SUPPORT if grounds else _MODELS_SAY)


def pooled(one: Probabilities, other: Probabilities, share: float) -> Probabilities:
    """The logarithmic opinion pool: the weighted geometric mean of two, 0 to 1 the other's share, of sum 1.

    Genest and Zidek, Combining probability distributions, Statistical Science 1986.
    """
    supports, refutes, neutral = (
        max(p, _LEAST) ** (1 - share) * max(q, _LEAST) ** share for p, q in zip(one, other, strict=True)
    )
    total = supports + refutes + neutral
    return supports / total, refutes / total, neutral / total


@cache
def fitted() -> Fusion:
    """The fitted weights."""
    table = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return Fusion(_weights(table["rules_only"]), _weights(table["rules_and_model"]))


def _weights(rows: Mapping[str, Sequence[float]]) -> Weights:
    return Weights({name: (row[0], row[1], row[2]) for name, row in rows.items()})
