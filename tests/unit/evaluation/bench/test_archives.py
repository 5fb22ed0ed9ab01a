from itertools import islice

from service.evaluation.bench.archives import documents, pool_of, write_archive, write_copies
from service.ingest.copies import Copies
from service.ingest.folders import items
from service.retrieval.store import SegmentedStore
from service.text.sentences import sentences

STATEMENTS = 250  # ten documents
SUBJECTS = ["ferry", "bridge", "harbour", "council", "museum", "market", "river", "station", "hospital", "school"]
VERBS = ["opened", "closed", "reached", "praised", "refused", "visited", "measured", "repaired", "bought", "painted"]
POOL = [
    f"The {subject} {verb} before noon and the {other} {again} long after that."
    for subject in SUBJECTS
    for verb in VERBS
    for other, again in zip(reversed(SUBJECTS), VERBS, strict=True)
]


def archive(tmp_path, statements=STATEMENTS):
    """Files with an archive, further documents, copies."""
    paths = [tmp_path / f"{name}.jsonl" for name in ("archive", "new", "copies")]
    made = documents(POOL)
    write_archive(paths[0], statements, made)
    write_archive(paths[1], STATEMENTS, made)
    write_copies(paths[2], paths[0], STATEMENTS)
    return [list(items([str(path)])) for path in paths]


def test_the_same_pool_gives_the_same_documents_and_claims_of_them(tmp_path):
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    claims = [write_archive(path, STATEMENTS, documents(POOL)) for path in paths]

    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert claims[0] == claims[1] == [made.claim for made in islice(documents(POOL), 10)]


def test_further_documents_are_new_and_copies_are_copies(tmp_path):
    stored, new, copies = archive(tmp_path)
    known = Copies(SegmentedStore([]))
    for one in stored:
        known.found(one)
    texts = {one.text for one in stored}

    assert len({one.id for one in (*stored, *new, *copies)}) == 30
    assert not texts & {one.text for one in new}
    assert [one.text for one in copies] == [one.text for one in stored]
    assert all(len(one.copied) == len(one.spans) for one in map(known.found, copies))


def test_a_small_archive_is_copied_again_and_again(tmp_path):
    stored, _, copies = archive(tmp_path, statements=100)

    assert len(stored) == 4
    assert len({one.id for one in copies}) == 10
    assert {one.text for one in copies} == {one.text for one in stored}


def test_the_pool_holds_the_sentences_that_say_something():
    text = "No. The ferry carried 412 passengers over the strait on Tuesday."

    assert pool_of([text], [sentences(text)]) == [text[4:]]
