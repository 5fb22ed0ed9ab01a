"""Amounts in a sentence: value, bounds, unit and what is counted.

input:  "Nearly 2.4 million people fled and at least 41 homes burned."
output: 2,400,000 rounded, counted ("peopl",); 41 or more, counted ("home",)
"""

import re
from typing import NamedTuple

from service.analysis import Quantity, QuantityKind, Word
from service.text.lexicons import mapping
from service.text.nouns import noun_before, noun_phrase
from service.text.numbers import (
    AND_A_HALF,
    NUMBER,
    NUMBER_STEMS,
    WORD,
    alternatives,
    number_value,
    vague_bounds,
    value_of,
)
from service.text.other_numbers import no_amount, telephone_digits
from service.text.units import ANY_CASE, MEASURE, PERCENT, UNITS
from service.text.windows import before

CURRENCIES = mapping("currencies")
APPROXIMATORS = mapping("approximators")

_COMPARISON = re.compile(r"([~≈<>])\s?$")
_COMPARISONS = {"<": "under", ">": "over", "~": "about", "≈": "about"}
_WORDS_BEFORE = re.compile(r"\S+")
_MOST_WORDS = max(len(words.split()) for words in APPROXIMATORS)
# with an article they say where: "under the six-week truce", "over the 40 bridges"
_PLACING = frozenset({"under", "over", "above", "below", "about", "around", "past", "beyond"})
_SIGN = re.compile(r"((?:[A-Z]{1,2})?[$€£¥₹₽₪])\s?$")

