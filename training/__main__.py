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
from training.learning import Measure, Settings, learn
from training.measuring import Array, figures, network_logits
from training.network import Shape, StanceNetwork, mean_of, pretrained
from training.news import NEWS, trained_writers
from training.news_pairs import near_pairs
from training.rows import Pair
from training.timing import cost
from training.weights import pretrained_files

DESK = Path(__file__).parent / "desk"
DESK_SAMPLE = 900
DROPOUT = 0.1
STRONG_DROPOUT = 0.15

folder_option = click.Path(exists=True, file_okay=False, path_type=Path)
data_option = click.option("--data", type=folder_option, required=True, help="The folder of public pair sets.")
desk_option = click.option("--desk", type=folder_option, default=DESK, help="The folder of desk lines.")
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
@click.option("--out", type=click.Path(path_type=Path), required=True)
@seed_option
@threads_option
def first(data: Path, desk: Path, out: Path, seed: int, threads: int) -> None:
    """Train the first stage: public pairs, towards the end with the first series of desk claims."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    lines = desk_lines(desk)
    settings = dataclasses.replace(stages.FIRST_SETTINGS, seed=seed)
    network = pretrained(pretrained_files().weights, Shape())
    learn(network, _encoded(stages.first_stage(data, lines, seed)), settings, out, _measure(lines))


start_option = click.option(
    "--start", type=click.Path(exists=True, path_type=Path), required=True, help="The network of the stage before."
)


@main.command()
@data_option
@desk_option
@start_option
@click.option("--out", type=click.Path(path_type=Path), required=True)
@seed_option
@threads_option
def second(data: Path, desk: Path, start: Path, out: Path, seed: int, threads: int) -> None:
    """Train the second stage: all desk claims, with replayed, neutral and changed pairs."""
    lines = desk_lines(desk)
    pairs = stages.second_stage(data, lines, seed, stages.SECOND_STAGE)
    _trained_on(pairs, lines, _network(start), dataclasses.replace(stages.SECOND_SETTINGS, seed=seed), out, threads)


@main.command()
@data_option
@desk_option
@start_option
@click.option("--out", type=click.Path(path_type=Path), required=True)
@seed_option
@threads_option
def third(data: Path, desk: Path, start: Path, out: Path, seed: int, threads: int) -> None:
    """Train the third stage: what the second did not come to, and statements shortened and changed."""
    lines = desk_lines(desk)
    pairs = stages.third_stage(data, lines, seed, stages.THIRD_STAGE)
    _trained_on(pairs, lines, _network(start), dataclasses.replace(stages.THIRD_SETTINGS, seed=seed), out, threads)


@main.command()
@data_option
@desk_option
@start_option
@click.option("--out", type=click.Path(path_type=Path), required=True)
@seed_option
@threads_option
def fourth(data: Path, desk: Path, start: Path, out: Path, seed: int, threads: int) -> None:
    """Train the fourth stage: the first two series again, with dropout, word vectors unfrozen, strange surroundings."""
    lines = desk_lines(desk)
    pairs = stages.fourth_stage(data, lines, seed)
    settings = dataclasses.replace(stages.FOURTH_SETTINGS, seed=seed)
    _trained_on(pairs, lines, _network(start, DROPOUT), settings, out, threads)


@main.command()
@data_option
@desk_option
@start_option
@click.option("--out", type=click.Path(path_type=Path), required=True)
@seed_option
@threads_option
def fifth(data: Path, desk: Path, start: Path, out: Path, seed: int, threads: int) -> None:
    """Train the fifth stage: a last round over all series, rate down to 0, weights averaged."""
    lines = desk_lines(desk)
    pairs = stages.fifth_stage(data, lines, seed)
    settings = dataclasses.replace(stages.FIFTH_SETTINGS, seed=seed)
    _trained_on(pairs, lines, _network(start, DROPOUT), settings, out, threads)


@main.command()
@data_option
@desk_option
@start_option
@click.option("--out", type=click.Path(path_type=Path), required=True)
@seed_option
@threads_option
def sixth(data: Path, desk: Path, start: Path, out: Path, seed: int, threads: int) -> None:
    """Train the sixth stage: the newer series again, stronger dropout, more public pairs."""
    lines = desk_lines(desk)
    pairs = stages.sixth_stage(data, lines, seed)
    settings = dataclasses.replace(stages.SIXTH_SETTINGS, seed=seed)
    _trained_on(pairs, lines, _network(start, STRONG_DROPOUT), settings, out, threads)


@main.command()
@data_option
@desk_option
@click.option("--news", type=folder_option, default=NEWS, help="The folder of news archives.")
@start_option
@click.option("--out", type=click.Path(path_type=Path), required=True)
@seed_option
@threads_option
def seventh(data: Path, desk: Path, news: Path, start: Path, out: Path, seed: int, threads: int) -> None:
    """Train the seventh stage: news claims beside what the search brings up, rate down to 0, weights averaged."""
    lines = desk_lines(desk)
    pairs = stages.seventh_stage(data, news, lines, seed)
    settings = dataclasses.replace(stages.SEVENTH_SETTINGS, seed=seed)
    _trained_on(pairs, lines, _network(start, DROPOUT), settings, out, threads)


@main.command()
@data_option
@desk_option
@click.option("--news", type=folder_option, default=NEWS, help="The folder of news archives.")
@start_option
@click.option("--out", type=click.Path(path_type=Path), required=True)
@seed_option
@threads_option
def eighth(data: Path, desk: Path, news: Path, start: Path, out: Path, seed: int, threads: int) -> None:
    """Train the eighth stage: more news claims, and what the network so far gets wrong of them."""
    torch.set_num_threads(threads)
    lines = desk_lines(desk)
    near = near_pairs(news, trained_writers(news))
    found = network_logits(_network(start), _encoded(near)).argmax(axis=1).tolist()
    mistakes = [pair for pair, guess in zip(near, found, strict=True) if guess != pair.label]
    logging.getLogger(__name__).info("%d mistakes in %d pairs", len(mistakes), len(near))
    pairs = stages.eighth_stage(data, news, lines, mistakes, seed)
    settings = dataclasses.replace(stages.EIGHTH_SETTINGS, seed=seed)
    _trained_on(pairs, lines, _network(start, DROPOUT), settings, out, threads)


@main.command("export")
@desk_option
@click.option("--network", "trained", type=click.Path(exists=True, path_type=Path), required=True, multiple=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
def export_model(desk: Path, trained: tuple[Path, ...], out: Path) -> None:
    """Write the files that the service runs, fit the calibration, check that int8 cost under one point.

    Of several networks the mean of their weights is written.
    """
    out.mkdir(parents=True, exist_ok=True)
    network = mean_of([_network(one) for one in trained])
    export.write_network(network, Shape().heads, out / "stance.onnx")
    export.write_tokenizer(bare_tokenizer(pretrained_files().tokenizer), out / "tokenizer.json")
    lines = desk_lines(desk)
    kept = pairs_of(line for line in lines if line.part is Part.CALIBRATE)
    logits = export.onnx_logits(out / "stance.onnx", _encoded(kept))
    calibration = fitted(logits, report.labels_of(kept))
    export.write_labels(out / "labels.json", *calibration)
    error = calibration_error(calibrated(logits, calibration), report.labels_of(kept))
    click.echo(f"calibration on {len(kept)} claims: {calibration}, error {error:.3f}")
    measured = pairs_of(line for line in lines if line.part is Part.MEASURE)
    whole = figures(network_logits(network, _encoded(measured)), report.labels_of(measured))
    small = figures(export.onnx_logits(out / "stance.onnx", _encoded(measured)), report.labels_of(measured))
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
        return export.onnx_logits(model / "stance.onnx", examples)

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


def _trained_on(
    pairs: Sequence[Pair],
    lines: Sequence[DeskLine],
    network: StanceNetwork,
    settings: Settings,
    out: Path,
    threads: int,
) -> None:
    """Go on training a network on a stage's pairs."""
    torch.set_num_threads(threads)
    learn(network, _encoded(pairs), settings, out, _measure(lines))


def _encoded(pairs: Sequence[Pair]) -> list[Example]:
    """Return pairs as examples of the start's tokenizer."""
    return encoded(bare_tokenizer(pretrained_files().tokenizer), pairs)


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
