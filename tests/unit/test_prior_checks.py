"""Posts as plain words."""

import pytest

from service.prior_checks import plain_post


@pytest.mark.parametrize(
    ("post", "plain"),
    [
        ("The dam broke.", "The dam broke."),
        ("#FreeTrade with @USDA_gov?", " Free Trade  with  USDA gov ?"),
        ("Seen here https://t.example/x and pic.twitter.com/abc", "Seen here  and "),
        ("It rained. — Ann Lee (@ann) May 1, 2020", "It rained."),
        ("Rain — a lot of it — fell.", "Rain — a lot of it — fell."),  # dashes alone are no signature
    ],
)
def test_a_post_loses_what_is_no_word(post, plain):
    assert plain_post(post) == plain
