import pytest

from service.ingest.merging import LARGEST, SMALL, absorbed

MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("sizes", "new", "merged"),
    [
        ([], 10, 0),
        ([10 * MIB, 15 * MIB, 400 * MIB], 10 * MIB, 2),
        ([10 * MIB], 10 * MIB, 1),
        ([11 * MIB], 10 * MIB, 0),
        ([SMALL], 10, 1),
        ([400 * MIB, 10 * MIB], 10 * MIB, 0),  # only the newest ones in a row
        ([LARGEST - 5], LARGEST, 0),
    ],
)
def test_a_new_segment_takes_in_those_no_larger_than_itself(sizes, new, merged):
    assert absorbed(sizes, new) == merged


def test_segments_stay_few_and_each_is_written_again_seldom():
    sizes, written = [], 0
    for _ in range(1000):
        merged = absorbed(sizes, 4 * MIB)
        size = 4 * MIB + sum(sizes[:merged])
        written += size
        sizes = [size, *sizes[merged:]]

    assert len(sizes) <= 4_000 * MIB / LARGEST + 11
    assert written <= 1000 * 11 * 4 * MIB
