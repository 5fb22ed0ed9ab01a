"""Days and times of day in a sentence, resolved against the day on which it was stated.

input:  "He arrived on Thursday, three days after the Oct 7 attack.", stated on Friday 27 October 2023
output: 26 October 2023; 7 October 2023
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from service.analysis import Relation, Time
from service.text.clock import with_times_of_day
from service.text.numbers import NUMBER_WORDS
from service.text.windows import before
from service.types import Moment, Precision

_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_WEEKDAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
_COUNT = r"(?:\d{1,3}|(?i:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|couple\sof))"
# "the 2014 estimate", "Lind's 2014 estimate"
_OWNED = (
    r"(?:(?<=\b[Aa]\s)|(?<=\b[Tt]he\s)|(?<=\b[Hh]is\s)|(?<=\b[Hh]er\s)|(?<=\b[Ii]ts\s)|(?<=\b[Tt]heir\s)|(?<=['’]s\s))"
)
_NO_COUNT = r"(?!s\b|\d|,\d|%|\s?(?:%|per|people|men|women|tonnes|votes|million|metres|meters|miles))"

_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)(?!\d)
    | (?P<slashed>\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d))(?![\d/])
    | (?P<short>(?:0?[1-9]|1[0-2])/(?:3[01]|[12]\d|0?[1-9]))(?![\d/])
    | (?:(?P<wd1>{_WEEKDAY}),?\s(?:the\s)?)?(?P<d1>{_DAY})(?:\s?(?:-|–|to|and)\s?(?P<d1b>{_DAY}))?\s(?:of\s)?(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR}))?(?!\d)
    | (?:(?P<wd2>{_WEEKDAY}),?\s)?(?P<m2>{_MONTH})\s(?:the\s)?(?P<d2>{_DAY})(?![\d,]\d)(?:\s?(?:-|–|to|and)\s?(?P<d2b>{_DAY})(?!\d)(?!\s(?:people|men|women|others)))?(?:,?\s(?P<y2>{_YEAR}))?(?!\d)
    | (?P<m3>{_MONTH}),?\s(?P<y3>{_YEAR})(?!\d)
    | (?:(?P<lead>(?i:this|last|next|on|since|by|until|from|late|earlier|early|before|after|the\sfollowing|the\sprevious))\s)?(?P<wd>{_WEEKDAY})(?:\s(?P<part>morning|afternoon|evening|night|noon))?
    | (?P<rel>(?i:today|tonight|tomorrow|yesterday|overnight|last\snight|this\s(?:morning|afternoon|evening|week|weekend|month|year)|(?:earlier|later)\sthis\s(?:week|month|year)|(?:last|next|past|previous)\s(?:week|weekend|month|year)|the\s(?:day|night|week|month|year|weekend)\sbefore))\b
    | (?P<ago>{_COUNT})\s(?P<agounit>days?|weeks?|months?|years?)\s(?P<agodir>ago|earlier|later|from\snow)\b(?!\sthan\b)
    | (?i:in|during|early|late|mid|of|since|by|until|last|next|this|before|after|for|through|from)[\s-](?P<m4>{_MONTH})(?!\.?\s?\d)
    | (?i:in|of|during|for)\s(?P<y6>{_YEAR})\s?[-–/]\s?(?P<y6b>{_YEAR}|\d\d)(?!\d)
    | (?i:between|from)\s(?P<y7>{_YEAR})\s(?:and|to|until|through)\s(?P<y7b>{_YEAR}){_NO_COUNT}
    | (?i:in|since|by|of|until|before|after|during|from|early|late|mid|for|between)[\s-](?P<y5>{_YEAR}){_NO_COUNT}
    | (?P<poss>{_YEAR})['’]s\b
    | (?P<decade>(?:1[5-9]|20)\d0)s\b
    | {_OWNED}(?P<y8>(?:19|20)(?!00)\d\d)(?=\s[a-z]){_NO_COUNT}
    )""",
    re.VERBOSE,
)
_RELATION = re.compile(
    r"\b(before|after|until|till|by|since|from|ahead of|prior to|following|as of|not until|not before|only after|no later than|up to)\s(?:the\s)?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\bdat(?:e|es|ed|ing)\s(?:back\s)?(?:from\s)?(?:the\s)?$", re.IGNORECASE)  # "dates from 7 October"