_RANGE = re.compile(r"\s*(?:-|–|to|and|or)\s*(?=[\d$€£])")
_OF_A_UNIT = re.compile(rf"\s(?:of\s)?an?\s(?P<unit>{alternatives(w for w in UNITS if len(w) > 2)})\b", re.IGNORECASE)
_MONEY = re.compile(rf"\s?(?:of\s)?(?P<unit>{alternatives(w for w in CURRENCIES if w[0].isalpha())})\b", re.IGNORECASE)
_AGE = re.compile(r"[\s-]years?[\s-]olds?\b")
_AFTER_NAME = re.compile(r"\b[A-Z][\w'’.-]+,\s$")  # "Ann Lee, 23, said"
_AGED = re.compile(r"\b(?:aged|age|ages)\s(?:of\s)?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BETWEEN = re.compile(r"\bbetween\s\S+$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s(?:or\smore|plus|and\sup|and\sover|and\sabove|and\scounting)\b")
_SO_AFTER = re.compile(r"\s(?:or\sso|-ish)\b|ish\b")
_IN = re.compile(
    rf"\s(?:in|out\sof)\s(?:every\s)?({WORD}|\d{{1,3}})\b(?!\s(?:days|weeks|months|years|hours|minutes))",
    re.IGNORECASE,
)


class _Bounds(NamedTuple):
    low: float | None
    high: float | None
    rounded: bool
    strict: bool = False


def quantities(text: str, words: tuple[Word, ...]) -> tuple[Quantity, ...]:
    """Every amount in the sentence, in order; years, ids and the numbers of dates come as kind OTHER."""
    if not any(word.stem[0].isdigit() or word.stem in NUMBER_STEMS for word in words):
        return ()
    found: list[Quantity] = []
    end = 0
    ids = telephone_digits(text)
    for match in NUMBER.finditer(text):
        if match.start() < end or match.start() in ids:
            continue
        quantity = _ratio(text, words, match) or _quantity(text, words, match)
        if quantity is not None:
            found.append(quantity)
            end = quantity.end
    return tuple(found)


def _quantity(text: str, words: tuple[Word, ...], match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    if match["vague"]:
        return _amount(text, words, match, *vague_bounds(match["vague"]))
    if match["twice"]:
        times = 3.0 if match["twice"].lower() == "thrice" else 2.0
        return Quantity(start, end, QuantityKind.COUNT, times, times, times, rounded=False, unit="", counted=("time",))
    value = value_of(match)
    if value is None:
        return None
    named = no_amount(text, match, value)
    if named is not None:
        return named
    if match["words"] and match["words"].lower() == "one" and not _one_is_number(text, start, end):
        return None
    return _amount(text, words, match, value, value)


def _amount(text: str, words: tuple[Word, ...], match: re.Match[str], low: float, high: float) -> Quantity:
    start, end = match.span()
    value = low
    sign = before(_SIGN, text, start, 5)
    if sign is not None:
        start = sign.start()
    partner = _range_end(text, end)
    if partner is not None:
        high, end = max(partner[0], value), partner[1]
        if high > 1000 * max(low, 1e-9) or partner[0] < value:
            high = value
    kind, unit, factor, end, counted = _unit(
        text, words, start, end, sign[1] if sign else None, fraction=bool(match["fraction"])
    )
    bounds, start = _bounds(text, start, end, low * factor, high * factor, plus=bool(match["plus"]))
    if match["fraction"] and unit == "%":
        bounds = bounds._replace(rounded=True)  # "a third of the voters" of 33 or 34 per cent
    if kind is QuantityKind.COUNT and (before(_AGED, text, start, 12) or _in_apposition(text, start, match.end())):
        kind, unit, counted = QuantityKind.AGE, "year", ()
    return Quantity(
        start=start,
        end=end,
        kind=kind,
        value=value * factor,
        low=bounds.low,
        high=bounds.high,
        rounded=bounds.rounded,
        unit=unit,
        counted=counted,
        strict=bounds.strict,
    )


def _in_apposition(text: str, start: int, end: int) -> bool:
    """A person's age between commas: "Ann Lee, 23, said"."""
    return (
        text[start:end].isdigit()
        and end - start < 3
        and text[end : end + 1] == ","
        and bool(before(_AFTER_NAME, text, start, 30))
    )


def _ratio(text: str, words: tuple[Word, ...], match: re.Match[str]) -> Quantity | None:
    """ "one in three Israelis", "4 out of 10 voters": a share, as a percentage."""
    second = _IN.match(text, match.end())
    if second is None or not (match["words"] or match["digits"]):
        return None
    part, whole = value_of(match), number_value(second[1]) if second[1][0].isalpha() else float(second[1])
    if not part or not whole or part >= whole or whole > 1000:
        return None
    share = 100 * part / whole
    bounds, start = _bounds(text, match.start(), second.end(), share, share, plus=False)
    return Quantity(
        start=start,
        end=second.end(),
        kind=QuantityKind.PERCENT,
        value=share,
        low=bounds.low,
        high=bounds.high,
        rounded=bounds.rounded or bool(match["words"]),  # "nine out of ten" of 89 %
        unit="%",
        counted=noun_phrase(text, words, second.end()),
    )


def _unit(
    text: str, words: tuple[Word, ...], start: int, end: int, sign: str | None, *, fraction: bool
) -> tuple[QuantityKind, str, float, int, tuple[str, ...]]:
    half_a_year = _OF_A_UNIT.match(text, end) if fraction else None
    if half_a_year is not None:
        dimension, factor = ANY_CASE[half_a_year["unit"].lower()]
        stop = half_a_year.end()
        return QuantityKind.MEASURE, dimension, float(factor) / 100, stop, noun_phrase(text, words, stop)
    if fraction:
        return QuantityKind.PERCENT, "%", 1.0, end, noun_phrase(text, words, end)
    percent = PERCENT.match(text, end)
    if percent is not None:
        unit = "points" if percent["points"] or percent["bare"] else "%"
        return QuantityKind.PERCENT, unit, 1.0, percent.end(), noun_phrase(text, words, percent.end())
    if sign is not None:
        return QuantityKind.MONEY, CURRENCIES.get(sign.lower(), sign), 1.0, end, noun_phrase(text, words, end)
    money = _MONEY.match(text, end)
    if money is not None:
        unit = CURRENCIES[money["unit"].lower()]
        return QuantityKind.MONEY, unit, 1.0, money.end(), noun_phrase(text, words, money.end())
    age = _AGE.match(text, end)
    if age is not None:
        return QuantityKind.AGE, "year", 1.0, age.end(), noun_phrase(text, words, age.end())
    measure = MEASURE.match(text, end)
    if measure is not None:
        dimension, factor = UNITS.get(measure["unit"]) or ANY_CASE[measure["unit"].lower()]
        half = AND_A_HALF.match(text, measure.end())
        stop = half.end() if half is not None and text[start:end].lower() in {"a", "an"} else measure.end()
        return QuantityKind.MEASURE, dimension, float(factor), stop, noun_phrase(text, words, stop)
    counted = noun_phrase(text, words, end) or noun_before(text, words, start)
    return QuantityKind.COUNT, "", 1.0, end, counted


def _bounds(text: str, start: int, end: int, low: float, high: float, *, plus: bool) -> tuple[_Bounds, int]:
    approximator = _approximator(text, start)
    kind = None
    if approximator is not None:
        kind, start = approximator
    elif plus or _MORE_AFTER.match(text, end):
        kind = "from"
    elif _SO_AFTER.match(text, end):
        kind = "about"
    bounds = {
        None: _Bounds(low, high, rounded=False),
        "about": _Bounds(low, high, rounded=True),
        "nearly": _Bounds(low, high, rounded=True),
        "over": _Bounds(low, None, rounded=False, strict=True),
        "from": _Bounds(low, None, rounded=False),
        "under": _Bounds(None, high, rounded=False, strict=True),
        "upto": _Bounds(None, high, rounded=False),
    }[kind]
    return bounds, start


def _approximator(text: str, start: int) -> tuple[str, int] | None:
    """How the words right before a number bound it, and where they begin: "nearly", "more than the"."""
    if start == 0:
        return None
    sign = before(_COMPARISON, text, start, 2)
    if sign is not None:
        return _COMPARISONS[sign[1]], sign.start()
    if not text[start - 1].isspace():
        return None
    found = list(_WORDS_BEFORE.finditer(text, max(0, start - 50), start))
    if found and found[-1].group().lower() == "the":
        found.pop()
        if found and found[-1].group().lower() in _PLACING:
            return None
    for size in range(min(_MOST_WORDS, len(found)), 0, -1):
        kind = APPROXIMATORS.get(" ".join(word.group() for word in found[-size:]).lower().lstrip("(“\"'"))
        if kind is not None:
            return kind, found[-size].start()
    return None


def _range_end(text: str, end: int) -> tuple[float, int] | None:
    gap = _RANGE.match(text, end)
    if gap is None or (gap.group().strip() in {"and", "or"} and not before(_BETWEEN, text, end, 40)):
        return None
    partner = NUMBER.match(text, gap.end()) if gap.group().strip().isalpha() else _DIGITS.match(text, gap.end())
    if partner is None or (partner.re is NUMBER and not partner["digits"]):
        return None
    if partner.re is NUMBER:
        value = value_of(partner)
        return None if value is None else (value, partner.end())
    return float(partner.group().replace(",", "")), partner.end()


_ONE_OF = re.compile(
    r"\s(?:of|in|person|man|woman|child|soldier|people|million|other|day|hour|week|month|year|vote|dead|killed|per|point)\b|\sout\b"
)


def _one_is_number(text: str, start: int, end: int) -> bool:
    return bool(_ONE_OF.match(text, end)) or _approximator(text, start) is not None
