import pytest

from service.text.spellings import same_name
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("same_names"), ids=lambda case: f"{case['one']} / {case['other']}")
def test_whether_two_names_name_the_same(case):
    one, other = tuple(case["one"].split()), tuple(case["other"].split())

    assert same_name(one, other) is case["same"]
    assert same_name(other, one) is case["same"]
