"""The premise: everything a reader knows around a statement, the statement last."""

import pytest

from service.stance.premise import MOST_WORDS, STATEMENT_MARK, moment_in_words, premise


def test_a_statement_alone_stands_unmarked():
    assert premise("He resigned.") == "He resigned."


def test_all_surroundings_come_before_the_statement_in_a_fixed_order():
    whole = premise(
        "He resigned.", title="Mayor of Orsk goes", stated_at="2031-05-14", speaker="Lia Dorn", before="It was late."
    )

    assert whole == "Mayor of Orsk goes | Wednesday 14 May 2031 | It was late. | Lia Dorn says » He resigned."


@pytest.mark.parametrize(
    ("stated_at", "words"),
    [
        ("2031-05-14", "Wednesday 14 May 2031"),
        ("2031-05-14T18:21", "Wednesday evening 14 May 2031, 18:21"),
        ("2023-10-27T00:21:00+01:00", "Friday night 27 October 2023, 00:21"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("last spring", "last spring"),
        ("", ""),
        (None, ""),
    ],
)
def test_moments_are_told_in_words(stated_at, words):
    assert moment_in_words(stated_at) == words


def test_surroundings_are_cut_before_the_statement():
    statement = "word " * 60

    whole = premise(statement, title="title " * 40, before="before " * 60)

    assert whole.endswith(f"{STATEMENT_MARK} {statement.strip()}")
    assert len(whole.split()) <= MOST_WORDS + 5  # the marks and the day


def test_the_sentence_before_keeps_its_end():
    whole = premise("He resigned.", before="start " * 40 + "end")

    assert whole.endswith("start end » He resigned.")
    assert len(whole.split()) < 40


def test_an_endless_statement_is_cut():
    assert len(premise("word " * 1_000).split()) < MOST_WORDS


def test_a_headline_is_not_repeated_before_itself():
    assert premise("Mayor of Orsk goes", title="Mayor of Orsk goes") == "Mayor of Orsk goes"


def test_the_mark_in_a_text_cannot_pass_for_the_statement_mark():
    assert premise("He » resigned.", title="A » b").count(STATEMENT_MARK) == 1
