"""`python -m training`: check desk lines, train, export, evaluate. Needs the optional dependencies `train`."""

from __future__ import annotations

import dataclasses
import json
import logging
from collections.abc import Sequence
from pathlib import Path

import click
import torch

from service.stance.model import StanceModel
from training import export, report, stages
from training.calibration import calibrated, calibration_error, fitted
from training.card import card
from training.checking import problems_of_folder, surface_cues
from training.desk import DeskLine, Part, desk_lines, pairs_of
from training.encoding import Example, bare_tokenizer, encoded
from training.learning import Measure, learn
from training.measuring import Array, figures, network_logits
from training.network import Shape, StanceNetwork, mean_of, pretrained
from training.news import NEWS
from training.rows import Pair
from training.timing import cost
from training.weights import START, TOKENIZER, start_weights

DESK = Path(__file__).parent / "desk"
DESK_SAMPLE = 900
SMOOTHED = 6  # one in so many of the claims kept for the calibration

folder_option = click.Path(exists=True, file_okay=False, path_type=Path)
file_option = click.Path(exists=True, dir_okay=False, path_type=Path)
data_option = click.option("--data", type=folder_option, required=True, help="The folder of public pair sets.")
desk_option = click.option("--desk", type=folder_option, default=DESK, help="The folder of desk lines.")
news_option = click.option("--news", type=folder_option, default=NEWS, help="The folder of news archives.")
network_option = click.option("--network", type=file_option, required=True, help="A trained network.")
out_option = click.option("--out", type=click.Path(path_type=Path), required=True)
seed_option = click.option("--seed", default=1)
threads_option = click.option("--threads", default=2)


@click.group()
def main() -> None:
    """Make the stance model."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")


@main.command()
@click.argument("folder", type=folder_option, default=DESK)
def check(folder: Path) -> None:
    """Check desk lines; exit 1 if there is anything to mend."""
    problems = problems_of_folder(folder)
    for one in problems:
        click.echo(f"{one.place}: {one.what}")
    raws = [json.loads(line) for path in folder.rglob("*.jsonl") for line in path.read_text().splitlines()]
    for label, cues in surface_cues(raws).items():
        click.echo(
            f"{label}: {cues.claims} claims, {cues.negated:.0%} negated,"
            f" {cues.with_digits:.0%} with digits, {cues.words:.1f} words"
        )
    raise SystemExit(1 if problems else 0)


@main.command()
@data_option
@desk_option
@news_option
@click.option("--start", type=file_option, required=True, help=f"The jar of {START}.")
@out_option
@seed_option
@threads_option
def first(data: Path, desk: Path, news: Path, start: Path, out: Path, seed: int, threads: int) -> None:
    """Train the first round, or go on from its last checkpoint in the folder OUT."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    lines = desk_lines(desk)
    network = pretrained(start_weights(start), Shape(dropout=stages.DROPOUT))
    settings = dataclasses.replace(stages.FIRST_SETTINGS, seed=seed)
    learn(network, _encoded(stages.first_round(data, news, lines, seed)), settings, out, _measure(lines))


@main.command()
@click.argument("name", type=click.Choice(list(stages.MIXED)))
@data_option
@desk_option
@news_option
@network_option
@out_option
@threads_option
def mixed(name: str, data: Path, desk: Path, news: Path, network: Path, out: Path, threads: int) -> None:
    """Train a later round, or go on from its last checkpoint in the folder OUT."""
    torch.set_num_threads(threads)
    lines = desk_lines(desk)
    examples = _encoded(stages.mixed_round(name, data, news, lines))
    learn(_network(network, stages.DROPOUT), examples, stages.MIXED[name].settings, out, _measure(lines))


@main.command()
@click.argument("networks", type=file_option, nargs=-1, required=True)
@out_option
def mean(networks: Sequence[Path], out: Path) -> None:
    """Write the mean of networks that were trained from one start."""
    torch.save(mean_of([_network(path) for path in networks]).state_dict(), out)


