"""Plain search: pages of statements for a question, and the cursor that leads from one page to the next."""

import base64
import binascii
import json
from dataclasses import dataclass
from hashlib import sha256

from service.errors import Fault, InvalidFields
from service.retrieval.analyzer import stems
from service.retrieval.engine import Generation
from service.types import Document, Filters, Statement

DEEPEST = 1000  # statements that can be paged through


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; `cursor` is what the page before gave."""

    q: str
    filters: Filters
    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One statement of a page."""

    statement: Statement
    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `next_cursor` is None at the end."""

    generation: str
    statements: tuple[Found, ...]
    next_cursor: str | None


def page(search: Search, *, generation: Generation) -> Page:
    """The statements nearest to the question, best first."""
    mark = _mark(search, generation)
    first = 0 if search.cursor is None else _offset(search.cursor, mark)
    last = min(first + search.limit, DEEPEST)
    hits = generation.engine.search(stems(search.q), search.filters, last + 1)
    shown = hits[first:last]
    statements = generation.store.statements([hit.statement_id for hit in shown])
    return Page(
        generation=generation.id,
        statements=tuple(
            Found(one, generation.store.document(one.document_id, one.version), hit.score)
            for one, hit in zip(statements, shown, strict=True)
        ),
        next_cursor=_cursor(last, mark) if len(hits) > last and last < DEEPEST else None,
    )


def _mark(search: Search, generation: Generation) -> str:
    """What a cursor belongs to: this question on this generation."""
    return sha256(repr((generation.id, search.q, search.filters)).encode()).hexdigest()[:16]


def _cursor(offset: int, mark: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([offset, mark]).encode()).decode().rstrip("=")


def _offset(cursor: str, mark: str) -> int:
    try:
        offset, given = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError) as error:
        raise InvalidFields([Fault("Is no cursor of this service.", parameter="cursor")]) from error
    if given != mark or not isinstance(offset, int) or not 0 < offset < DEEPEST:
        what = "Belongs to another question or to an earlier state of the archive: start again without it."
        raise InvalidFields([Fault(what, parameter="cursor")])
    return offset