_NOT = re.compile(r"\bnot\s$", re.IGNORECASE)
# "since the war erupted on 7 October"
_SINCE = re.compile(r"\bsince\s(?:[\w’'-]+\s){1,6}(?:on|in|last)\s(?:the\s)?$", re.IGNORECASE)
_RELATIONS = {
    "before": Relation.BEFORE,
    "ahead of": Relation.BEFORE,
    "prior to": Relation.BEFORE,
    "after": Relation.AFTER,
    "following": Relation.AFTER,
    "until": Relation.UNTIL,
    "till": Relation.UNTIL,
    "up to": Relation.UNTIL,
    "by": Relation.UNTIL,
    "no later than": Relation.UNTIL,
    "since": Relation.SINCE,
    "from": Relation.SINCE,
    "as of": Relation.ON,
    "not until": Relation.SINCE,
    "not before": Relation.SINCE,
    "only after": Relation.SINCE,
}
_HINT = re.compile(
    r"\d|[MTWFSJAOND](?:on|ue|ed|hu|ri|at|un|an|eb|ar|pr|ay|ul|ug|ep|ct|ov|ec)|day\b|night|dawn|daybreak|sunrise|sunset|dusk|morrow|noon|morning|evening|week|month|year|ago\b|[ap]\.?m\b|o['’]clock"
)
# What every day has in it: looked for before the long pattern, for most sentences have none.
_DAY_WORDS = (
    *("day", "night", "morrow", "morning", "noon", "evening", "week", "month", "year"),
    *(name.capitalize() for name in (*_WEEKDAYS, *_MONTHS)),
)
_DAY_FIGURES = re.compile(r"\d(?:\d{3}|[/.]\d)")


def times(text: str, stated_at: Moment | None = None) -> tuple[Time, ...]:
    """Every day or run of days named in the sentence, in order, with a time of day where one is given."""
    if not _HINT.search(text):
        return ()
    reference = stated_at.at.date() if stated_at else None
    found: list[Time] = []
    if any(word in text for word in _DAY_WORDS) or _DAY_FIGURES.search(text):
        found = [time for match in _DATE.finditer(text) if (time := _time(text, match, reference)) is not None]
    return tuple(with_times_of_day(text, found, reference))


def _time(text: str, match: re.Match[str], reference: date | None) -> Time | None:
    span = _explicit(match, reference) or _weekday(match, reference) or _relative(match, reference)
    if span is None:
        return None
    first, last, vague = span
    relation = Relation.ON
    cue = before(_RELATION, text, match.start(), 20) or _RELATION.search(_lead(match) + " ")
    if cue is not None and not match["y7"] and not before(_DATED, text, match.start(), 25):
        relation = _RELATIONS[cue[1].lower()]
        if relation in {Relation.BEFORE, Relation.UNTIL} and before(_NOT, text, match.start(), 8):
            relation = Relation.SINCE  # "not before 2031"
    elif before(_SINCE, text, match.start(), 70):
        relation = Relation.SINCE
    bare = bool(match["wd"]) and not re.match(r"(?:last|next|this|the)\s", match.group(), re.IGNORECASE)
    return Time(match.start(), match.end(), first, last, relation, vague=vague, weekday=bare)


def _lead(match: re.Match[str]) -> str:
    return match["lead"] or match.group().split()[0]


def _explicit(match: re.Match[str], reference: date | None) -> tuple[date, date, bool] | None:
    groups = match.groupdict()
    if groups["iso"]:
        return _run(*(int(part) for part in groups["iso"].split("-")))
    if groups["slashed"] or groups["short"]:
        return _slashed(groups["slashed"] or groups["short"], reference)
    day, month = groups["d1"] or groups["d2"], groups["m1"] or groups["m2"]
    if month:
        year = groups["y1"] or groups["y2"]
        until = groups["d1b"] or groups["d2b"]
        number = _MONTHS[month[:3].lower()]
        days = [int(re.sub(r"\D", "", part)) for part in (day, until) if part]
        if year is None and reference is None:
            return _run(1, number, days[0], days[-1], vague=True)
        return _run(int(year) if year else _nearest_year(number, days[0], reference), number, days[0], days[-1])
    if groups["m3"]:
        return _month(int(groups["y3"]), _MONTHS[groups["m3"][:3].lower()])
    if groups["m4"]:
        number = _MONTHS[groups["m4"][:3].lower()]
        return _month(_nearest_year(number, 1, reference), number) if reference else None
    return _years(groups)


def _years(groups: dict[str, str | None]) -> tuple[date, date, bool] | None:
    """A year, a run of years ("between 2018 and 2020", "in 2018/19") or a decade ("the 1990s")."""
    if groups["decade"]:
        return date(int(groups["decade"]), 1, 1), date(int(groups["decade"]) + 9, 12, 31), False
    first = groups["y5"] or groups["y6"] or groups["y7"] or groups["y8"] or groups["poss"]
    if first is None:
        return None
    last = groups["y6b"] or groups["y7b"] or first
    last = first[: 4 - len(last)] + last
    return (date(int(first), 1, 1), date(int(last), 12, 31), False) if first <= last else None


def _run(
    year: int, month: int, day: int, until: int | None = None, *, vague: bool = False
) -> tuple[date, date, bool] | None:
    try:
        return date(year, month, day), date(year, month, max(until or day, day)), vague
    except ValueError:  # 31 June and the like are no dates
        return None


def _month(year: int, month: int) -> tuple[date, date, bool]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), False


