"""Quotations against a real small archive."""

import pytest

from service.quotes import Difference, QuoteStatus, checked_quote, differences
from tests.unit.desk_archive import archive

__all__ = ["archive"]


@pytest.mark.parametrize(
    ("quote", "speaker", "status"),
    [
        ("It sends the message that enough is enough", None, QuoteStatus.FOUND),
        ('it sends the message that "enough is enough".', None, QuoteStatus.FOUND),  # typography is forgiven
        ("It sends the message that enough is enough", "Rima Sabri", QuoteStatus.FOUND),
        ("It sends the message that enough is enough", "Sabri", QuoteStatus.FOUND),
        ("It sends the message that enough is enough", "Carla Mott", QuoteStatus.MISATTRIBUTED),
        ("It sends the message that enough is never enough", None, QuoteStatus.ALTERED),
        ("The ships of glass sail on painted water", None, QuoteStatus.ABSENT),
    ],
)
def test_quotation_is_found_altered_misattributed_or_absent(archive, quote, speaker, status):
    assert checked_quote(quote, speaker, archive).status is status


def test_every_place_is_verbatim_in_its_document(archive):
    for place in checked_quote("the motion passed with 120 votes in favour", None, archive).places:
        document = archive.store.document(place.document.id, place.document.version)

        assert document.text[place.start : place.end] == place.text


def test_an_altered_quotation_says_which_words():
    assert differences("we welcome a wider war", "We do not welcome a wider war") == (Difference("", "do not"),)
