from datetime import UTC, datetime

import pytest

from service.text.dates import times
from service.types import Moment, Precision
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("dates"), ids=lambda case: case["text"][:45])
def test_the_days_of_a_sentence(case):
    stated = Moment(datetime.fromisoformat(case["on"]).replace(tzinfo=UTC), Precision.DAY)

    found = times(case["text"], stated)

    assert [
        [str(time.first), str(time.last), time.relation.value, *([time.minute] if time.minute is not None else [])]
        for time in found
    ] == case["found"]
