"""Contrast pairs: what may be exchanged in a claim, and what would say the same or nothing."""

import random

import pytest

from training.contrasts import (
    another_name,
    contrast_pairs,
    exchanged_names,
    exchanged_numbers,
    exchanged_order,
)
from training.rows import Label, Pair


@pytest.mark.parametrize(
    ("change", "claim", "premise", "changed"),
    [
        (exchanged_names, "Ida Roe sued Tom Berg.", "Mr Berg was sued by Ida Roe.", "Tom Berg sued Ida Roe."),
        (exchanged_names, "Ida Roe met Tom Berg.", "Mr Berg met Ida Roe.", None),
        (exchanged_names, "Ida Roe and Tom Berg sued.", "Tom Berg and Ida Roe went to court.", None),
        (exchanged_names, "Ida Roe sued Tom Berg.", "Ida Roe went to court.", None),
        (exchanged_names, "Ida Roe moved to Norway.", "Ida Roe lives in Norway.", None),
        (another_name, "Roe paid the bill.", "Tom Berg ate, Ida Roe paid.", "Tom Berg paid the bill."),
        (another_name, "Roe paid the bill.", "Ida Roe and Tom Berg paid.", None),
        (another_name, "Roe paid the bill.", "Tom Berg ate » Ida Roe paid.", None),
        (exchanged_numbers, "Up from 12 to 40 percent.", "From 12 percent to 40.", "Up from 40 to 12 percent."),
        (exchanged_numbers, "Up 12 percent since 1999.", "In 1999 it was 12 percent lower.", None),
        (exchanged_numbers, "Up from 12 to 40 percent.", "From twelve percent to 40.", None),
        (exchanged_order, "She left after the vote.", "", "She left before the vote."),
        (exchanged_order, "After the vote, before noon, she left.", "", None),
    ],
)
def test_a_claim_is_changed_where_the_change_is_wrong_and_only_there(change, claim, premise, changed):
    assert change(claim, premise, random.Random(1)) == changed


def test_a_supported_claim_stands_beside_its_change_on_the_same_premise():
    told = Pair("Roe sued Berg.", "Berg was sued by Roe.", Label.SUPPORTS, "desk")
    others = [Pair("Berg sued Roe.", told.premise, label, "desk") for label in (Label.REFUTES, Label.NEUTRAL)]

    found = contrast_pairs([told, *others], 10, random.Random(1))

    assert found == [told, Pair("Berg sued Roe.", told.premise, Label.REFUTES, "made_contrast", "role_swap")]
