import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.sentences import paragraphs, sentences
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("sentences"), ids=lambda case: case["text"][:40])
def test_a_text_is_cut_where_a_reader_would_cut_it(case):
    spans = sentences(case["text"])

    assert [case["text"][start:end] for start, end in spans] == case["sentences"]


PIECES = st.sampled_from(
    ["The ferry left. ", "“No,” she said. ", "U.S. ", "\n\n", "…", '"', "’", "é", "\U0001f4e6", " a.m. ", "\r\n", "x"]
)


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map("".join)))
def test_spans_are_in_order_trimmed_and_leave_out_only_space(text):
    spans = sentences(text)

    end = 0
    for start, last in spans:
        assert end <= start < last <= len(text)
        assert text[start:last] == text[start:last].strip()
        assert not text[end:start].strip()
        end = last
    assert not text[end:].strip()


def test_paragraphs_are_the_lines_that_hold_something():
    assert paragraphs("One.\n\n  Two. Three.\n") == [(0, 4), (8, 19)]
