import pytest

from service.text.analyse import analysis
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("polarity"), ids=lambda case: case["text"][:45])
def test_the_marks_of_a_sentence_and_what_they_govern(case):
    text = case["text"]

    assert [
        [mark.kind.value, text[mark.start : mark.end], text[mark.scope_start : mark.scope_end]]
        for mark in analysis(text).marks
    ] == case["found"]
