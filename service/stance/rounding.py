"""Whether one amount may stand for another: careful rounding, bounds, fewer digits.

input:  "nearly 32,000" for 31,988 / "more than 200" for 190
output: yes / no
"""

from service.analysis import Quantity

ROUNDING = 0.06  # "around 7,000" of 7,326; beyond that a desk would write another figure
_ROUNDING_OF_TIME = 0.1  # "almost two minutes" of 112 seconds, "a quarter of an hour" of 14 minutes


def agree(claimed: Quantity, told: Quantity) -> bool:
    """Whether a careful desk would let the claim's amount stand for the statement's.

    "nearly 32,000" of 31,988, "more than 200" of 212, "at least 41" of 41; not "more than 200" of 190 or of "fewer
    than 200".
    """
    if claimed.value == told.value:
        return not (_only_below(claimed) and _not_below(told)) and not (_only_above(claimed) and _only_below(told))
    slack = _slack(claimed, told)
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


def _slack(claimed: Quantity, told: Quantity) -> float:
    """By how much the two may be apart: against a bound no more than "about 3,900" says, half of its last digit."""
    if not (claimed.rounded or told.rounded):
        return 0.0
    if claimed.low is None or claimed.high is None:
        return 0.5 * 10.0 ** _zeros(told.value)
    share = _ROUNDING_OF_TIME if claimed.unit == "time" else ROUNDING
    return share * max(abs(told.value), abs(claimed.value))


def _zeros(value: float) -> int:
    """How many zeros a whole number ends with: 2 for 3,900; 0 for one with decimals."""
    digits = f"{value:.0f}" if value.is_integer() and value else "1"
    return len(digits) - len(digits.rstrip("0"))


def _only_above(quantity: Quantity) -> bool:
    """ "More than 200": not 200 itself."""
    return quantity.strict and quantity.high is None


def _only_below(quantity: Quantity) -> bool:
    return quantity.strict and quantity.low is None


def _not_below(quantity: Quantity) -> bool:
    """200 itself, "at least 200", "more than 200"."""
    return quantity.value != 0 and quantity.low is not None


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
