import random

import pytest

from service.retrieval.segment import Row, SegmentWriter
from service.retrieval.store import SegmentedStore


@pytest.fixture
def stored(tmp_path):
    """Makes a store of segments, newest first, each a list of (id, version, samples)."""

    def made(*segments):
        paths = [tmp_path / f"{number}.sqlite" for number in range(len(segments))]
        for path, editions in zip(paths, segments, strict=True):
            writer = SegmentWriter(path)
            for document_id, version, samples in editions:
                writer.add(Row(document_id, version, "", 0, None, None, False, "[]", b"{}"), [], samples)
            writer.close()
        return SegmentedStore(paths)

    return made


def test_the_documents_that_share_most_come_first_and_of_equals_the_first_by_id(stored):
    store = stored([("d", "1", {1, 2, 3}), ("a", "1", {1})], [("c", "1", {1, 2, 9}), ("b", "1", {2, 3, 9})])

    assert store.sharing([1, 2, 3], 2, 6) == [("d", 3), ("b", 2), ("c", 2)]
    assert store.sharing([1, 2, 3], 2, 2) == [("d", 3), ("b", 2)]
    assert store.sharing([1, 2, 3], 1, 6) == [("d", 3), ("b", 2), ("c", 2), ("a", 1)]
    assert store.sharing([7], 1, 6) == store.sharing([], 0, 6) == []


def test_the_versions_of_a_document_neither_add_up_nor_take_the_places_of_others(stored):
    live = [("live", str(version), {1, 2, 3}) for version in range(9)]
    store = stored([*live, ("b", "1", {1, 2})], [("live", "10", {1, 2}), ("a", "1", {1})])

    assert store.sharing([1, 2, 3], 1, 3) == [("live", 3), ("b", 2), ("a", 1)]


def test_a_line_that_stands_in_every_document_is_no_hindrance(stored):
    store = stored([(f"page/{number:05d}", "1", {1, 2}) for number in range(40_000)])

    assert store.sharing([1, 2], 2, 2) == [("page/00000", 2), ("page/00001", 2)]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_found_is_what_a_look_at_every_version_finds(stored, seed):
    chance = random.Random(seed)
    segments = [
        [(f"d{chance.randrange(12)}", str(version), set(chance.choices(range(30), k=12))) for version in range(20)]
        for _ in range(3)
    ]
    asked = set(chance.choices(range(30), k=10))
    best = {}
    for document_id, _, samples in (edition for segment in segments for edition in segment):
        best[document_id] = max(best.get(document_id, 0), len(asked & samples))
    enough = sorted(((one, count) for one, count in best.items() if count >= 3), key=lambda item: (-item[1], item[0]))

    assert stored(*segments).sharing(asked, 3, 5) == enough[:5]
