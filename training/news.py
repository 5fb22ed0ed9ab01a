"""Invented news archives with labelled claims: `training/news/documents` and `training/news/claims`, a file a writer.

They are to the verdicts what desk lines are to the stance model: documents as newsrooms have them, claims as a desk
asks them, every statement that settles a claim named. Nothing in them is about the events of the gold claims.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.answer import Request
from service.cli import factcheck
from service.evaluation.gold import gold_claims
from service.evaluation.metrics import GoldClaim
from service.parts import claims as parts_of
from service.pipeline import Judges, judged_statements
from service.retrieval.engine import Generation
from service.retrieval.generations import open_generation
from service.types import StanceKind, Statement
from service.verdict import Judged, Policy

NEWS = Path(__file__).parent / "news"
# Never trained on: the weights of the fusion and its thresholds come from the first, the figures from the others.
FITTED_WRITERS = frozenset(("mirek", "petra_later", "quentin_later", "renate_later"))
MEASURED_WRITERS = frozenset(("luis", "nadia", "sanna_later", "tomas_later", "ursula_later", "viktor_later"))
LEAST_SHARED = 0.5  # of the shorter of quote and statement, from which the statement is the quote's


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled claim with the judged statements of each of its parts, and what each statement does to the claim."""

    gold: GoldClaim
    parts: tuple[tuple[Judged, ...], ...]
    stances: tuple[tuple[StanceKind, ...], ...]

    @property
    def archive(self) -> str:
        """The archive within its writer's file, "anna-a1" of "anna-a1-c07": what is kept together in a fold."""
        return self.gold.id.rsplit("-", 1)[0]


def news_archive(folder: Path, place: Path) -> Generation:
    """All documents of all writers as one archive at `place`."""
    factcheck.main(["ingest", str(folder / "documents"), "--index", str(place)], standalone_mode=False)
    return open_generation(place)


def news_claims(folder: Path, writers: Collection[str]) -> list[GoldClaim]:
    """The claims of the named writers, in the order of the files."""
    return [
        one for path in sorted((folder / "claims").glob("*.jsonl")) if path.stem in writers for one in gold_claims(path)
    ]


def trained_writers(folder: Path) -> frozenset[str]:
    """The writers whose claims the model may learn from."""
    return frozenset(path.stem for path in (folder / "claims").glob("*.jsonl")) - FITTED_WRITERS - MEASURED_WRITERS


def cases(found: Sequence[GoldClaim], archive: Generation, judging: Judges, policy: Policy) -> Iterator[Case]:
    """Each claim judged as in service, each statement beside it with its labelled stance."""
    texts: dict[str, str] = {}
    for gold in found:
        for one in gold.evidence:
            if one.document_id not in texts:
                texts[one.document_id] = archive.store.document(one.document_id).text
        judged = [
            tuple(judged_statements(part, Request(gold.text), archive, judging, policy, None)[0])
            for part in parts_of(gold.text)
        ]
        stances = [tuple(stance_of(j.alignment.statement, gold, texts) for j in part) for part in judged]
        yield Case(gold, tuple(judged), tuple(stances))


def stance_of(statement: Statement, gold: GoldClaim, texts: dict[str, str]) -> StanceKind:
    """What the labelled evidence says that a statement does to the claim; neutral where it is none of it."""
    for one in gold.evidence:
        if one.document_id != statement.document_id:
            continue
        start = texts[one.document_id].index(one.quote)
        end = start + len(one.quote)
        shared = min(end, statement.end) - max(start, statement.start)
        if shared >= LEAST_SHARED * min(end - start, statement.end - statement.start):
            return StanceKind(one.stance)
    return StanceKind.NEUTRAL
