from hypothesis import given
from hypothesis import strategies as st

from service.text.normalise import folded, plain


@given(st.text(max_size=80))
def test_plain_text_keeps_every_offset(text):
    assert len(plain(text)) == len(text)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


def test_two_printings_of_the_same_words_fold_to_one():
    assert folded("“Café”\u00a0–  It’s") == folded('"cafe" - it\'s')
