"""Which segments of the statement store are written again together with a new one, so that they stay few."""

from collections.abc import Sequence

from service.retrieval.segment import SegmentWriter
from service.retrieval.store import SegmentedStore

GROWTH = 2  # a segment is merged into one that is at least half its size


def absorbed(sizes: Sequence[int], new: int) -> int:
    """How many of the newest segments to merge with a new one: their number then grows with the logarithm of the whole.

    input:  sizes 10, 15, 400 (newest first), new 10
    output: 2
    """
    for count, size in enumerate(sizes):
        if size > new * GROWTH:
            return count
        new += size
    return len(sizes)


def absorb(store: SegmentedStore, segments: int, writer: SegmentWriter, written: set[tuple[str, str]]) -> None:
    """Copy what the newest `segments` hold and `written` does not hide."""
    for segment in range(segments):
        for edition, row, samples in store.rows(segment):
            if (row.id, row.version) not in written:
                written.add((row.id, row.version))
                writer.add(row, store.edition_bodies(edition), samples)
        writer.note(store.segment_notices(segment))
