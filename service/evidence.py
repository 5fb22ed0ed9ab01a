"""Judged statements -> evidence as the answer shows it: verbatim, in order, copies folded, both sides seen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from service.answer import Context, Evidence, Origin, Source, TimelinePoint
from service.errors import ArchiveError
from service.retrieval.engine import Store
from service.timeline import superseded
from service.types import Basis, Compared, Document, Flag, Reason, StanceKind, Statement
from service.verdict import Judged, Sides


def evidence(
    found: Sides, store: Store, points: Sequence[TimelinePoint], *, limit: int, offset: int = 0
) -> tuple[Evidence, ...]:
    """Both sides' statements as evidence, interleaved, at most `limit`; `offset` is that of the part in the claim."""
    supporting = _ordered(_shown(found.supporting, StanceKind.SUPPORTS, store, points, offset))
    refuting = _ordered(_shown(found.refuting, StanceKind.REFUTES, store, points, offset))
    leading, other = (supporting, refuting) if _strength(supporting) >= _strength(refuting) else (refuting, supporting)
    mixed = (one for pair in zip_longest(leading, other) for one in pair if one is not None)
    return tuple(mixed)[:limit]


def near_misses(judged: Iterable[Judged], store: Store, *, limit: int, offset: int = 0) -> tuple[Evidence, ...]:
    """The statements that came closest to taking a side without settling anything, closest first, with a reason."""
    close = [j for j in judged if j.alignment.coverage_in_context >= 0.3]
    close.sort(key=lambda j: (j.probabilities[2], j.alignment.statement.id))
    return tuple(_shown(close[:limit], StanceKind.NEUTRAL, store, (), offset))


def _strength(shown: Sequence[Evidence]) -> float:
    return shown[0].strength if shown else 0.0


def _shown(
    judged: Sequence[Judged], kind: StanceKind, store: Store, points: Sequence[TimelinePoint], offset: int
) -> list[Evidence]:
    documents: dict[tuple[str, str], Document] = {}
    shown: list[Evidence] = []
    copies: dict[tuple[str, str], int] = {}
    for one in judged:
        statement = one.alignment.statement
        key = (statement.origin, " ".join(statement.text.split()).casefold())
        if key in copies:
            first = shown[copies[key]]
            shown[copies[key]] = replace(first, origin=replace(first.origin, copies=first.origin.copies + 1))
            continue
        source = (statement.document_id, statement.version)
        if source not in documents:
            documents[source] = store.document(*source)
        copies[key] = len(shown)
        shown.append(_evidence(one, kind, documents[source], points, offset))
    return shown


def _ordered(shown: list[Evidence]) -> list[Evidence]:
    """By strength, then time, then place; a document's second statement after other documents' of like strength."""
    seen: dict[str, int] = {}
    keyed = []
    for one in sorted(shown, key=_rank):
        again = seen.get(one.document.id, 0)
        seen[one.document.id] = again + 1
        keyed.append(((round(one.strength, 1) * -1, min(again, 1), *_rank(one)), one))
    return [one for _, one in sorted(keyed, key=lambda pair: pair[0])]


def _rank(one: Evidence) -> tuple[float, str, str, int]:
    moment = one.stated_at.at.isoformat() if one.stated_at else ""
    return (-one.strength, moment, one.document.id, one.start)


def _evidence(
    judged: Judged, kind: StanceKind, document: Document, points: Sequence[TimelinePoint], offset: int
) -> Evidence:
    statement = judged.alignment.statement
    quote = document.text[statement.start : statement.end]
    if quote != statement.text:
        raise ArchiveError(f"{document.id}: the stored statement at {statement.start} is not in the document's text")
    flags = [Flag.SUPERSEDED] if superseded(statement, points) else []
    flags += [Flag.CORRECTED] if statement.corrected else []
    probability = dict(
        zip((StanceKind.SUPPORTS, StanceKind.REFUTES, StanceKind.NEUTRAL), judged.probabilities, strict=True)
    )
    return Evidence(
        stance=kind,
        strength=round(probability[kind], 4),
        basis=Basis.ASSERTED if statement.speaker else Basis.REPORTED,
        quote=quote,
        start=statement.start,
        end=statement.end,
        context=Context(
            document.text[statement.context_start : statement.start],
            document.text[statement.end : statement.context_end],
        ),
        document=Source(
            document.id, document.version, document.title, document.publisher, document.url, document.published_at
        ),
        stated_at=statement.stated_at,
        speaker=statement.speaker,
        reasons=tuple(_placed(reason, statement, offset) for reason in judged.reasons(kind)),
        origin=Origin(statement.origin or statement.document_id, 1),
        flags=tuple(flags),
    )


def _placed(reason: Reason, statement: Statement, offset: int) -> Reason:
    """The reason with its spans counted in the whole claim and in the document."""
    return Reason(reason.kind, _moved(reason.claim, offset), _moved(reason.statement, statement.start))


def _moved(compared: Compared | None, by: int) -> Compared | None:
    return replace(compared, start=compared.start + by, end=compared.end + by) if compared is not None else None
