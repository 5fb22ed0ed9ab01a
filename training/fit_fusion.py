"""Fits the weights of the fusion (service/stance/weights.json): `python -m training.fit_fusion --help`.

A softmax regression over the features of service.stance.fusion, once with the model and once for the rules alone. Each
desk claim is seen beside its own statement, beside the sentence before it, and beside what this project's own search
brings up from the other desk documents; public pairs add plainly worded claims. The model must not have been trained on
the claims, or its word would weigh too much: give it held-out lines.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

from service.cli import factcheck
from service.judging import bare_statement, judges
from service.parts import claim as claim_of
from service.pipeline import premise_of
from service.retrieval.engine import Generation
from service.retrieval.generations import open_generation
from service.retrieval.ranking import query_terms
from service.stance import RULE_JUDGES
from service.stance.alignment import alignments
from service.stance.fusion import FEATURES, features
from service.types import Filters, Statement
from training.desk import CALIBRATED_SHARE, FIRST_SERIES, MEASURED_SHARE
from training.public import MEASURED_ONLY, TRAINED, held_out_pairs
from training.rows import share

PUBLIC = {"vitaminc_real": 1500, "fever_symmetric_dev": 600, "fm2": 400, "nli_semi_automatic": 400}  # pairs of each
LONGEST = 600  # characters of a premise
LABELS = {"supported": 0, "refuted": 1, "not_enough_evidence": 2}
NEUTRAL = 2

HELD = ("reason_", "missing_", "other_voice", "verbatim", "rules_")  # features whose weights are held to the prior
FREE = 2.0  # how strongly all others are

# What an editor would weigh before any data: the side that each typed reason speaks for (supports, refutes, neutral).
# The fit may move a weight as far as the data insist; desk pairs are written to mislead, news claims are not.
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


@dataclass(frozen=True)
class Example:
    """A claim beside a statement with the right side; examples of one group stay in one fold."""

    group: str
    claim: str
    statement: Statement
    label: int


def desk_lines(folder: Path, series: Collection[str] = ()) -> list[dict]:
    """Every desk line that the model was not trained on, of all series or of those named."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        if series and path.stem not in series:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            place = share(row["evidence"], "desk")
            if place < MEASURED_SHARE or (place < CALIBRATED_SHARE and path.stem != FIRST_SERIES):
                found.append(row)
    return found


def desk_archive(lines: Sequence[dict], folder: Path) -> Generation:
    """The lines as documents of an archive of their own."""
    documents = folder / "desk.jsonl"
    with documents.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            text = " ".join(part for part in (line.get("context"), line["evidence"]) if part)
            row = {"id": f"d{number}", "title": line.get("title"), "text": text, "published_at": line.get("stated_at")}
            out.write(json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False) + "\n")
    factcheck.main(["ingest", str(documents), "--index", str(folder / "index")], standalone_mode=False)
    return open_generation(folder / "index")


def desk_examples(lines: Sequence[dict], archive: Generation, found: int) -> Iterator[Example]:
    """Each claim beside its own statement, the sentence before it, and `found` statements of other documents."""
    for number, line in enumerate(lines):
        context = line.get("context")
        own = bare_statement(line["evidence"], line.get("title"), line.get("stated_at"), line.get("speaker"), context)
        before = (
            bare_statement(context, line.get("title"), line.get("stated_at"), None, line["evidence"])
            if context
            else None
        )
        for claim in line["claims"]:
            group = f"d{number}"
            yield Example(group, claim["claim"], own, LABELS[claim["label"]])
            if before is not None:
                yield Example(group, claim["claim"], before, NEUTRAL)
            hits = archive.engine.search(query_terms(claim_of(claim["claim"])), Filters(), found + 4)
            near = archive.store.statements([hit.statement_id for hit in hits])
            others = [statement for statement in near if statement.document_id != group]
            for statement in others[:found]:
                yield Example(group, claim["claim"], statement, NEUTRAL)


def public_examples(data: Path, chance: random.Random) -> Iterator[Example]:
    """A sample of the measuring sides of the public sets: plainly worded claims."""
    for chosen in (*TRAINED, *MEASURED_ONLY):
        if chosen.name not in PUBLIC:
            continue
        pairs = [pair for pair in held_out_pairs(data, chosen) if len(pair.premise) < LONGEST]
        chance.shuffle(pairs)
        for pair in pairs[: PUBLIC[chosen.name]]:
            yield Example(f"{chosen.name}:{pair.premise}", pair.claim, bare_statement(pair.premise), int(pair.label))


