"""The commands that judge: check, evaluate, stance."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import track

from schemas.verdict import AnswerSchema
from service.answer import Answer, Request
from service.commands.places import index_option, opened
from service.errors import InvalidInput
from service.evaluation.alarms import alarms, fit_to_check
from service.evaluation.gold import gold_claims
from service.evaluation.metrics import Checked, GoldClaim, Table, first_gold_rank, table
from service.evaluation.report import page
from service.ingest.metadata import document
from service.ingest.statements import statements
from service.judging import judges, pair_judgement
from service.pipeline import Judges, check_claim
from service.place import Place
from service.quotes import checked_quote
from service.retrieval.engine import Generation
from service.verdict import Policy

_MODEL = click.option(
    "--model", default=None, envvar="FACTCHECK_MODEL", help='Folder of a stance model; "none" for the rules alone.'
)


@click.command()
@click.argument("claim")
@index_option
@_MODEL
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z"]), help="Judge as of this moment.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def check(claim: str, index: Place, model: str | None, as_of: datetime | None, *, as_json: bool) -> None:
    """Check one CLAIM against the archive."""
    if not 3 <= len(claim) <= 1000:
        raise InvalidInput(f"a claim has 3 to 1,000 characters, this one {len(claim):,}")
    request = Request(claim, as_of=as_of.astimezone() if as_of else None)
    answer = check_claim(request, generation=opened(index), judges=judges(model), policy=Policy())
    if as_json:
        click.echo(json.dumps(AnswerSchema().dump(answer), ensure_ascii=False, indent=2))
    else:
        _print_answer(answer)


@click.command()
@click.argument("claims", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@index_option
@_MODEL
@click.option(
    "--json", "out", type=click.Path(path_type=Path, dir_okay=False), help="Write every figure and answer here."
)
@click.option(
    "--report", type=click.Path(path_type=Path, file_okay=False), help="Write an HTML page with every miss here."
)
def evaluate(claims: Path, index: Place, model: str | None, out: Path | None, report: Path | None) -> None:
    """Measure the verdicts on labelled CLAIMS (JSON lines as in gold/)."""
    generation = opened(index)
    checked = list(_checked(gold_claims(claims), generation, judges(model)))
    figures = table(checked)
    _print_table(figures)
    if out is not None:
        rows = [
            {"id": c.gold.id, "label": c.gold.label, "right": c.right, "rank": c.rank, **msgspec.to_builtins(c.answer)}
            for c in checked
        ]
        out.write_text(
            json.dumps({"table": asdict(figures), "claims": rows}, ensure_ascii=False, indent=1), encoding="utf-8"
        )
    if report is not None:
        report.mkdir(parents=True, exist_ok=True)
        (report / "index.html").write_text(page(figures, checked), encoding="utf-8")


@click.command("measure-alarms")
@click.argument("articles", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@index_option
@_MODEL
@click.option("--every", default=1, show_default=True, help="Take each n-th sentence only.")
@click.option("--json", "out", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures here.")
def measure_alarms(articles: Path, index: Place, model: str | None, every: int, out: Path | None) -> None:
    """Count false alarms on the sentences of ARTICLES (JSON lines, in the index too), and changed ones noticed."""
    generation, judging = opened(index), judges(model)
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines() if line.strip()]
    sentences = [s for row in rows for s in statements(document(row["text"], row)) if fit_to_check(s)][::every]
    found = alarms(
        sentences, lambda text: check_claim(Request(text), generation=generation, judges=judging, policy=Policy())
    )
    click.echo(f"clean sentences {found.clean}, verdicts {found.clean_verdicts}")
    click.echo(f'false "refuted" per 1,000: {found.refuted_per_1000:.1f}')
    for kind, share in found.noticed.items():
        click.echo(f"{kind:<10}{found.changed[kind]:>6} changed, refuted {share:.3f}")
    if out is not None:
        out.write_text(json.dumps(asdict(found), ensure_ascii=False, indent=1), encoding="utf-8")


@click.command()
@click.argument("words")
@index_option
@click.option("--speaker", help="Who is said to have said it.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def quote(words: str, index: Place, speaker: str | None, *, as_json: bool) -> None:
    """Check whether WORDS are quoted right: found, altered, misattributed or absent."""
    outcome = checked_quote(words, speaker, opened(index))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(outcome), ensure_ascii=False, indent=2))
        return
    click.echo(outcome.status)
    for place in outcome.places:
        voice = f", {place.speaker.name}" if place.speaker else ""
        click.echo(f"\n  {place.status}  “{place.text}”")
        click.echo(f"  {place.document.id} [{place.start}:{place.end}]{voice}")
        for difference in place.differences:
            click.echo(f"  quoted “{difference.quoted}”, the source has “{difference.source}”")


@click.command()
@click.argument("pairs", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_MODEL
def stance(pairs: Path, model: str | None) -> None:
    """Judge PAIRS ({"claim", "evidence"} lines) without an index: one JSON line for each."""
    judging = judges(model)
    with pairs.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                claim, evidence = row["claim"], row["evidence"]
            except (ValueError, KeyError, TypeError) as problem:
                raise InvalidInput(f"{pairs.name}:{number}: not a pair: {problem}") from problem
            context = {key: row.get(key) for key in ("title", "stated_at", "speaker", "context")}
            click.echo(json.dumps(pair_judgement(claim, evidence, judging, **context), ensure_ascii=False))


def _checked(gold: tuple[GoldClaim, ...], generation: Generation, judging: Judges) -> Iterator[Checked]:
    console = Console(stderr=True)
    documents = {e.document_id for claim in gold for e in claim.evidence}
    texts = {document_id: generation.store.document(document_id).text for document_id in documents}
    for claim in track(gold, "checking", console=console, disable=not console.is_terminal):
        as_of = datetime.fromisoformat(claim.as_of) if claim.as_of else None
        answer = check_claim(Request(claim.text, as_of=as_of), generation=generation, judges=judging, policy=Policy())
        yield Checked(claim, answer, first_gold_rank(claim, answer, texts))


def _print_answer(answer: Answer) -> None:
    click.echo(f"{answer.verdict} ({answer.confidence:.0%})")
    click.echo(answer.summary)
    for one in answer.evidence:
        moment = one.stated_at.at.isoformat(timespec="minutes") if one.stated_at else "undated"
        voice = f", {one.speaker.name} ({one.speaker.cue})" if one.speaker else ""
        reasons = ", ".join(reason.kind for reason in one.reasons)
        click.echo(f"\n  {one.stance} {one.strength:.2f}  {reasons}")
        click.echo(f"  “{one.quote}”")
        click.echo(
            f"  {one.document.id} [{one.start}:{one.end}], "
            f"{one.document.publisher or 'publisher unknown'}, {moment}{voice}"
        )
    for one in answer.near_misses:
        click.echo(f"\n  near miss  {', '.join(reason.kind for reason in one.reasons)}")
        click.echo(f"  “{one.quote}”")
    cover = answer.coverage
    click.echo(
        f"\nSearched {cover.documents} documents, {cover.first} to {cover.last}; "
        f"looked at {cover.statements_considered} statements."
    )


def _print_table(figures: Table) -> None:
    click.echo(f"claims                     {figures.claims}")
    click.echo(f"accuracy                   {figures.accuracy:.3f}")
    click.echo(f"macro-F1                   {figures.macro_f1:.3f}")
    click.echo(f"evidence@5                 {figures.evidence_at_5:.3f}")
    click.echo(f'precision of "refuted"     {figures.refuted_precision:.3f}')
    click.echo(f"expected calibration error {figures.calibration_error:.3f}")
    click.echo("\ngold \\ given" + "".join(f"{name[:9]:>11}" for name in figures.confusion) + "         F1")
    for name, row in figures.confusion.items():
        click.echo(
            f"{name[:20]:<12}"
            + "".join(f"{row.get(other, 0):>11}" for other in figures.confusion)
            + f"{figures.f1[name]:>11.3f}"
        )
    click.echo("\ntag               claims  accuracy")
    for tag, (count, right) in figures.tags.items():
        click.echo(f"{tag:<18}{count:>6}{right:>10.3f}")
