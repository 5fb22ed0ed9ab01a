"""The generator of changed sentences."""

import pytest

from service.evaluation.changes import changes
from service.text.analyse import analysis

STRANGERS = ("Rima Sabri",)


@pytest.mark.parametrize(
    ("text", "kind", "was", "now"),
    [
        ("On Monday 41 homes were lost.", "number", "41", "59"),
        ("On Monday 41 homes were lost.", "date", "Monday", "Wednesday"),
        ("On Monday 41 homes were lost.", "polarity", "", " not"),
        ("The homes were not lost.", "polarity", " not", ""),
        ("The minister praised Ida Roe in a speech.", "name", "Ida Roe", "Rima Sabri"),
        ("Ida Roe said that the bridge would reopen by the end of the week.", "speaker", "Ida Roe", "Rima Sabri"),
    ],
)
def test_one_thing_is_changed(text, kind, was, now):
    [change] = [change for change in changes(text, analysis(text), STRANGERS) if change.kind == kind]

    assert (change.was, change.now) == (was, now)
    assert change.text != text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The treaty of 1998 stands.", "number"),  # a year is no amount
        ("Ministers may march.", "date"),  # verbs, not months
        ("The bridge reopened.", "name"),
        ("The bridge reopened.", "place"),
    ],
)
def test_a_sentence_without_the_thing_is_not_changed(text, kind):
    assert kind not in {change.kind for change in changes(text, analysis(text), STRANGERS)}


def test_the_same_sentence_gets_the_same_change():
    text = "Exports from Kenya to Norway were 41 tonnes on Monday."

    assert changes(text, analysis(text), STRANGERS) == changes(text, analysis(text), STRANGERS)
