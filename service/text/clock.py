"""Times of day in a sentence, as minutes since midnight with so many minutes of slack either way.

input:  "She left shortly after 3pm on Friday."
output: Friday, minute 920, slack 25
"""

import re
from datetime import date

from service.analysis import Relation, Time
from service.text.numbers import NUMBER_WORDS
from service.text.windows import before

_PARTS = {"morning": (5, 12), "afternoon": (12, 18), "evening": (17, 23), "night": (18, 30), "noon": (12, 13)}
# minutes since midnight and slack; the sun's by the season
_NAMED = dict.fromkeys(("noon", "midday"), (720, 20)) | {"midnight": (0, 20)}
_NAMED |= dict.fromkeys(("dawn", "daybreak", "sunrise"), (360, 120)) | dict.fromkeys(
    ("dusk", "nightfall", "sunset"), (1140, 150)
)
_HOURS = r"(?:1[0-2]|0?[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK = re.compile(
    rf"""(?<![\w:.,$£€-])(?:
      (?P<h24>[01]?\d|2[0-3])[:.](?P<m24>[0-5]\d)(?!\d|\s?(?:%|per|million|billion|m\b|bn\b|km|a\.?m|p\.?m))(?:\s?(?:GMT|UTC|BST|CET|EST|EDT|ET|hours|local))?
    | (?P<h12>{_HOURS})(?:[:.](?P<m12>[0-5]\d))?\s?(?P<half>a\.?m\b\.?|p\.?m\b\.?)
    | (?P<oc>{_HOURS})\s?o['’]clock
    | (?P<word>noon|midday|midnight|dawn|daybreak|sunrise|dusk|nightfall|sunset)\b
    | (?P<past>half\spast|quarter\spast|quarter\sto)\s(?P<hp>{_HOURS})\b
    | (?:at|by|before|after|about|around|past)\s(?P<hw>{_HOURS})\sin\sthe\s(?P<when>morning|afternoon|evening)
    | (?P<span>early|mid|late)?\s?(?:in\sthe\s)?(?P<spanword>morning|afternoon|evening)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:(at|by|about|around|shortly before|just before|before|shortly after|just after|after|past|until|since|from|roughly|nearly)\s+)$",
    re.IGNORECASE,
)
# What every time of day has in it: looked for before the long pattern, for most sentences have none.
_WORDS = (*_NAMED, "morning", "evening", "clock", "half", "quarter")
_FIGURES = re.compile(r"[\dap](?:[:.][0-5]|\.?m\b)")


def with_times_of_day(text: str, found: list[Time], reference: date | None) -> list[Time]:
    """The days found in a sentence with their times of day, and times of day alone as those of the reference, in order."""
    low = text.lower().replace("i\u0307", "i").replace("\u0131", "i")  # without case as the patterns are
    if not any(word in low for word in _WORDS) and not _FIGURES.search(low):
        return found
    taken = [(time.start, time.end) for time in found]
    for match in _CLOCK.finditer(text):
        if any(start <= match.start() < end and not match["spanword"] for start, end in taken):
            continue
        clock = _clock(match)
        if clock is None:
            continue
        minute, spread = clock
        cue = before(_CUE, text, match.start(), 20)
        relation = Relation.ON
        if cue is not None:
            word = cue[1].lower()
            if word in {"shortly before", "just before"}:
                minute, spread = minute - 20, max(spread, 25)
            elif word in {"shortly after", "just after", "past"}:
                minute, spread = minute + 20, max(spread, 25)
            elif word in {"about", "around", "roughly", "nearly", "by"}:
                spread = max(spread, 40)
            elif word in {"before", "until"}:
                relation = Relation.BEFORE
            elif word in {"after", "since", "from"}:
                relation = Relation.AFTER
        day = min(
            found, key=lambda time: min(abs(time.start - match.end()), abs(match.start() - time.end)), default=None
        )
        if day is not None and day.minute is None and day.first == day.last:
            found[found.index(day)] = Time(
                min(day.start, match.start()),
                max(day.end, match.end()),
                day.first,
                day.last,
                relation,
                minute,
                spread,
                day.vague,
            )
        elif reference is not None:
            found.append(Time(match.start(), match.end(), reference, reference, relation, minute, spread, vague=True))
    return sorted(found, key=lambda time: time.start)


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    if match["h24"]:
        return int(match["h24"]) * 60 + int(match["m24"]), 5
    if match["h12"]:
        hour = _hour(match["h12"]) % 12 + (12 if match["half"][0].lower() == "p" else 0)
        return hour * 60 + int(match["m12"] or 0), 5 if match["m12"] else 15
    if match["word"]:
        return _NAMED[match["word"].lower()]
    if match["hw"]:
        return (_hour(match["hw"]) % 12 + (0 if match["when"].lower() == "morning" else 12)) * 60, 20
    if match["spanword"]:
        first, last = _PARTS[match["spanword"].lower()]
        return (first + last) * 30, (last - first) * 30
    return None


def _hour(text: str) -> int:
    return int(text) if text.isdigit() else NUMBER_WORDS[text.lower()]
