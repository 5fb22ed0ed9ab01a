"""factcheck measure-worth and measure-prior: figures on labelled data, JSON out."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from service.checkworthy import worth
from service.evaluation.ranking import average_precision, mean_by_group, ranked_precision
from service.prior_checks import STRONG, prior_checks
from service.retrieval.generations import open_generation

LINES = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("measure-worth")
@click.argument("sentences", type=LINES)
def measure_worth(sentences: Path) -> None:
    """Measure the check-worthiness of labelled SENTENCES: lines with "text", "label" ("1": worth it) and "doc"."""
    rows = list(_rows(sentences))
    found = [
        (row["doc"], worth(row["text"]), row["label"] == "1") for row in track(rows, disable=not Console().is_terminal)
    ]
    scored = [(one.score, wanted) for _, one, wanted in found]
    chosen = [wanted for _, one, wanted in found if one.enough]
    figures = {
        "sentences": len(rows),
        "worth_checking": sum(wanted for _, wanted in scored),
        "average_precision": ranked_precision(scored),
        "mean_average_precision": mean_by_group((doc, one.score, wanted) for doc, one, wanted in found),
        "chosen": len(chosen) / len(rows),
        "chosen_of_worth": sum(chosen) / sum(wanted for _, wanted in scored),
    }
    click.echo(json.dumps({name: round(figure, 4) for name, figure in figures.items()}))


@click.command("measure-prior")
@click.argument("posts", type=LINES)
@click.option("--index", required=True, type=click.Path(path_type=Path, file_okay=False), help="Index of fact checks.")
def measure_prior(posts: Path, index: Path) -> None:
    """Measure how well POSTS (lines with "text" and "matched_id") find the fact check of their claim."""
    generation = open_generation(index)
    rows = list(_rows(posts))
    places, strong = [], []
    for row in track(rows, disable=not Console().is_terminal):
        found = prior_checks(row["text"], generation=generation, least=0.0)
        places.append([one.document_id == row["matched_id"] for one in found])
        strong += [one.document_id == row["matched_id"] for one in found[:1] if one.match >= STRONG]
    figures = {
        "posts": len(rows),
        "map_at_5": sum(average_precision(place, 1) for place in places) / len(rows),
        "found_among_5": sum(map(any, places)) / len(rows),
        "first_and_strong": len(strong) / len(rows),
        "first_and_strong_right": sum(strong) / max(1, len(strong)),
    }
    click.echo(json.dumps({name: round(figure, 4) for name, figure in figures.items()}))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
