from service.ingest.copies import Copies
from service.ingest.origins import Shingled, copied
from service.ingest.statements import statements
from service.ingest.writer import ingest
from service.retrieval.generations import open_generation
from service.retrieval.store import SegmentedStore
from tests.builders import document

WIRE = [
    "The ferry Alma ran aground off the northern cape on Tuesday with 412 passengers and 31 crew on board, the coast "
    "guard said.",
    "Rescue boats from three harbours took all passengers ashore within four hours in heavy rain and strong wind.",
    "The shipping company said it would look into how the vessel came to leave the marked channel near the rocks.",
]
OWN = "The town hall opened its doors to families who waited for news through the night, our reporter saw there."


def origins(*documents):
    copies = Copies(SegmentedStore([]))
    return [{one.document.text[a:b]: origin for a, b, origin in one.copied} for one in map(copies.found, documents)]


def test_a_reprint_with_changes_has_its_paragraphs_from_the_first_printing():
    changed = [WIRE[0].replace("said", "told reporters"), OWN, WIRE[2].replace("vessel", "ship")]
    first, second = origins(document("\n\n".join(WIRE), id="agency"), document("\n\n".join(changed), id="paper"))

    assert first == {}
    assert second == {changed[0]: "agency", changed[2]: "agency"}


def test_a_copy_of_a_copy_has_the_origin_of_the_first():
    found = origins(
        document("\n\n".join(WIRE), id="agency"),
        document("\n\n".join([OWN, *WIRE[:2]]), id="paper"),
        document("\n\n".join([*WIRE[:2], OWN]), id="site"),
    )

    assert found[2] == {WIRE[0]: "agency", WIRE[1]: "agency", OWN: "paper"}


def test_paragraphs_cut_otherwise_are_still_copies():
    found = origins(document("\n\n".join(WIRE), id="agency"), document(" ".join(WIRE), id="paper"))

    assert found[1] == {" ".join(WIRE): "agency"}


def test_once_every_paragraph_is_found_whole_no_further_document_is_looked_at():
    first = Shingled(document("\n\n".join(WIRE), id="agency"))
    looked_at = iter([first, Shingled(document("\n\n".join(WIRE), id="paper"))])

    found = copied(Shingled(document("\n\n".join(WIRE), id="site")), looked_at)

    assert [origin for _, _, origin in found] == ["agency"] * 3
    assert [one.document.id for one in looked_at] == ["paper"]


def test_a_copy_of_a_stored_document_is_found_by_what_the_archive_keeps_of_it(index):
    others = [document(f"{OWN} It was {number} o'clock by then.", id=f"other/{number}") for number in range(4)]
    ingest([document("\n\n".join(WIRE), id="agency"), *others], index)
    found = Copies(open_generation(index).store).found(document("\n\n".join([OWN, WIRE[1]]), id="paper"))

    assert [origin for _, _, origin in found.copied] == ["other/0", "agency"]


def test_samples_are_those_that_archives_hold():
    odd = document("Der İzmir-Fährmann sagte 中文, naïve 4٣ ſchiffe\nkämen nie an.")

    assert Shingled(odd).samples == (
        1779665032756710266,
        2243263157140741760,
        3179936261593114928,
        5389471478989934534,
        5683207027183079556,
    )


def test_reports_of_one_event_in_other_words_are_no_copies():
    other = (
        "All 412 people aboard the Alma were saved after the ferry hit rocks near the cape, officials said on Tuesday."
    )
    found = origins(document("\n\n".join(WIRE), id="agency"), document(f"{other}\n\n{OWN}", id="paper"))

    assert found[1] == {}


def test_a_new_version_is_no_copy_of_the_old_one():
    found = origins(document("\n\n".join(WIRE)), document("\n\n".join(WIRE[:2])))

    assert found[1] == {}


def test_the_statements_of_a_copied_paragraph_carry_its_origin():
    copies = Copies(SegmentedStore([]))
    copies.found(document("\n\n".join(WIRE), id="agency"))
    paper = copies.found(document("\n\n".join([OWN, WIRE[1]]), id="paper"))
    found = statements(paper.document, origins=paper.copied)

    assert [one.origin for one in found] == ["paper", "agency"]


def test_the_agency_is_read_from_the_fields_or_the_dateline():
    assert Shingled(document("x y", wire="Associated Press")).agency == "ap"
    assert Shingled(document("LISBON (AFP) - It rained.")).agency == "afp"
    assert Shingled(document("It rained.", author="Ana Roe")).agency is None
