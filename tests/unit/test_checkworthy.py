"""Which sentences are worth checking."""

import pytest

from service.checkworthy import worth


@pytest.mark.parametrize(
    "sentence",
    [
        "Unemployment fell to 4.1% in May.",
        "The bridge was closed for two days after the storm in January.",
        "Labour won 411 seats in the House of Commons.",
        "She voted against the bill in the Senate last year.",
    ],
)
def test_what_can_be_looked_up_is_worth_it(sentence):
    assert worth(sentence).enough


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you.",
        "I think that is a great question.",
        "What would you do?",
        "We should be better than this, and I believe we can.",
        "Read more.",
    ],
)
def test_opinion_wishes_questions_and_courtesy_are_not(sentence):
    assert not worth(sentence).enough


def test_a_figure_counts_for_more_than_none():
    assert worth("Prices rose by 4% over the year.").score > worth("Prices rose over the whole of the year.").score
