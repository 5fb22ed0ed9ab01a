"""Which segments of the statement store are written again together with a new one, so that they stay few."""

from collections.abc import Sequence

from service.retrieval.segment import SegmentWriter
from service.retrieval.store import SegmentedStore

SMALL = 1024 * 1024  # bytes: segments up to here are always merged
LARGEST = 512 * 1024 * 1024  # bytes: what is larger is not written again, or adding a little would take minutes


def absorbed(sizes: Sequence[int], new: int) -> int:
    """How many of the newest segments to merge with a new one: those no larger than what they are merged into.

    The number of segments then grows with the logarithm of the whole, up to LARGEST, and from there on slowly.

    input:  sizes 10, 15, 400 MiB (newest first), new 10 MiB
    output: 2
    """
    for count, size in enumerate(sizes):
        if size > max(new, SMALL) or size + new > LARGEST:
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
