"""Fits what turns stances into verdicts, on the news archives: `python -m training.fit_fusion --help`.

The weights of the fusion (service/stance/weights.json) are a softmax regression over the features of
service.stance.fusion, once with the model and once for the rules alone: every statement that the search brings up for a
claim is an example, with the stance that its label gives it. The thresholds and the confidence curves of the Policy are
then chosen on verdicts of claims whose archives the weights have not seen; they are printed, to be written into
service/verdict.py. The model must not have been trained on the claims, or its word would weigh too much.
"""

import argparse
import itertools
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

from service.evaluation.gold import gold_claims
from service.judging import judges
from service.retrieval.generations import open_generation
from service.stance.fusion import FEATURES, Fusion, Weights, features, weighed
from service.types import Label, StanceKind
from service.verdict import Judged, Policy, label, log_odds, raw_confidence, sides, whole_label
from training.news import FITTED_WRITERS, NEWS, Case, cases, news_archive, news_claims

SIDES = (StanceKind.SUPPORTS, StanceKind.REFUTES, StanceKind.NEUTRAL)
FOLDS = 5

# What an editor would weigh before any data: the side that each typed reason speaks for (supports, refutes, neutral).
PRIOR: dict[str, tuple[float, float, float]] = {
    "bias": (-1.5, -1.5, 3.0),
    "coverage": (1.5, 1.0, -2.5),
    "coverage_in_context": (1.0, 0.5, -1.5),
    "coverage_of_content": (1.5, 0.5, -2.0),
    "missing_words": (-1.0, 0.0, 1.0),
    "missing_names": (-1.2, -0.4, 1.6),
    "verbatim": (4.0, -3.0, -1.0),
    "missing_quantities": (-1.5, -0.5, 2.0),
    "other_voice": (-0.7, -0.7, 1.4),
    "near_the_top": (0.5, 0.5, -1.0),
    "rules_supports": (0.5, -0.5, 0.0),
    "rules_refutes": (-1.0, 1.0, 0.0),
    "reason_same_quantity": (1.5, -1.0, -0.5),
    "reason_rounds_to": (1.5, -1.0, -0.5),
    "reason_same_words": (1.5, -0.5, -1.0),
    "reason_said_by": (0.5, 0.5, -1.0),
    "reason_different_quantity": (-1.5, 2.0, -0.5),
    "reason_different_date": (-1.0, 1.5, -0.5),
    "reason_different_name": (-1.0, 1.5, -0.5),
    "reason_different_place": (-1.0, 1.5, -0.5),
    "reason_different_title": (-1.5, 2.0, -0.5),
    "reason_opposite_polarity": (-1.0, 1.5, -0.5),
    "reason_roles_swapped": (-1.5, 2.0, -0.5),
    "reason_different_speaker": (-1.5, 2.0, -0.5),
    "reason_altered_quotation": (-1.5, 2.0, -0.5),
    "reason_denied_by": (-1.0, 2.5, -1.5),
    "reason_different_period": (-1.0, -1.0, 2.0),
    "reason_different_scope": (-0.7, -0.3, 1.0),
    "reason_part_missing": (-0.7, -0.3, 1.0),
    "reason_expected_not_happened": (-0.7, -0.3, 1.0),
    "model_supports": (0.4, -0.2, -0.2),
    "model_refutes": (-0.2, 0.4, -0.2),
}


@dataclass(frozen=True, slots=True)
class Examples:
    """Features (examples x features), sides and folds' groups of every statement beside a claim of one part."""

    x: np.ndarray
    y: np.ndarray
    groups: np.ndarray


def values_of(judged: Judged, *, model: bool) -> Mapping[str, float]:
    """The features of one judged statement, with the model's word or without."""
    return features(judged.alignment, judged.stances, judged.opinion if model else None, judged.standing)


