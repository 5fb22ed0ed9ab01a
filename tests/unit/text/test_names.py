import pytest

from service.text.names import names
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("names"), ids=lambda case: case["text"])
def test_the_names_of_a_sentence_and_their_kinds(case):
    text = case["text"]

    assert [[text[name.start : name.end], name.kind.value] for name in names(text)] == case["found"]


@pytest.mark.parametrize("case", examples("titles"), ids=lambda case: case["text"])
def test_the_office_that_stands_with_a_name(case):
    text = case["text"]

    found = {text[name.start : name.end]: name.title for name in names(text)}

    assert found.get(case["name"], "no such name") == case["title"]
