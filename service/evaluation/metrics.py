"""Accuracy, macro-F1, confusion, precision, evidence@k and calibration error of checked claims; all pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.answer import Answer
from service.types import Label


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """A sentence of a document that settles a claim."""

    document_id: str
    stance: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A labelled claim; `line` is where it stands in its file."""

    id: str
    text: str
    label: Label
    evidence: tuple[GoldEvidence, ...]
    tags: tuple[str, ...]
    line: int
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A gold claim and the answer that it got; `rank` is that of the first gold sentence in the evidence, from 1."""

    gold: GoldClaim
    answer: Answer
    rank: int | None

    @property
    def right(self) -> bool:
        """Whether the verdict is the gold label."""
        return self.answer.verdict is self.gold.label


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of the reliability diagram: mean confidence against the share that was right."""

    confidence: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """Every figure of one evaluation."""

    claims: int
    accuracy: float
    macro_f1: float
    f1: Mapping[str, float]
    confusion: Mapping[str, Mapping[str, int]]
    evidence_at_5: float
    refuted_precision: float
    calibration_error: float
    bins: tuple[Bin, ...]
    tags: Mapping[str, tuple[int, float]]  # claims, accuracy


def table(checked: Sequence[Checked]) -> Table:
    """The figures of a run; macro-F1 over the labels that occur in the gold."""
    labels = sorted({c.gold.label for c in checked})
    f1 = {label.value: f1_of(checked, label) for label in labels}
    confusion: dict[str, Counter[str]] = {label.value: Counter() for label in labels}
    tags: dict[str, list[bool]] = defaultdict(list)
    for one in checked:
        confusion[one.gold.label.value][one.answer.verdict.value] += 1
        for tag in one.gold.tags:
            tags[tag].append(one.right)
    bins = reliability([(c.answer.confidence, c.right) for c in checked])
    settled = [c for c in checked if c.gold.evidence]
    return Table(
        claims=len(checked),
        accuracy=_share(c.right for c in checked),
        macro_f1=sum(f1.values()) / len(f1) if f1 else 0.0,
        f1=f1,
        confusion={label: dict(row) for label, row in confusion.items()},
        evidence_at_5=_share(c.rank is not None and c.rank <= 5 for c in settled),
        refuted_precision=_share(c.right for c in checked if c.answer.verdict is Label.REFUTED),
        calibration_error=sum(b.count * abs(b.confidence - b.right) for b in bins) / max(1, len(checked)),
        bins=bins,
        tags={tag: (len(rights), _share(rights)) for tag, rights in sorted(tags.items())},
    )


def f1_of(checked: Iterable[Checked], label: Label) -> float:
    """2TP / (2TP + FP + FN) of one label; 0 where it neither occurs nor is given."""
    pairs = [(c.gold.label is label, c.answer.verdict is label) for c in checked]
    both = sum(gold and given for gold, given in pairs)
    either = sum(gold for gold, _ in pairs) + sum(given for _, given in pairs)
    return 2 * both / either if either else 0.0


def reliability(outcomes: Sequence[tuple[float, bool]], bins: int = 10) -> tuple[Bin, ...]:
    """Bins of equal size by confidence, as for the adaptive calibration error (Nixon et al., 2019)."""
    ordered = sorted(outcomes)
    size = max(1, -(-len(ordered) // bins))
    found = []
    for start in range(0, len(ordered), size):
        chunk = ordered[start : start + size]
        found.append(Bin(sum(c for c, _ in chunk) / len(chunk), _share(right for _, right in chunk), len(chunk)))
    return tuple(found)


def first_gold_rank(gold: GoldClaim, answer: Answer, texts: Mapping[str, str]) -> int | None:
    """The place, from 1, of the first evidence that overlaps a gold quote by half of the shorter; None: not there."""
    spans = [
        (e.document_id, start, start + len(e.quote))
        for e in gold.evidence
        if (start := texts.get(e.document_id, "").find(e.quote)) >= 0
    ]
    for rank, one in enumerate(answer.evidence, 1):
        for document_id, start, end in spans:
            shared = min(end, one.end) - max(start, one.start)
            if document_id == one.document.id and shared >= 0.5 * min(end - start, one.end - one.start):
                return rank
    return None


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
