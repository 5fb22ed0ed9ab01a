import pytest

from service.text.numbers import NUMBER, number_value, vague_bounds


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred and fifty", 250),
        ("half a dozen", 6),
        ("one and a half million", 1.5e6),
        ("twenty-one", 21),
        ("no", None),
    ],
)
def test_the_value_of_number_words(words, value):
    assert number_value(words) == value


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("2,400", "digits"),
        ("hundreds of thousands", "vague"),
        ("two thirds of", "fraction"),
        ("forty-one", "words"),
        ("second", "ordinal"),
        ("twice", "twice"),
    ],
)
def test_how_a_number_is_written(text, group):
    assert NUMBER.match(text)[group]


@pytest.mark.parametrize(("text", "bounds"), [("hundreds of thousands", (1e5, 2e6)), ("a few million", (2e6, 9e6))])
def test_the_bounds_of_an_amount_without_a_number(text, bounds):
    assert vague_bounds(text) == bounds
