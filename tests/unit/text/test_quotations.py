import pytest

from service.text.quotations import quotations
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("quotations"), ids=lambda case: case["text"][:45])
def test_the_quoted_words_of_a_sentence(case):
    text = case["text"]

    assert [text[quoted.start : quoted.end] for quoted in quotations(text)] == case["found"]


def test_a_mark_that_never_closes_quotes_to_the_end():
    (quoted,) = quotations("He said: “We stay. We")

    assert not quoted.closed
