import pytest

from service.ingest.corrections import corrected
from service.ingest.liveblog import entries
from service.ingest.statements import statements
from tests.builders import live_blog

BLOG = """18:05

{correction}

{text}

17:40

Ferry Alma carried 412 passengers

The harbour office gave the figure on Monday.

17:00

Bridge closed to lorries

Eighteen lorries were waiting.
"""


def marked(correction, text="It was 421, the harbour office said."):
    blog = live_blog(BLOG.format(correction=correction, text=text))
    return {entries(blog)[place].heading for place in corrected(entries(blog), blog.text)}


FERRY, BRIDGE = "Ferry Alma carried 412 passengers", "Bridge closed to lorries"


@pytest.mark.parametrize(
    ("headline", "wrong"),
    [
        ("Correction: ferry Alma carried 421 passengers", FERRY),
        ("CLARIFICATION - Alma ferry passengers", FERRY),
        ("Corrected: Bridge closed to vans", BRIDGE),
    ],
)
def test_a_later_entry_marks_the_one_that_it_corrects(headline, wrong):
    assert marked(headline) == {wrong}


def test_a_bare_headline_leaves_it_to_the_text():
    assert marked("Correction", "The ferry Alma carried 421 passengers, not 412.") == {FERRY}


@pytest.mark.parametrize(
    "headline", ["Correctional officers strike", "Ferry Alma carried more passengers", "Correction: train to town late"]
)
def test_other_entries_mark_nothing(headline):
    assert marked(headline, "Nothing else is known.") == set()


def test_the_statements_of_a_corrected_entry_are_flagged():
    blog = live_blog(
        BLOG.format(correction="Correction: ferry Alma carried 421 passengers", text="The office said so.")
    )

    assert [one.text for one in statements(blog) if one.corrected] == [
        "Ferry Alma carried 412 passengers",
        "The harbour office gave the figure on Monday.",
    ]
