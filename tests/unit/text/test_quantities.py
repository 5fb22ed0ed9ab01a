import pytest

from service.analysis import QuantityKind
from service.text.analyse import analysis
from tests.conftest import examples


def _agrees(quantity, wanted):
    return all(
        pytest.approx(value, rel=1e-3) == getattr(quantity, key)
        if isinstance(value, float)
        else tuple(getattr(quantity, key)) == tuple(value)
        if isinstance(value, list)
        else getattr(quantity, key) == value
        for key, value in wanted.items()
    )


@pytest.mark.parametrize("case", examples("quantities"), ids=lambda case: case["text"][:45])
def test_the_amounts_of_a_sentence(case):
    found = [q for q in analysis(case["text"]).quantities if q.kind is not QuantityKind.OTHER]

    assert len(found) == len(case["found"]), found
    assert all(_agrees(quantity, wanted) for quantity, wanted in zip(found, case["found"], strict=True)), found
