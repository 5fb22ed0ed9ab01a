"""Proper names in a sentence, and the office that stands with them.

input:  "Jordanian foreign minister Ayman Safadi met Riyad Mansour of the PLO."
output: Jordanian (place jo), Ayman Safadi (person, "jordanian foreign minister"), Riyad Mansour (person), PLO (body)
"""

import re

from service.analysis import Name, NameKind
from service.text.lexicons import entries
from service.text.sentences import trimmed
from service.text.spellings import COUNTRIES, folded
from service.text.windows import WIDTH, before, lead

_COMMON = frozenset(entries("common_words")) | frozenset(entries("stop_words"))
_BODY = frozenset(entries("body_words"))
_PLACE = frozenset(entries("place_words"))
_TITLES = frozenset(entries("titles"))
_CALENDAR = frozenset(entries("calendar_words"))
_NO_NAMES_ALONE = frozenset({"the", "a", "in", "on", "at", "i", "but", "and"})
_JOINING = frozenset({"of", "the", "for"})  # within a title: "chief of staff"
_HONORIFICS = frozenset(["mr", "mrs", "ms", "miss", "sir", "dame", "lord", "lady", "dr", "prof"])

_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞĀŁŚŠŻŽÇĞİŞ](?:[\w’'.&]|-(?=[A-Z0-9]))*\w(?!\w|-[a-z])|[A-Z]\.?(?![\w]))"
_PARTICLE = r"(?:al-|el-|bin|bint|ibn|abu|de|del|della|di|da|dos|van|von|der|den|la|le|y|of\sthe|of|for|and)"
_RUN = re.compile(rf"(?<![\w@#-])(?:al-|el-)?{_CAPITAL}(?:[\s](?:{_PARTICLE}\s?){{0,2}}(?:al-|el-)?{_CAPITAL})*")
_LOWER_RUN = re.compile(r"[^\W\d_A-Z]{3}")
_UPPER_RUN = re.compile(r"[A-Z]{4}")
_POSSESSIVE = re.compile(r"['’]s?$")
_TOKEN = re.compile(r"\S+")
_LONGEST = 40  # words in capitals that are looked at together
_LONGEST_COUNTRY = max(len(name.split()) for name in COUNTRIES)
_STOP_BEFORE = re.compile(r"[.!?:]['”\"]?\s[\"“‘']?$")
_PLACE_CUE = re.compile(
    r"\b(?:in|at|near|outside|from|to|towards|across|around|inside|into|northern|southern|eastern|western|central|downtown)\s(?:the\s)?$"
)


def names(text: str) -> tuple[Name, ...]:
    """Every proper name, in order; in a text set in capitals only the names of countries and their people."""
    if _is_capitals(text):
        return tuple(_country_names(text))
    found = []
    for match in _RUN.finditer(text):
        for start, end in _parts(text, match.start(), match.end()):
            name = _name(text, start, end)
            if name is not None:
                found.append(name)
    return tuple(found)


def _is_capitals(text: str) -> bool:
    return len(text) > 10 and not _LOWER_RUN.search(text) and bool(_UPPER_RUN.search(text))


def _country_names(text: str) -> list[Name]:
    found = []
    for match in re.finditer(r"[A-Z][A-Z.]+(?:\s[A-Z][A-Z.]+)?|[A-Z][A-Z.]+", text):
        for start, end in (
            (match.start(), match.end()),
            (match.start(), match.start() + len(match.group().split()[0])),
        ):
            words = tuple(folded(word) for word in text[start:end].split())
            if " ".join(words) in COUNTRIES:
                found.append(Name(start, end, words, NameKind.PLACE))
                break
    return found


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run cut at calendar words, possessives and at "and" or "of" between two names of their own."""
    pieces = []
    cursor, before = start, ""
    for match in _TOKEN.finditer(text, start, end):
        word_start, word_end = match.span()
        word = match[0]
        lower = folded(word)
        if lower in _CALENDAR:
            if cursor < word_start:
                pieces.append((cursor, word_start))
            cursor = word_end
        elif word.endswith(("'s", "’s")):
            pieces.append((cursor, word_end))
            cursor = word_end
        elif lower in {"and", "for"} or (
            lower == "of"
            and not _bodyish(text[max(cursor, word_start - WIDTH) : word_start])
            and before not in _TITLE_WORDS
        ):
            pieces.append((cursor, word_start))
            cursor = word_end
        elif lower == "the" and cursor == word_start:
            cursor = word_end
        elif (
            lower in COUNTRIES and before in COUNTRIES and cursor < word_start and f"{before} {lower}" not in COUNTRIES
        ):
            pieces.append((cursor, word_start))
            cursor = word_start
        before = lower
    pieces.append((cursor, end))
    return [span for piece in pieces if (span := trimmed(text, *piece))]


def _bodyish(text: str) -> bool:
    return any(folded(word) in _BODY or folded(word).endswith(("ion", "ment", "ity")) for word in text.split())


def _name(text: str, start: int, end: int) -> Name | None:
    tokens = [(*match.span(), folded(match[0])) for match in _TOKEN.finditer(text, start, end)]
    tokens = [token for token in tokens if token[2]][:_LONGEST]
    first_of_run = True
    while (
        tokens
        and (tokens[0][2] in _COMMON and (tokens[0][2] in _NO_NAMES_ALONE or (first_of_run and _begins(text, start))))
        and not (len(tokens) <= _LONGEST_COUNTRY and " ".join(token[2] for token in tokens) in COUNTRIES)
    ):
        if len(tokens) > 1 and tokens[0][2] in _TITLE_WORDS:
            break
        tokens = tokens[1:]
        first_of_run = False
    title, tokens = _title(text, tokens)
    if not tokens or all(token[2] in _CALENDAR for token in tokens):
        return None
    start, end = tokens[0][0], tokens[-1][1]
    end = possessive.start() if (possessive := _POSSESSIVE.search(text, max(start, end - 2), end)) else end
    words = tuple(token[2] for token in tokens)
    if len(words) == 1 and (
        (words[0] in _COMMON and words[0] not in COUNTRIES and not text[start:end].isupper()) or len(words[0]) < 2
    ):
        return None
    kind = _kind(text, start, end, words, titled=title is not None)
    if title is None and kind in {NameKind.PERSON, NameKind.UNKNOWN}:
        title = _apposed_title(text, end) if text[end : end + 2] == ", " else None
        if title is not None:
            kind = NameKind.PERSON
    return Name(start, end, words, kind, title)


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins at a place: nothing but marks, or a stop, stands before it."""
    marks = lead(text, start)
    return (start <= len(marks) and not marks.strip(" \"“”‘'([—-–•*")) or bool(before(_STOP_BEFORE, text, start, 6))


def _apposed_title(text: str, end: int) -> str | None:
    """The office in apposition after a name: ", the deputy foreign minister for Hamas," gives it whole."""
    words: list[str] = []
    office = -1
    for word in text[end + 2 : end + 90].split()[:9]:
        bare = word.strip("(,.;)—")
        if bare.lower() in _TITLE_WORDS - _HONORIFICS - _JOINING:
            office = len(words)
        elif office < 0 and len(words) >= 6:
            return None
        words.append(bare)
        if word[-1] in ",.;)":
            break
    else:
        return None  # an apposition is closed by a comma: "with Roe, the foreign minister called" has none
    if office < 0:
        return None
    lead = [word for word in words[: office + 1] if word.lower() not in {"the", "a", "an", "one", "of", "who", "is"}]
    tail = (
        words[office + 1 : office + 4]
        if words[office + 1 : office + 2] and words[office + 1] in {"of", "for", "to"}
        else []
    )
    return " ".join([*lead, *tail]).lower()


_TITLE_WORDS = frozenset(word for title in _TITLES for word in title.split())
_TITLE_ENDS = frozenset(title.split()[-1] + plural for title in _TITLES for plural in ("", "s"))


def _title(text: str, tokens: list[tuple[int, int, str]]) -> tuple[str | None, list[tuple[int, int, str]]]:
    """The title before or at the head of a run of capitalised words, and the run without it."""
    if not tokens:
        return None, tokens
    count = 0
    for index, (_, _, word) in enumerate(tokens[:-1], 1):
        if word in _TITLE_WORDS and word not in {"house", "of"}:
            count = index
    if count and tokens[count - 1][2] in _TITLE_WORDS:
        if any(token[2] in _BODY for token in tokens[count:]):
            return None, tokens
        title = " ".join(token[2] for token in tokens[:count])
        if title not in _HONORIFICS:
            title = _country_lead(text[max(0, tokens[0][0] - 50) : tokens[0][0]].split()[-3:]) + title
        return title, tokens[count:]
    before = text[max(0, tokens[0][0] - 70) : tokens[0][0]]
    if len(tokens) > 4 or not before.endswith((" ", "\u00a0")):
        return None, tokens
    words = before.split()
    if not words or words[-1].lower() not in _TITLE_ENDS:
        return None, tokens
    for size in (3, 2, 1):
        title = " ".join(words[-size:]).lower()
        if title in _TITLES or (title.endswith("s") and title[:-1] in _TITLES):
            lead = words[:-size][-4:]
            return (_country_lead(lead) + _domain_lead(lead) + title).lower(), tokens
    return None, tokens


def _country_lead(words: list[str]) -> str:
    for word in reversed(words):
        if folded(word) in COUNTRIES:
            return folded(word) + " "
    return ""


_DOMAINS = frozenset(entries("office_domains"))


def _domain_lead(words: list[str]) -> str:
    return "".join(word.lower() + " " for word in words if word.lower() in _DOMAINS)


def _kind(text: str, start: int, end: int, words: tuple[str, ...], *, titled: bool) -> NameKind:
    if titled:
        return NameKind.PERSON
    if " ".join(words) in COUNTRIES:
        return NameKind.PLACE
    if len(words) > 1 and (words[-1] in _PLACE or words[0] in _PLACE) and words[-1] not in {"bank"} | _BODY:
        return NameKind.PLACE
    if not _BODY.isdisjoint(words) or (len(words) == 1 and text[start:end].replace(".", "").isupper()):
        return NameKind.BODY
    if before(_PLACE_CUE, text, start, 20):
        return NameKind.PLACE
    if 2 <= len(words) <= 4:
        return NameKind.PERSON
    return NameKind.UNKNOWN
