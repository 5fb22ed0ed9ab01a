import pytest

from service.ingest.liveblog import entries
from service.types import Precision
from tests.builders import document, live_blog


def times(found):
    return [entry.stated_at.at.strftime("%d %H:%M") for entry in found]


def test_each_entry_has_its_headline_and_time_and_the_top_one_is_of_the_night_after():
    found = entries(live_blog())

    assert [entry.heading for entry in found] == [
        "Storm live",
        "What happened today",
        "Bridge to stay closed overnight",
        "Storm reaches the coast",
    ]
    assert times(found) == ["15 00:00", "16 00:10", "15 23:40", "15 09:05"]
    assert [entry.stated_at.precision for entry in found][:2] == [Precision.DAY, Precision.MINUTE]


def test_entries_in_rising_order_cross_midnight_forward():
    lines = ["22:50", "23:30", "00:15", "01:00"]
    blog = live_blog("\n\n".join(f"{line}\n\nHead {line}\n\nThe bridge closed." for line in lines))

    assert times(entries(blog)) == ["14 22:50", "14 23:30", "15 00:15", "15 01:00"]


def test_a_pinned_entry_on_top_does_not_move_the_day():
    lines = ["14:00", "18:30", "18:05", "17:40", "16:00"]
    blog = live_blog("\n\n".join(f"{line}\n\nHead\n\nThe bridge closed." for line in lines))

    assert times(entries(blog)) == ["15 14:00", "15 18:30", "15 18:05", "15 17:40", "15 16:00"]


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("12:21 AM BST", "00:21"),
        ("12:05 p.m.", "12:05"),
        ("6 p.m.", "18:00"),
        ("18:05", "18:05"),
        ("18.05 GMT", "18:05"),
        ("9:40 a.m. ET", "09:40"),
        ("Updated at 07:15", "07:15"),
    ],
)
def test_a_line_that_is_a_time_of_day_heads_an_entry(line, time):
    found = entries(live_blog(f"{line}\n\nFerry docks\n\nIt came late.", timezone=None))

    assert found[0].stated_at.at.strftime("%H:%M") == time


@pytest.mark.parametrize("line", ["25:00", "13:05 PM", "7", "In 1905", "12:75", "3-2", "At 12:30 he left."])
def test_a_line_that_only_looks_like_a_time_heads_none(line):
    assert entries(live_blog(f"{line}\n\nFerry docks\n\nIt came late.")) == []


def test_the_zone_named_in_the_time_lines_holds_where_the_blog_names_none():
    found = entries(live_blog("6:00 PM EDT\n\nFerry docks\n\nIt came late.", timezone=None))

    assert found[0].stated_at.at.isoformat() == "2024-01-15T18:00:00-04:00"


def test_an_article_with_many_time_lines_is_read_as_a_live_blog_and_a_timetable_is_not():
    body = "\n\n".join(f"{hour} p.m.\n\nThe bridge opened. Lorries crossed.\n\nIt closed again." for hour in (6, 5, 4))
    timetable = "\n".join(["Ferries leave at", "07:00", "09:00", "11:00", "13:00"])

    assert len(entries(document(body))) == 3
    assert entries(document(timetable)) == []


def test_entries_of_a_blog_without_a_date_are_stated_at_no_known_moment():
    assert [entry.stated_at for entry in entries(live_blog(published_at=None))] == [None] * 4