@main.command("export")
@desk_option
@network_option
@out_option
def export_model(desk: Path, network: Path, out: Path) -> None:
    """Write the files that the service runs, fit the calibration, check that int8 cost under one point."""
    out.mkdir(parents=True, exist_ok=True)
    trained = _network(network)
    lines = desk_lines(desk)
    kept = pairs_of(line for line in lines if line.part is Part.CALIBRATE)
    examples = _encoded(kept)
    export.write_network(trained, Shape().heads, examples[::SMOOTHED], out)
    export.write_tokenizer(bare_tokenizer(TOKENIZER), out / "tokenizer.json")
    logits = export.onnx_logits(out, examples)
    calibration = fitted(logits, report.labels_of(kept))
    export.write_labels(out / "labels.json", *calibration)
    error = calibration_error(calibrated(logits, calibration), report.labels_of(kept))
    click.echo(f"calibration on {len(kept)} claims: {calibration}, error {error:.3f}")
    measured = pairs_of(line for line in lines if line.part is Part.MEASURE)
    whole = figures(network_logits(trained, _encoded(measured)), report.labels_of(measured))
    small = figures(export.onnx_logits(out, _encoded(measured)), report.labels_of(measured))
    click.echo(f"fp32: {whole}\nint8: {small}")
    if whole.accuracy - small.accuracy >= 0.01:
        raise click.ClickException("quantising cost a point or more")


@main.command()
@data_option
@desk_option
@click.option("--model", type=folder_option, required=True)
@click.option("--gold", type=folder_option, help="A folder with gold/ and corpus/: measured on, never trained on.")
def evaluate(data: Path, desk: Path, model: Path, gold: Path | None) -> None:
    """Print the figures of an exported model by set and by kind, and write them into its card."""
    lines = desk_lines(desk)
    sets = report.measuring_sets(data, lines, gold)
    tokenizer = bare_tokenizer(model / "tokenizer.json")

    def logits(examples: Sequence[Example]) -> Array:
        return export.onnx_logits(model, examples)

    by_set = report.results(sets, tokenizer, logits)
    click.echo(report.table(by_set))
    pairs = sets[report.SECOND]
    by_kind = report.accuracy_by_kind(pairs, logits(encoded(tokenizer, pairs)).argmax(axis=1).tolist())
    for kind, (count, right) in by_kind.items():
        click.echo(f"{kind}: {count} claims, {right:.2f} right")
    name = StanceModel.open(model, threads=1).id
    text = card(name, lines, by_set, by_kind, model / "labels.json")
    (model / "MODEL_CARD.md").write_text(text, encoding="utf-8")


@main.command()
@desk_option
@click.option("--model", type=folder_option, required=True)
@threads_option
def timing(desk: Path, model: Path, threads: int) -> None:
    """Print load time, time a pair and memory of an exported model; one number of threads a process."""
    pairs = pairs_of(line for line in desk_lines(desk) if line.part is Part.MEASURE)[-200:]
    click.echo(str(cost(model, [(one.claim, one.premise) for one in pairs], threads)))


def _encoded(pairs: Sequence[Pair]) -> list[Example]:
    """Return pairs as examples."""
    return encoded(bare_tokenizer(TOKENIZER), pairs)


def _network(path: Path, dropout: float = 0.0) -> StanceNetwork:
    """Return a trained network, to run or, with dropout, to train further."""
    network = StanceNetwork(Shape(dropout=dropout))
    network.load_state_dict(torch.load(path, weights_only=True))
    return network


def _measure(lines: Sequence[DeskLine]) -> Measure:
    """Return a quick look at held-out desk claims, for the log."""
    pairs = pairs_of(line for line in lines if line.part is Part.MEASURE)[-DESK_SAMPLE:]
    examples, labels = _encoded(pairs), report.labels_of(pairs)

    def measure(network: StanceNetwork) -> dict[str, float]:
        found = figures(network_logits(network, examples), labels)
        return {"accuracy": round(found.accuracy, 3), "sides": round(found.sides, 3)}

    return measure


if __name__ == "__main__":
    main()