def examples(found: Sequence[Case], *, model: bool) -> Examples:
    """What the weights are fitted on: claims of one part, each beside all that the search brought up."""
    rows: list[list[float]] = []
    sides_: list[int] = []
    groups: list[str] = []
    for case in found:
        if len(case.parts) > 1:
            continue  # which of the parts a statement settles is not labelled
        for judged, stance in zip(case.parts[0], case.stances[0], strict=True):
            if model and judged.opinion is None:
                continue
            values = values_of(judged, model=model)
            rows.append([values.get(name, 0.0) for name in FEATURES])
            sides_.append(SIDES.index(stance))
            groups.append(case.archive)
    return Examples(np.array(rows), np.array(sides_), np.array(groups))


def regression(x: np.ndarray, y: np.ndarray, strength: float) -> Weights:
    """Softmax weights: least mean log loss plus strength / n times the squared distance from the prior."""
    prior = np.array([PRIOR.get(name, (0.0, 0.0, 0.0)) for name in FEATURES])
    shape, count = prior.shape, len(y)
    target = np.eye(3)[y]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        scores = x @ weights
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        away = weights - prior
        value = -np.log(np.maximum(shares[np.arange(count), y], 1e-12)).mean() + strength * (away**2).sum() / count
        return value, (x.T @ (shares - target) / count + 2 * strength * away / count).ravel()

    found = minimize(loss, prior.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x.reshape(shape)
    return Weights(
        {name: (float(row[0]), float(row[1]), float(row[2])) for name, row in zip(FEATURES, found, strict=True)}
    )


def weighed_again(case: Case, alone: Weights, both: Weights | None) -> Case:
    """The case with its probabilities by other weights."""
    return replace(
        case,
        parts=tuple(
            tuple(replace(judged, probabilities=probabilities(judged, alone, both)) for judged in part)
            for part in case.parts
        ),
    )


def probabilities(judged: Judged, alone: Weights, both: Weights | None) -> tuple[float, float, float]:
    """By the rules, and by both where the model was asked."""
    opinion = judged.opinion if both else None
    return weighed(judged.alignment, judged.stances, opinion, judged.standing, Fusion(alone, both or alone))


def unseen(found: Sequence[Case], strength: float, *, model: bool) -> list[Case]:
    """Every case with probabilities by weights fitted on the other folds' archives."""
    groups = [case.archive for case in found]
    result: list[Case] = []
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        alone, both = weights_of([found[i] for i in train], strength, model=model)
        result += [weighed_again(found[i], alone, both) for i in test]
    return result


def weights_of(found: Sequence[Case], strength: float, *, model: bool) -> tuple[Weights, Weights | None]:
    """The weights for the rules alone and for both."""
    rules = examples(found, model=False)
    alone = regression(rules.x, rules.y, strength)
    if not model:
        return alone, None
    together = examples(found, model=True)
    return alone, regression(together.x, together.y, strength)


def verdict_of(case: Case, policy: Policy) -> Label:
    """The verdict of a whole claim."""
    return whole_label([label(sides(part, policy), policy) for part in case.parts])


def scored(found: Sequence[Case], policy: Policy) -> tuple[float, float, float]:
    """Accuracy, macro-F1 and the share of right ones among the refuted."""
    given = [verdict_of(case, policy) for case in found]
    right = [case.gold.label for case in found]
    refuted = [one is Label.REFUTED for one, said in zip(right, given, strict=True) if said is Label.REFUTED]
    macro = f1_score([r.value for r in right], [g.value for g in given], average="macro", zero_division=0)
    return float(accuracy_score(right, given)), float(macro), sum(refuted) / len(refuted) if refuted else 1.0


def policies() -> Iterator[Policy]:
    """The thresholds that are tried."""
    for supports, refutes, conflict in itertools.product(
        (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6), (0.3, 0.4, 0.5, 0.6, 0.7), (0.3, 0.4, 0.5, 0.6)
    ):
        yield replace(Policy(), supports_at=supports, refutes_at=refutes, conflict_at=conflict)


def best_policy(found: Sequence[Case], precision: float) -> Policy:
    """The thresholds with the best macro-F1 and accuracy among those that reach the precision of "refuted"."""
    tried = [(*scored(found, policy), policy) for policy in policies()]
    reached = [one for one in tried if one[2] >= precision] or [max(tried, key=lambda one: one[2])]
    best = max(reached, key=lambda one: one[0] + one[1])
    print(f"accuracy {best[0]:.3f}, macro-F1 {best[1]:.3f}, refuted right {best[2]:.3f}: {best[3]}")
    return best[3]


def curves(found: Sequence[Case], policy: Policy) -> dict[str, list[float]]:
    """Intercept and slope of the confidence of each verdict, held towards (0, 1): the raw one as it is."""
    table = {}
    for one in Label:
        outcomes = [
            (raw_confidence(one, part), case.gold.label is one)
            for case in found
            if len(case.parts) == 1
            for part in case.parts
            if label(sides(part, policy), policy) is one
        ]
        raw = np.array([x for x, _ in outcomes])
        right = np.array([y for _, y in outcomes], dtype=float)
        table[one.value] = curve(raw, right)
        print(f"{one.value}: {len(outcomes)} given, {right.mean() if len(right) else 0:.3f} right, {table[one.value]}")
    return table


def curve(raw: np.ndarray, right: np.ndarray) -> list[float]:
    """Intercept and slope of one logistic curve over the log odds, held towards (0, 1)."""
    odds = np.array([log_odds(share) for share in raw])

    def loss(at: np.ndarray) -> float:
        shares = 1 / (1 + np.exp(-(at[0] + at[1] * odds)))
        fit = -(right * np.log(shares) + (1 - right) * np.log(1 - shares)).sum()
        return float(fit + at[0] ** 2 + (at[1] - 1.0) ** 2)

    return [round(float(w), 3) for w in minimize(loss, np.array([0.0, 1.0]), method="Nelder-Mead").x]


def rounded(weights: Weights) -> dict[str, list[float]]:
    """The rows as they are written."""
    return {name: [round(w, 4) for w in row] for name, row in weights.rows.items()}


def main() -> None:
    """Fit the weights and write them; print the thresholds and the curves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, default=NEWS)
    parser.add_argument("--writers", nargs="*", default=sorted(FITTED_WRITERS), help="whose claims to fit on")
    parser.add_argument("--model", default="service/model", help='a model folder, or "none"')
    parser.add_argument("--strength", type=float, default=50.0, help="how strongly weights are held to the prior")
    parser.add_argument("--precision", type=float, default=0.7, help="of the refuted, this share must be right")
    parser.add_argument(
        "--curves", nargs="*", help="INDEX CLAIMS ...: fit the curves on these, with the Policy as it stands"
    )
    parser.add_argument("--out", type=Path, default=Path("service/stance/weights.json"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        archive = news_archive(arguments.news, Path(place))
        judging = judges(arguments.model, threads=2)
        found = list(cases(news_claims(arguments.news, arguments.writers), archive, judging, Policy()))
    model = arguments.model != "none"
    held_out = unseen(found, arguments.strength, model=model)
    policy = best_policy(held_out, arguments.precision)
    alone, both = weights_of(found, arguments.strength, model=model)
    if arguments.curves is not None:
        press = [
            one
            for index, claims in zip(arguments.curves[::2], arguments.curves[1::2], strict=True)
            for one in cases(gold_claims(Path(claims)), open_generation(Path(index)), judging, Policy())
        ]
        print(json.dumps(curves([weighed_again(one, alone, both) for one in press], Policy())))
    else:
        print(json.dumps(curves(held_out, policy)))
    table = {"claims": len(found), "rules_only": rounded(alone)} | ({"rules_and_model": rounded(both)} if both else {})
    arguments.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
