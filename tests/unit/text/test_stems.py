import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.stems import STOP_WORDS, words
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("stems"), ids=lambda case: case["text"])
def test_the_content_stems_of_a_text(case):
    assert [word.stem for word in words(case["text"]) if word.content] == case["stems"]


@given(st.text(max_size=80))
def test_words_are_spans_of_the_text_in_order(text):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert text[word.start].isalnum()
        assert word.stem
        assert word.stem.split() == [word.stem]
        end = word.end


def test_a_possessive_is_not_part_of_the_word():
    text = "The minister’s boat"

    assert [text[word.start : word.end] for word in words(text)] == ["The", "minister", "boat"]


def test_negations_are_content():
    assert not STOP_WORDS & {"not", "no", "never", "without", "against"}
