"""Live-blog editors post a new entry instead of editing the old one: "Correction: ..." marks what it corrects."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from service.ingest.liveblog import Entry

CORRECTION = re.compile(r"(?:correction|clarification|corrected)\b[\s:–—-]*(?P<what>.*)", re.IGNORECASE | re.DOTALL)
FEWEST_WORDS = 3  # a headline that says no more than "Correction" leaves it to the text
OPENING = 300  # characters of an entry's text that are compared
SAME_MATTER = 70  # rapidfuzz token-set ratio from which two entries are about one thing


def corrected(entries: Sequence[Entry], text: str) -> set[int]:
    """The places of the entries that later ones correct.

    input:  18:05 "Correction: ferry carried 421", 17:40 "Ferry carried 412", 17:00 "Bridge closed"
    output: {1}
    """
    found = set()
    for entry in entries:
        what = _corrects(entry, text)
        earlier = [(_likeness(what, one, text), place) for place, one in enumerate(entries) if _is_before(one, entry)]
        likeness, place = max(earlier, default=(0.0, -1))
        if what and likeness >= SAME_MATTER:
            found.add(place)
    return found


def _corrects(entry: Entry, text: str) -> str:
    """What an entry says that it corrects; "" for an entry that corrects nothing."""
    match = CORRECTION.match(entry.heading or "") or CORRECTION.match(_opening(entry, text))
    if match is None:
        return ""
    what = match["what"]
    return what if len(what.split()) >= FEWEST_WORDS else _opening(entry, text)


def _likeness(what: str, entry: Entry, text: str) -> float:
    if not what:
        return 0.0
    return max(
        fuzz.token_set_ratio(what.lower(), other.lower()) for other in (entry.heading or "", _opening(entry, text))
    )


def _opening(entry: Entry, text: str) -> str:
    return text[slice(*entry.body)].strip()[:OPENING]


def _is_before(one: Entry, other: Entry) -> bool:
    return bool(one.headline and one.stated_at and other.stated_at and one.stated_at.at < other.stated_at.at)
