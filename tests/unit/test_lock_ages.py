"""The ages of what the lock files pin."""

from datetime import date

import pytest

from tools.lock_ages import Aged, File, Pin, of_html, of_json, pins, table, uploaded

ONE, TWO, OTHER = "1" * 64, "2" * 64, "3" * 64
LOCK = f"""# made by a machine
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:{ONE} \\
    --hash=sha256:{TWO}
Events==0.5 \\
    --hash=sha256:{OTHER}
"""


def test_pins_are_read_with_all_their_hashes():
    assert list(pins(LOCK)) == [
        Pin("colorama", "0.4.6", frozenset({ONE, TWO})),
        Pin("Events", "0.5", frozenset({OTHER})),
    ]


@pytest.mark.parametrize(
    ("read", "page"),
    [
        (of_json, f'{{"files": [{{"hashes": {{"sha256": "{ONE}"}}, "upload-time": "2022-10-25T02:36:20.889Z"}}]}}'),
        (of_html, f'<a href="https://files.example/a.whl#sha256={ONE}" data-upload-time="2022-10-25T02:36:20Z">a</a>'),
    ],
)
def test_both_forms_of_an_index_tell_the_day(read, page):
    assert read(page) == [File(ONE, date(2022, 10, 25))]


@pytest.mark.parametrize(
    ("read", "page"),
    [
        (of_json, '{"files": [{"hashes": {}, "upload-time": null}, {"hashes": {}}]}'),
        (of_html, '<a href="a.whl">a</a><a href="#sha256=">b</a>'),
    ],
)
def test_files_without_a_day_are_left_out(read, page):
    assert read(page) == []


def test_the_first_file_that_may_be_installed_counts():
    pin = Pin("colorama", "0.4.6", frozenset({ONE, TWO}))
    known = [File(TWO, date(2022, 10, 26)), File(ONE, date(2022, 10, 25)), File(OTHER, date(2001, 1, 1))]
    assert uploaded(pin, known) == date(2022, 10, 25)
    assert uploaded(pin, known[2:]) is None


def test_the_oldest_stand_first_after_those_without_a_day():
    pin = Pin("a", "1", frozenset())
    found = [Aged(pin, "run", date(2026, 11, 20)), Aged(pin, "test", date(2022, 11, 21)), Aged(pin, "run", None)]
    assert table(found, date(2026, 11, 21)).splitlines()[2:] == [
        "| a | 1 | unknown | unknown | run |",
        "| a | 1 | 2022-11-21 | 1,461 | test |",
        "| a | 1 | 2026-11-20 | 1 | run |",
    ]
