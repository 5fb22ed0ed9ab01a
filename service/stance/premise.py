"""The premise that the stance model reads: a statement with its surroundings.

Training and service build it with this one function, so that the model meets in service what it
has learnt from. Pure; standard library only.
"""

from datetime import date, datetime

STATEMENT_MARK = "»"
PART_MARK = "|"

MOST_STATEMENT_WORDS = 70
MOST_WORDS = 90
MOST_TITLE_WORDS = 18
MOST_BEFORE_WORDS = 28
MOST_SPEAKER_WORDS = 10

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def premise(
    text: str,
    *,
    title: str | None = None,
    stated_at: str | None = None,
    speaker: str | None = None,
    before: str | None = None,
) -> str:
    """Return the statement after what a reader knows around it.

    >>> premise("He resigned.", title="Mayor of Orsk", stated_at="2031-05-14T18:21", speaker="Lia Dorn")
    'Mayor of Orsk | Wednesday evening 14 May 2031, 18:21 | Lia Dorn says » He resigned.'
    """
    statement = _first_words(text, MOST_STATEMENT_WORDS)
    room = MOST_WORDS - len(statement.split())
    parts: list[str] = []
    # The most telling part claims its room first; the order in the premise is another matter.
    day = moment_in_words(stated_at)
    voice = _first_words(speaker, MOST_SPEAKER_WORDS)
    headline = _first_words(title, min(MOST_TITLE_WORDS, room))
    room -= len(headline.split())
    earlier = _last_words(before, min(MOST_BEFORE_WORDS, max(room, 0)))
    if headline and headline.casefold() != statement.casefold():
        parts.append(headline)
    if day:
        parts.append(day)
    if earlier:
        parts.append(earlier)
    if voice:
        parts.append(f"{voice} says")
    if not parts:
        return statement
    return f"{f' {PART_MARK} '.join(parts)} {STATEMENT_MARK} {statement}"


def moment_in_words(stated_at: str | None) -> str:
    """Return an ISO day or time as words, weekday first; "" for none, the text itself if it is no date.

    >>> moment_in_words("2031-05-14T18:21")
    'Wednesday evening 14 May 2031, 18:21'
    """
    if not stated_at:
        return ""
    try:
        moment = datetime.fromisoformat(stated_at)
    except ValueError:
        return _month_in_words(stated_at)
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    weekday = _WEEKDAYS[moment.weekday()]
    if "T" not in stated_at and " " not in stated_at.strip():
        return f"{weekday} {day}"
    return f"{weekday} {_part_of_day(moment.hour)} {day}, {moment:%H:%M}"


def _month_in_words(text: str) -> str:
    """Return "2031-05" as "May 2031", anything else cut to a few words."""
    try:
        first = date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        return _first_words(text, 6)
    return f"{_MONTHS[first.month - 1]} {first.year}"


def _part_of_day(hour: int) -> str:
    """Return the word that a reader would use: `_part_of_day(18)` is "evening"."""
    if 5 <= hour < 12:
        return "morning"
    if 12 <= hour < 18:
        return "afternoon"
    return "evening" if 18 <= hour < 22 else "night"


def _first_words(text: str | None, most: int) -> str:
    """Return at most `most` words from the start, white space folded and the mark taken out."""
    return " ".join(_plain(text).split()[: max(most, 0)])


def _last_words(text: str | None, most: int) -> str:
    """Return at most `most` words from the end: the nearest to the statement."""
    words = _plain(text).split()
    return " ".join(words[-most:]) if most > 0 else ""


def _plain(text: str | None) -> str:
    """Return the text without the statement mark, which only `premise` may set."""
    return (text or "").replace(STATEMENT_MARK, " ")
