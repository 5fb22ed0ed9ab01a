"""Whether one amount may stand for another: careful rounding, bounds, fewer digits.

input:  "nearly 32,000" for 31,988 / "more than 200" for 190
output: yes / no
"""

from service.analysis import Quantity

ROUNDING = 0.06  # "around 7,000" of 7,326; beyond that a desk would write another figure
_ROUNDING_OF_TIME = 0.1  # "almost two minutes" of 112 seconds, "a quarter of an hour" of 14 minutes


def agree(claimed: Quantity, told: Quantity) -> bool:
    """Whether a careful desk would let the claim's amount stand for the statement's.

    "nearly 32,000" of 31,988, "more than 200" of 212, "at least 41" of 41; not "more than 200" of 190.
    """
    if claimed.value == told.value:
        return (
            not (claimed.low is None and told.low is not None and told.high is None and claimed.high == told.low)
            or claimed.value == 0
        )
    share = _ROUNDING_OF_TIME if claimed.unit == "time" else ROUNDING
    slack = share * max(abs(told.value), abs(claimed.value)) if claimed.rounded or told.rounded else 0.0
    if not slack and _same_to_given_digits(claimed.value, told.value):
        return True
    if claimed.low is not None and claimed.high is not None and told.low is not None and told.high is not None:
        return claimed.low - slack <= told.high and told.low <= claimed.high + slack
    if claimed.high is None and claimed.low is not None:  # more than ...
        return (told.value >= claimed.low - slack and (told.value <= 2 * claimed.low or told.high is None)) or (
            told.low is None and told.value > claimed.low
        )
    if claimed.low is None and claimed.high is not None:  # fewer than ...
        return (told.value <= claimed.high + slack and told.low is not None) or (
            told.high is not None and told.high <= claimed.high
        )
    return _within_bound(claimed, told, slack)


def _within_bound(claimed: Quantity, told: Quantity, slack: float) -> bool:
    """An exact claim against "at least 41", "more than 200", "up to 50": only a value close to the bound is stated."""
    bound = told.low if told.high is None else told.high
    if bound is None:
        return False
    return abs(claimed.value - bound) <= max(slack, 0.02 * abs(bound) if claimed.rounded else 0.0)


def _same_to_given_digits(one: float, other: float) -> bool:
    """Whether one is the other cut to fewer significant digits: 2.4 million of 2,398,000, 33 % of a third."""
    coarse, fine = sorted((one, other), key=_digits)
    digits = _digits(coarse)
    return (
        digits >= 2
        and _digits(fine) > digits
        and float(f"{fine:.{digits}g}") == coarse
        and abs(fine - coarse) <= 0.005 * abs(fine)
    )


def _digits(value: float) -> int:
    return len(f"{value:.12g}".replace(".", "").replace("-", "").strip("0")) or 1