def matrix(examples: Sequence[Example], model: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, labels and groups; the model's word is asked for every example."""
    judging = judges(model, threads=2)
    values = []
    for example in examples:
        [alignment] = alignments(claim_of(example.claim), [example.statement])
        stances = [s for judge in RULE_JUDGES if (s := judge(alignment)) is not None]
        opinion = (
            judging.model.probabilities([(example.claim, premise_of(example.statement))])[0] if judging.model else None
        )
        found = features(alignment, stances, opinion)
        values.append([found.get(name, 0.0) for name in FEATURES])
    names = {group: number for number, group in enumerate(dict.fromkeys(e.group for e in examples))}
    return np.array(values), np.array([e.label for e in examples]), np.array([names[e.group] for e in examples])


def fitted(
    x: np.ndarray, y: np.ndarray, groups: np.ndarray, columns: Sequence[int], name: str, strength: float
) -> dict[str, list[float]]:
    """Weights by feature name over the chosen columns, the cross-validated figures printed."""
    prior = np.array([PRIOR.get(FEATURES[column], (0.0, 0.0, 0.0)) for column in columns])
    held = np.array([[strength if FEATURES[column].startswith(HELD) else FREE] for column in columns])
    chosen = x[:, columns]
    guesses = np.empty(len(y), dtype=int)
    for train, test in GroupKFold(5).split(chosen, y, groups):
        weights = regression(chosen[train], y[train], prior, held)
        guesses[test] = np.argmax(chosen[test] @ weights, axis=1)
    sided = y < NEUTRAL
    wrong_side = float(np.mean(guesses[~sided] < NEUTRAL))
    print(
        f"{name}: accuracy {accuracy_score(y, guesses):.3f}, macro-F1 {f1_score(y, guesses, average='macro'):.3f}, "
        f"sided right {accuracy_score(y[sided], guesses[sided]):.3f}, neutral taken for a side {wrong_side:.3f}"
    )
    weights = regression(chosen, y, prior, held)
    return {FEATURES[column]: [round(float(w), 4) for w in weights[i]] for i, column in enumerate(columns)}


def regression(x: np.ndarray, y: np.ndarray, prior: np.ndarray, strength: np.ndarray) -> np.ndarray:
    """Softmax weights (features x 3): least mean log loss plus strength / n times the distance from the prior."""
    shape, count = prior.shape, len(y)
    target = np.eye(3)[y]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        scores = x @ weights
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        away = weights - prior
        value = -np.log(np.maximum(shares[np.arange(count), y], 1e-12)).mean() + (strength * away**2).sum() / count
        return value, (x.T @ (shares - target) / count + 2 * strength * away / count).ravel()

    found = minimize(loss, prior.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return found.x.reshape(shape)


def main() -> None:
    """Fit both sets of weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--desk", type=Path, default=Path("training/desk"))
    parser.add_argument("--model", default="service/model", help='a model folder, or "none"')
    parser.add_argument("--found", type=int, default=1, help="other documents' statements beside each desk claim")
    parser.add_argument("--lines", type=int, default=100_000, help="at most so many desk lines, a sample")
    parser.add_argument("--strength", type=float, default=100.0, help="how strongly weights are held to the prior")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path("service/stance/weights.json"))
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    lines = desk_lines(arguments.desk)
    chance.shuffle(lines)
    with tempfile.TemporaryDirectory() as folder:
        archive = desk_archive(lines, Path(folder))
        examples = list(desk_examples(lines[: arguments.lines], archive, arguments.found))
    examples += public_examples(arguments.data, chance)
    x, y, groups = matrix(examples, arguments.model)
    arguments.out.write_text(json.dumps(weights_table(x, y, groups, arguments), indent=1) + "\n", encoding="utf-8")


def weights_table(x: np.ndarray, y: np.ndarray, groups: np.ndarray, arguments: argparse.Namespace) -> dict:
    """Both sets of weights, and how many examples they come from."""
    everything = list(range(len(FEATURES)))
    rules = [i for i in everything if "model" not in FEATURES[i]]
    alone = [i for i in everything if FEATURES[i] in {"bias", "model_supports", "model_refutes"}]
    table = {"examples": len(y), "rules_only": fitted(x, y, groups, rules, "rules only", arguments.strength)}
    if arguments.model != "none":
        table["rules_and_model"] = fitted(x, y, groups, everything, "rules and model", arguments.strength)
        fitted(x, y, groups, alone, "model only", arguments.strength)
    return table


if __name__ == "__main__":
    main()
