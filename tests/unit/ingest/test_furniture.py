import pytest

from service.ingest.furniture import is_furniture
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("furniture"), ids=lambda case: case["line"][:40])
def test_a_line_of_the_page_is_told_from_a_statement(case):
    assert is_furniture(case["line"]) is case["furniture"]
