"""One thing changed in a sentence, by kind: what a checker must notice. The same sentence, the same change.

input:  "Ida Roe said on Monday that 41 homes in Kenya were lost."
output: number "59 homes", date "on Wednesday", place "in Peru", polarity "were not lost"
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from service.analysis import Analysis, NameKind, QuantityKind
from service.text.spellings import country

KINDS = ("number", "date", "name", "place", "polarity", "speaker")

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = re.compile(rf"\b(?:{'|'.join((*_WEEKDAYS, *_MONTHS))})\b")
_PLACES = ("Peru", "Norway", "Kenya", "Vietnam", "Portugal", "Jordan", "Canada", "Finland")
_VERB = re.compile(
    r"\b(?:was|were|is|are|will|would|has been|have been|had been|could|should)\b(?!\s(?:not|no|never)\b|n['’]t)"
)
_NEGATED = re.compile(r"\b(?:was|were|is|are|will|would|could|should|did|does|do|has|have|had)(\snot\b)")
_AMOUNTS = {QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE}


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence with one thing changed."""

    kind: str
    text: str
    was: str
    now: str


def changes(text: str, analysis: Analysis, strangers: Sequence[str]) -> tuple[Change, ...]:
    """At most one change of each kind; `strangers` are full names of people whom the sentence does not name."""
    makers: dict[str, Callable[[], Change | None]] = {
        "number": lambda: _number(text, analysis),
        "date": lambda: _date(text),
        "name": lambda: _name(text, analysis, strangers),
        "place": lambda: _place(text, analysis),
        "polarity": lambda: _polarity(text),
        "speaker": lambda: _speaker(text, analysis, strangers),
    }
    return tuple(change for kind in KINDS if (change := makers[kind]()) is not None)


def _replaced(kind: str, text: str, start: int, end: int, now: str) -> Change:
    return Change(kind, text[:start] + now + text[end:], text[start:end], now)


def _pick(text: str, count: int) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big") % count


def _number(text: str, analysis: Analysis) -> Change | None:
    for quantity in analysis.quantities:
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", text[quantity.start : quantity.end])
        if quantity.kind not in _AMOUNTS or digits is None:
            continue
        value = float(digits.group().replace(",", ""))
        other = value * 1.4 + 2 if value < 1000 else value * 1.37
        now = f"{other:,.1f}" if "." in digits.group() else f"{round(other):,}"
        return _replaced("number", text, quantity.start + digits.start(), quantity.start + digits.end(), now)
    return None


def _date(text: str) -> Change | None:
    match = _DAY.search(text)
    if match is None or (match.group() in {"March", "May"} and not re.match(r"\s\d", text[match.end() :])):
        return None
    run = _WEEKDAYS if match.group() in _WEEKDAYS else _MONTHS
    return _replaced("date", text, match.start(), match.end(), run[(run.index(match.group()) + 2) % len(run)])


def _name(text: str, analysis: Analysis, strangers: Sequence[str]) -> Change | None:
    sources = [(a.source_start, a.source_end) for a in analysis.attributions]
    for name in analysis.names:
        told = any(start <= name.start < end for start, end in sources)
        if name.kind is NameKind.PERSON and len(name.words) > 1 and not told and strangers:
            return _replaced("name", text, name.start, name.end, strangers[_pick(text, len(strangers))])
    return None


def _place(text: str, analysis: Analysis) -> Change | None:
    for name in analysis.names:
        if (
            name.kind is NameKind.PLACE
            and country(name.words)
            and re.search(r"\b(?:in|to|from)\s$", text[: name.start])
        ):
            others = [place for place in _PLACES if place not in text]
            return _replaced("place", text, name.start, name.end, others[_pick(text, len(others))])
    return None


def _polarity(text: str) -> Change | None:
    negated = _NEGATED.search(text)
    if negated is not None:
        return _replaced("polarity", text, negated.start(1), negated.end(1), "")
    verb = _VERB.search(text)
    return _replaced("polarity", text, verb.end(), verb.end(), " not") if verb is not None else None


def _speaker(text: str, analysis: Analysis, strangers: Sequence[str]) -> Change | None:
    for told in analysis.attributions:
        source = [n for n in analysis.names if told.source_start <= n.start and n.end <= told.source_end]
        whole = told.content_end - told.content_start > 0.5 * len(text)
        if whole and len(source) == 1 and source[0].kind is NameKind.PERSON and strangers:
            return _replaced("speaker", text, source[0].start, source[0].end, strangers[_pick(text, len(strangers))])
    return None
