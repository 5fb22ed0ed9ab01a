"""What a manifest says of a generation's content, kept up while documents come in; the same for every engine."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from service.ingest.prepared import Prepared
from service.retrieval.segment import stored_moment
from service.retrieval.store import Edition

SUM = 2**256  # sums of hashes are kept below this


class Counts(Protocol):
    """The counts of the generation before."""

    @property
    def content(self) -> str: ...
    @property
    def documents(self) -> int: ...
    @property
    def statements(self) -> int: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...
    @property
    def publishers(self) -> tuple[str, ...]: ...


class Content:
    """Counts, dates, publishers, and a sum over the hashes of all kept editions: the same in any order."""

    def __init__(self, before: Counts | None) -> None:
        self._sum = int(before.content, 16) if before else 0
        self.documents = before.documents if before else 0
        self.statements = before.statements if before else 0
        self._days: set[date] = {day for day in (before.first, before.last) if day} if before else set()
        self._publishers = set(before.publishers) if before else set()

    def add(self, prepared: Prepared, editions: Sequence[Edition]) -> Edition | None:
        """Count a document's current version; gives the kept edition whose place it takes, if it does."""
        self.documents += not editions
        self.statements += len(prepared.bodies)
        same = next((one for one in editions if one.version == prepared.row.version), None)
        if same and same is editions[-1]:
            self.statements -= same.size
        if prepared.published_on:
            self._days.add(prepared.published_on)
        if prepared.publisher:
            self._publishers.add(prepared.publisher)
        self._replace(prepared, same)
        return same

    def retire(self, prepared: Prepared, replaced: Edition) -> None:
        """An older version, usable until its successor: no longer counted, still kept."""
        self.statements -= len(prepared.bodies)
        self._replace(prepared, replaced)

    def keep(self, prepared: Prepared) -> None:
        """An older version as it stands: kept, not counted."""
        self._replace(prepared, None)

    @property
    def sum(self) -> str:
        """The sum, in hexadecimal digits."""
        return f"{self._sum % SUM:064x}"

    @property
    def first(self) -> date | None:
        """The earliest day of publication."""
        return min(self._days, default=None)

    @property
    def last(self) -> date | None:
        """The latest day of publication."""
        return max(self._days, default=None)

    @property
    def publishers(self) -> tuple[str, ...]:
        """Every publisher once, in order."""
        return tuple(sorted(self._publishers))

    def _replace(self, prepared: Prepared, replaced: Edition | None) -> None:
        row = prepared.row
        if replaced:
            stood = (replaced.usable_from, replaced.usable_until, replaced.corrected, replaced.origins)
            self._sum -= _share(row.id, replaced.version, replaced.fingerprint, replaced.first, *stood)
        stands = (stored_moment(row.usable_from), stored_moment(row.usable_until), row.corrected, row.origins)
        self._sum += _share(row.id, row.version, row.fingerprint, row.first, *stands)


def _share(*values: object) -> int:
    """What one edition adds to the sum that names the generation."""
    whole = "\n".join(str(int(value)) if isinstance(value, bool) else str(value) for value in values)
    return int(hashlib.sha256(whole.encode()).hexdigest(), 16)