def _slashed(text: str, reference: date | None) -> tuple[date, date, bool] | None:
    parts = [int(part) for part in re.split(r"[/.]", text)]
    if len(parts) == 2:
        if reference is None:
            return None
        month, day = parts
        parts.append(_nearest_year(month, day, reference))
    year = parts[2] + 2000 if parts[2] < 100 else parts[2]
    day, month = (parts[1], parts[0]) if parts[1] > 12 else (parts[0], parts[1])
    if parts[0] <= 12 and parts[1] <= 12 and len(text.split("/")) == 2:
        month, day = parts[0], parts[1]
    return _run(year, month, day)


def _nearest_year(month: int, day: int, reference: date | None) -> int:
    """The year that puts the day nearest to the reference: "27 December" read on 3 January is last year's."""
    if reference is None:
        return 1
    day = min(day, monthrange(reference.year, month)[1])
    return min(
        (reference.year - 1, reference.year, reference.year + 1),
        key=lambda year: abs(date(year, month, min(day, 28)).toordinal() - reference.toordinal()),
    )


def _weekday(match: re.Match[str], reference: date | None) -> tuple[date, date, bool] | None:
    name = match["wd"]
    if name is None or reference is None:
        return None
    wanted = _WEEKDAYS[name[:3].lower()]
    back = (reference.weekday() - wanted) % 7
    day = reference - timedelta(days=back)
    lead = (match["lead"] or "").lower()
    if lead == "last" and back == 0:
        day -= timedelta(days=7)
    if lead in {"next", "the following"}:
        day += timedelta(days=7)
    if lead == "this" and back > 0 and back >= 4:
        day += timedelta(days=7)
    return day, day, False


def _relative(match: re.Match[str], reference: date | None) -> tuple[date, date, bool] | None:
    if reference is None:
        return None
    if match["ago"]:
        return _counted(match, reference)
    words = (match["rel"] or "").lower()
    if not words:
        return None
    week = reference - timedelta(days=reference.weekday())
    fixed = {
        "today": (0, 0),
        "tonight": (0, 0),
        "tomorrow": (1, 1),
        "yesterday": (-1, -1),
        "overnight": (-1, 0),
        "last night": (-1, -1),
        "this morning": (0, 0),
        "this afternoon": (0, 0),
        "this evening": (0, 0),
        "the day before": (-1, -1),
        "the night before": (-1, -1),
    }
    if words in fixed:
        first, last = fixed[words]
        return (
            reference + timedelta(days=first),
            reference + timedelta(days=last),
            words in {"the day before", "the night before"},
        )
    shift = -1 if words.startswith(("last", "past", "previous", "the ")) else 1 if words.startswith("next") else 0
    words = words.removesuffix(" before")
    if words.endswith("weekend"):
        saturday = week + timedelta(days=5 + 7 * shift)
        return saturday, saturday + timedelta(days=1), False
    if words.endswith("week"):
        return week + timedelta(days=7 * shift), week + timedelta(days=7 * shift + 6), words.startswith("past")
    if words.endswith("month"):
        index = reference.year * 12 + reference.month - 1 + shift
        return _month(index // 12, index % 12 + 1)
    return date(reference.year + shift, 1, 1), date(reference.year + shift, 12, 31), False


def _counted(match: re.Match[str], reference: date) -> tuple[date, date, bool] | None:
    word = match["ago"].lower()
    count = int(word) if word.isdigit() else NUMBER_WORDS.get(word, 1 if word in {"a", "an"} else 3)
    days = count * {"d": 1, "w": 7, "m": 30, "y": 365}[match["agounit"][0].lower()]
    back = match["agodir"].lower() in {"ago", "earlier"}
    if days > 365 * 400:
        return None
    day = reference - timedelta(days=days) if back else reference + timedelta(days=days)
    slack = timedelta(days=0 if match["agounit"].startswith("day") else days // count // 2)
    return day - slack, day + slack, True


def overlap(one: Time, other: Time) -> bool:
    """Whether two runs of days share a day, their times of day not too far apart, their before and after taken in."""
    if other.weekday and one.first == one.last == other.first + timedelta(days=7):
        return True
    if one.relation in {Relation.ON, Relation.UNTIL} and other.relation in {Relation.ON, Relation.UNTIL}:
        if one.last < other.first or other.last < one.first:
            return False
    elif one.relation in {Relation.AFTER, Relation.SINCE}:
        return other.last >= one.first and (other.relation is one.relation or other.relation is Relation.ON)
    elif one.relation is Relation.BEFORE:
        return other.first <= one.last
    elif other.last < one.first or one.last < other.first:
        return False
    if one.minute is None or other.minute is None or one.first != other.first:
        return True
    return abs(one.minute - other.minute) <= max(one.spread, other.spread, 10)


def stated_within(stated: Moment, time: Time) -> bool:
    """Whether something stated at that moment was stated within the time, its slack of minutes taken in."""
    day = stated.at.date()
    if time.relation is Relation.UNTIL and time.minute is None:
        return timedelta(0) <= time.last - day <= timedelta(days=3)
    if not time.first <= day <= time.last:
        return False
    if time.minute is None or stated.precision is not Precision.MINUTE:
        return True
    minute = stated.at.hour * 60 + stated.at.minute
    return abs(minute - time.minute) <= max(time.spread, 30)
