import subprocess
import sys
from datetime import UTC, datetime
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.text.analyse import analysis
from service.text.speakers import speakers
from service.types import Moment, Precision

FRIDAY = Moment(datetime(2031, 5, 9, 10, tzinfo=UTC), Precision.MINUTE)

PIECES = st.sampled_from(
    [
        "The ferry left ", "said ", "he ", "who ", "“", "”", '"', "''", "’s ", "İ", "ﬁ", "\u0301", "\U0001f4e6", "\x00",
        "according to ", "Ann Lee", ", ", ". ", ": ", " — ", "(", ")", "41 ", "1,200", "2-1", "half ", "a third of ", "€",
        "on Monday ", "2031", "31 June", "99/99/99", "25:61", "3 days ago ", "not ", "n't", "may ", "no longer ", "MP ",
        "poll shows ", "to ", "and ", "that ", "claim that ", "was quoted as saying ", "\u2028", "\n", "一", "٣", "²", "½",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_span_lies_inside_the_text(text):
    found = analysis(text, FRIDAY)

    spans = [(s.start, s.end) for s in chain(found.words, found.quantities, found.times, found.names, found.quotations)]
    for told in found.attributions:
        spans += [(told.source_start, told.source_end), (told.cue_start, told.cue_end)]
        spans.append((told.content_start, told.content_end))
    for mark in found.marks:
        spans += [(mark.start, mark.end), (mark.scope_start, mark.scope_end)]
    assert all(0 <= start <= end <= len(text) for start, end in spans)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_what_is_found_stands_in_order(text):
    found = analysis(text, FRIDAY)

    for kind in (found.words, found.quantities, found.times, found.names, found.quotations, found.marks):
        starts = [span.start for span in kind]
        assert starts == sorted(starts)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_every_sentence_has_a_speaker_or_none_and_the_names_span_is_its_own(texts):
    found = speakers(texts, [analysis(text, FRIDAY) for text in texts])

    assert len(found) == len(texts)
    for text, speaker in zip(texts, found, strict=True):
        if speaker is not None and speaker.start is not None:
            assert 0 <= speaker.start <= speaker.end <= len(text)


REPEATED = [
    "a ",
    "1,",
    "“",
    '"',
    "'",
    "''",
    "Al-",
    "the of ",
    "said ",
    "7",
    "7 ",
    "Aa ",
    "Aa, ",
    "said, ",
    "(",
    ") ",
    "he said ",
    "according to ",
    "10-",
    "a-",
    "A. ",
    "St. ",
    "A’s ",
    "two ",
    "1.5 million ",
    "two and ",
    "“a” said B. ",
    "X, the Y, ",
    "not ",
    "on Monday ",
    "May ",
    "1/",
    "12:",
    "of ",
    "president ",
    "‘a ",
    "…",
    "said that ",
    "- ",
    "— ",
    "; ",
    "to say ",
    "$",
    "in 1",
    "one in ",
    "of the ",
    "his claim that ",
    "the poll shows ",
    "who said ",
    "n't ",
    "1 May 2031 ",
    "at 4 pm ",
]

PROGRAM = """
import sys
from service.text.analyse import analysis
for piece in sys.argv[2:]:
    analysis(piece * (int(sys.argv[1]) // len(piece)))
"""


def test_long_repeats_are_analysed_in_time_that_grows_with_their_length():
    subprocess.run([sys.executable, "-c", PROGRAM, "4000", *REPEATED], check=True, timeout=240)


@pytest.mark.parametrize("piece", ["said ", "Aa, ", "“"])
def test_a_hundred_thousand_characters_of_one_piece_are_analysed(piece):
    subprocess.run([sys.executable, "-c", PROGRAM, "100000", piece], check=True, timeout=240)


def test_a_number_of_a_date_is_no_amount():
    assert not analysis("The court sat on 9 May 2031 at 4 pm.", FRIDAY).quantities
