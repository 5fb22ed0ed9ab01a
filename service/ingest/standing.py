"""From when until when a document may be used: embargo, expiry, retraction, and what later documents say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from service.errors import InvalidInput
from service.ingest.metadata import moment
from service.retrieval.segment import Notice, NoticeKind
from service.types import Document

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # usable until then: at no moment that anybody asks about


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for all statements of one version of a document."""

    usable_from: datetime | None = None
    usable_until: datetime | None = None
    corrected: bool = False


def standing(document: Document, notices: Iterable[Notice] = (), until: datetime | None = None) -> Standing:
    """The standing of a document in view of the notices about it; `until` ends one that is taken back or succeeded.

    input:  expires_at 5 May, a notice that another document replaces it from 3 May on
    output: usable until 3 May
    """
    ends = [document.expires_at, until]
    corrected = False
    for notice in notices:
        corrected |= notice.kind is NoticeKind.CORRECTED
        if notice.kind is not NoticeKind.CORRECTED:
            ends.append(notice.moment)
    if document.retracted:
        ends.append(_stated(document, "retracted_at") or until or NEVER)
    return Standing(usable_from(document), min((end for end in ends if end), default=None), corrected)


def usable_from(document: Document) -> datetime | None:
    """The end of a document's embargo, or its valid_from, whichever is later."""
    return max((at for at in (document.embargo_until, document.valid_from) if at), default=None)


def notices(document: Document, now: datetime) -> list[Notice]:
    """What a document says of others: that it corrects one, that it replaces one."""
    begins = max((at for at in (_published(document), usable_from(document)) if at), default=now)
    found = []
    if document.correction_of:
        found.append(Notice(document.correction_of, NoticeKind.CORRECTED, document.id, begins))
    if document.replaces:
        found.append(Notice(document.replaces, NoticeKind.REPLACED, document.id, begins))
    return found


def successor_from(document: Document, now: datetime) -> datetime:
    """From when a new version holds: its own word (`updated_at`), else now."""
    return _stated(document, "updated_at") or now


def _published(document: Document) -> datetime | None:
    return document.published_at.at if document.published_at else None


def _stated(document: Document, field: str) -> datetime | None:
    text = document.extra.get(field)
    if text is None:
        return None
    try:
        return moment(text).at
    except InvalidInput:
        return None
