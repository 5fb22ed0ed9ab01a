"""What the text rules find in one sentence, as frozen values that are stored with each statement.

All offsets are Unicode code points into the sentence itself (not the document). Values are msgspec structs, frozen
like a dataclass and encoded as arrays, so that a stored statement is decoded in microseconds. Imports nothing of ours.
"""

from datetime import date
from enum import StrEnum

import msgspec


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A run of letters or digits: its span, its stem as the analyzer gives it, whether it carries content."""

    start: int
    end: int
    stem: str
    content: bool


class QuantityKind(StrEnum):
    """What a number is. Only the first four are amounts that may conflict on their own."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    ORDINAL = "ordinal"
    AGE = "age"
    SCORE = "score"
    OTHER = "other"  # years, ids, model numbers, addresses: never compared as amounts


class Quantity(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An amount with its bounds: "at least 41 people" is value 41, low 41, high None, counted ("peopl",)."""

    start: int
    end: int
    kind: QuantityKind
    value: float
    low: float | None  # the least true value that the words allow; None: no lower bound
    high: float | None
    rounded: bool  # "about", "nearly", "some": a careful rounding of the true value agrees
    unit: str  # "%", "USD", "m", "s", "kg" ...; "" for a count
    counted: tuple[str, ...]  # stems of what is counted, head noun first, then its modifiers
    strict: bool = False  # the bound itself is left out: "fewer than 200", not "at most 200"


class Relation(StrEnum):
    """How a time expression places the event."""

    ON = "on"
    BEFORE = "before"
    AFTER = "after"
    UNTIL = "until"
    SINCE = "since"


class Time(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A day or a run of days, both ends included, and a time of day in minutes where one is given."""

    start: int
    end: int
    first: date
    last: date
    relation: Relation
    minute: int | None = None
    spread: int = 0  # minutes by which the time of day may be off ("shortly after", "about")
    vague: bool = False  # relative to a day that is not known for certain
    weekday: bool = False  # a bare weekday: the last one, or the next one where something is planned


class NameKind(StrEnum):
    """What a proper name names, as far as the words tell."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    UNKNOWN = "unknown"


class Name(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A proper name, its folded words, its kind and the office or title that stands with it."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: NameKind
    title: str | None = None


class CueKind(StrEnum):
    """What an attribution's cue does with its content."""

    SAYS = "says"
    DENIES = "denies"
    ASKS = "asks"  # calls for, urges, demands
    BELIEVES = "believes"  # thinks, hopes, fears, expects that it is so
    HOLDS = "holds"  # supports, opposes, plans, wants: a stand or a plan, told of the source and not by it


class Attribution(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Who says what in a sentence: spans of source, cue and content; the source may be a pronoun."""

    source_start: int
    source_end: int
    cue_start: int
    cue_end: int
    content_start: int
    content_end: int
    kind: CueKind


class Quotation(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Words inside quotation marks, the marks left out; `closed` is False where the mark never closes."""

    start: int
    end: int
    closed: bool = True


class MarkKind(StrEnum):
    """Words that turn or weaken what a clause asserts."""

    NEGATION = "negation"
    EXPECTED = "expected"  # planned, expected, feared, demanded, possible: not told as done
    ONLY = "only"


class Mark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A cue and the span of words that it governs."""

    start: int
    end: int
    scope_start: int
    scope_end: int
    kind: MarkKind


class Analysis(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Everything the rules need to know of one sentence."""

    words: tuple[Word, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    marks: tuple[Mark, ...] = ()


class Around(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a reader has before his eyes besides the sentence: headline, first sentence, sentence before, speaker."""

    stems: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    titled: tuple[Name, ...] = ()  # the persons among them with the office that stands beside the name
