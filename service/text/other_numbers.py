"""Numbers that are no amounts: of days, years and hours, scores, ids, telephones, places in a row.

input:  "Flight 370 had a crew of four, the second that day."
output: 370 of kind OTHER, "second" of kind ORDINAL; four is an amount
"""

import re

from service.analysis import Quantity, QuantityKind
from service.text.units import MEASURE, PERCENT
from service.text.windows import before

# "at four in the afternoon"
_CLOCK = re.compile(r"\s(?:o['’]clock|in\sthe\s(?:morning|afternoon|evening)|at\snight)\b")
# what is so many times another: "ten times as many", "three times the usual number"
_TIMES_AS = re.compile(
    r"(?:\stimes\s(?:as|the|that|what|more|less|fewer|higher|lower|larger|greater|bigger|smaller|its|their|his|her)\b|[\s-]?fold\b)"
)
_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}(?![\d,])(?!\s?(?:%|per|people|votes?|majority))")
_YEAR = re.compile(r"(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})$")
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_IN_DATE_BEFORE = re.compile(
    rf"(?:\b{_MONTHS}\s(?:the\s)?|\d[-/.]|[/.]|\bNo\.?\s|\b(?:number|flight|article|section|chapter|resolution|room|page|route|highway|channel|phase|group|category|level|class|division|brigade)\s|#)$",
    re.IGNORECASE,
)
_IN_DATE_AFTER = re.compile(
    rf"(?:\s(?:of\s)?{_MONTHS}(?!\w)(?!\s(?:be|have|not|also|never|well)\b)|[/.]\d|-(?:0|\d{{4}}\b|\d[\d.]*-)|[.:]\d\d|\s?(?:a\.?m\.?|p\.?m\.?|o'clock|GMT|BST|CET|EST|EDT|UTC|ET)\b)",
    re.IGNORECASE,
)
_YEAR_CUE = re.compile(
    r"\b(?:in|since|by|of|until|till|from|to|after|before|during|and|early|late|mid|for|between|for|than|summer|winter|spring|autumn|fall|the)[\s-]$",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"(?:\b{_MONTHS}|\d,?)\s?$", re.IGNORECASE)
_WORD_AFTER = re.compile(r"\s([A-Za-z]+)")
_PEOPLE = re.compile(r"\s(?:people|men|women|children)\b")
_TELEPHONE = re.compile(
    r"(?<![\w,.])(?:\+\d{1,3}[\s-]?)?\(?0\d{1,4}\)?(?:[\s-]\d{3,4}){1,3}\b|\+\d{1,3}(?:[\s-]\d{2,5}){2,4}\b"
)


def telephone_digits(text: str) -> set[int]:
    """Where the digits of telephone numbers stand."""
    return {at for match in _TELEPHONE.finditer(text) for at in range(*match.span())}


def no_amount(text: str, match: re.Match[str], value: float) -> Quantity | None:
    """The number as one that counts and measures nothing; None where it is an amount."""
    start, end = match.span()
    if _TIMES_AS.match(text, end):
        return _other(start, end, value)
    if match["digits"] and not match["scale"] and not match["glued"]:
        score = _SCORE.match(text, start)
        if score is not None and not _hyphen_range(text, score):
            return _other(start, score.end(), value, QuantityKind.SCORE)
        if before(_IN_DATE_BEFORE, text, start, 16) or _IN_DATE_AFTER.match(text, end) or _letter_id(text, end):
            return _other(start, end, value)
        if _YEAR.match(match["digits"]) and not PERCENT.match(text, end) and _is_year(text, start, end):
            return _other(start, end, value)
    if match["words"] and _CLOCK.match(text, end):
        return _other(start, end, value)
    if match["ordinal"] or match["suffix"]:
        return _other(start, end, value, QuantityKind.ORDINAL)
    return None


def _other(start: int, end: int, value: float, kind: QuantityKind = QuantityKind.OTHER) -> Quantity:
    return Quantity(start, end, kind, value, value, value, rounded=False, unit="", counted=())


def _hyphen_range(text: str, score: re.Match[str]) -> bool:
    """A run such as "10-15 people" is a range; "3-1 win", "won 3-0", "2-1" a score."""
    left, right = (float(part) for part in re.split(r"\s?[-–]\s?", score.group()))
    return left < right and bool(MEASURE.match(text, score.end()) or _PEOPLE.match(text, score.end()))


def _letter_id(text: str, end: int) -> bool:
    return end < len(text) and text[end].isalpha() and not MEASURE.match(text, end)


def _is_year(text: str, start: int, end: int) -> bool:
    follows = _WORD_AFTER.match(text, end)
    if before(_YEAR_CUE, text, start, 12) or before(_MONTH_BEFORE, text, start, 14):
        return True
    return follows is None or (follows[1][0].isupper() and not follows[1].endswith("s"))
