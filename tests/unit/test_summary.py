"""The verdict in a sentence."""

import pytest

from service.summary import summary
from service.types import Label


@pytest.mark.parametrize(
    ("considered", "documents", "searched"),
    [
        (0, 16, "0 statements of 16 documents were"),
        (1, 16, "1 statement of 16 documents was"),
        (2, 1, "2 statements of 1 document were"),
    ],
)
def test_silence_counts_what_was_looked_at(considered, documents, searched):
    told = summary(Label.NOT_ENOUGH, (), considered=considered, documents=documents)
    assert told == f"The archive does not settle this: {searched} looked at."
