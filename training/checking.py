"""What is wrong with desk lines: format, kinds, duplicates, dates, and cues on the surface of the claims."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FIELDS = {"title", "stated_at", "speaker", "context", "evidence", "claims"}
KINDS: Mapping[str, frozenset[str]] = {
    "supported": frozenset(
        (
            *("paraphrase", "shortened", "headline", "number_word", "rounding"),
            *("comparison", "passive", "surname_or_title", "acronym", "date_format"),
            *("inference", "attribution_kept", "attribution_dropped", "quote_exact", "negation_paraphrase"),
            *("typo", "context_needed", "denied"),
        )
    ),
    "refuted": frozenset(
        (
            *("number", "date", "place", "name", "title"),
            *("speaker", "polarity", "antonym", "role_swap", "quote_altered"),
            *("stronger_verb", "time_order", "comparison", "contradiction", "scope"),
            *("denied", "context_needed", "negation_paraphrase"),
        )
    ),
    "not_enough_evidence": frozenset(
        (
            *("near_topic", "added_detail", "other_period", "other_scope", "planned_not_done"),
            *("cause_not_stated", "other_entity", "opinion"),
        )
    ),
}
EVIDENCE_WORDS = range(8, 61)
CLAIM_WORDS = range(3, 33)
CLAIMS_A_LINE = range(4, 8)

_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# "Wednesday, 14 May 2031" and "Wednesday, May 14, 2031"
_FULL_DATE = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAY_NAMES)}),?\s+"
    rf"(?:(?P<day>\d\d?)\s+(?P<month>{'|'.join(_MONTH_NAMES)})"
    rf"|(?P<month2>{'|'.join(_MONTH_NAMES)})\s+(?P<day2>\d\d?)),?"
    r"\s+(?P<year>\d{4})\b"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: `Problem("b01.jsonl:3", "claim of 2 words")`."""

    place: str
    what: str


def problems_of_folder(folder: Path) -> list[Problem]:
    """Return the problems of every line under a folder, duplicates across files included."""
    found: list[Problem] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.rglob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            place = f"{path.name}:{number}"
            try:
                raw = json.loads(line)
            except json.JSONDecodeError as error:
                found.append(Problem(place, f"not JSON: {error.msg}"))
                continue
            found.extend(Problem(place, what) for what in problems_of_line(raw))
            found.extend(Problem(place, what) for what in _repetitions(raw, place, seen))
    return found


def problems_of_line(raw: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with one line by itself; an empty list for a good one."""
    if odd := set(raw) - FIELDS:
        return [f"unknown fields {sorted(odd)}"]
    if not isinstance(raw.get("evidence"), str) or not isinstance(raw.get("claims"), list):
        return ["needs evidence (text) and claims (a list)"]
    found = []
    if (words := len(raw["evidence"].split())) not in EVIDENCE_WORDS:
        found.append(f"evidence of {words} words")
    if raw.get("stated_at") and not _is_moment(raw["stated_at"]):
        found.append(f"stated_at {raw['stated_at']!r} is no day or minute")
    if len(raw["claims"]) not in CLAIMS_A_LINE:
        found.append(f"{len(raw['claims'])} claims")
    for claim in raw["claims"]:
        found.extend(_problems_of_claim(claim, raw["evidence"]))
    texts = [
        raw["evidence"],
        raw.get("title") or "",
        raw.get("context") or "",
        *(one["claim"] for one in raw["claims"]),
    ]
    found.extend(what for text in texts for what in _wrong_weekdays(text))
    return found


def _problems_of_claim(claim: Mapping[str, str], evidence: str) -> Iterator[str]:
    """Yield what is wrong with one claim."""
    text, label, kind = claim["claim"], claim["label"], claim["kind"]
    if label not in KINDS:
        yield f"label {label!r}"
    elif kind not in KINDS[label]:
        yield f"{label} cannot be of kind {kind!r}: {text}"
    if (words := len(text.split())) not in CLAIM_WORDS:
        yield f"claim of {words} words: {text}"
    if text.rstrip().endswith("?"):
        yield f"a question: {text}"
    if _key(text) == _key(evidence):
        yield "claim is the evidence itself"


def _repetitions(raw: Mapping[str, Any], place: str, seen: dict[str, str]) -> Iterator[str]:
    """Yield the texts that stood earlier, and remember the new ones."""
    texts = [raw.get("evidence", ""), *(one.get("claim", "") for one in raw.get("claims", []))]
    for text in texts:
        key = _key(text)
        if key in seen:
            yield f"as in {seen[key]}: {text}"
        else:
            seen[key] = place


def _wrong_weekdays(text: str) -> Iterator[str]:
    """Yield dates whose weekday does not fit: "Monday, 14 May 2031" was a Wednesday."""
    for found in _FULL_DATE.finditer(text):
        month = _MONTH_NAMES.index(found["month"] or found["month2"]) + 1
        try:
            day = datetime(int(found["year"]), month, int(found["day"] or found["day2"]))  # noqa: DTZ001  a day only
        except ValueError:
            yield f"no such day: {found[0]}"
            continue
        if _WEEKDAY_NAMES[day.weekday()] != found["weekday"]:
            yield f"{found[0]} was a {_WEEKDAY_NAMES[day.weekday()]}"


def _is_moment(text: str) -> bool:
    """Tell an ISO day or minute."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _key(text: str) -> str:
    """Return what two spellings of one text share."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@dataclass(frozen=True, slots=True)
class Cues:
    """What the claims of one label look like from outside; the three should look alike."""

    claims: int
    negated: float
    with_digits: float
    words: float


_NEGATION = re.compile(r"\b(?:not|no|never|nobody|none|without|nothing|neither|nor)\b|n't\b", re.IGNORECASE)


def surface_cues(raws: Iterable[Mapping[str, Any]]) -> dict[str, Cues]:
    """Return for each label how its claims look: shares with a negation and with digits, mean words."""
    texts: dict[str, list[str]] = {label: [] for label in KINDS}
    for raw in raws:
        for claim in raw["claims"]:
            texts[claim["label"]].append(claim["claim"])
    return {label: _cues(some) for label, some in texts.items() if some}


def _cues(texts: list[str]) -> Cues:
    """Return the figures of one label's claims."""
    count = Counter[str]()
    for text in texts:
        count["negated"] += bool(_NEGATION.search(text))
        count["digits"] += any(letter.isdigit() for letter in text)
        count["words"] += len(text.split())
    total = len(texts)
    return Cues(total, count["negated"] / total, count["digits"] / total, count["words"] / total)
