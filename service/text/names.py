"""Proper names in a sentence, the office that stands with them, and whether two names name the same.

input:  "Jordanian foreign minister Ayman Safadi met Riyad Mansour of the PLO."
output: Jordanian (place jo), Ayman Safadi (person, "jordanian foreign minister"), Riyad Mansour (person), PLO (body)
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from service.analysis import Name, NameKind
from service.text.lexicons import entries, mapping
from service.text.sentences import trimmed
from service.text.windows import WIDTH, before, lead

COUNTRIES = mapping("countries")
NICKNAMES = mapping("nicknames")
_ARTICLES = frozenset({"al", "el", "bin", "ibn", "bint"})
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


_PREFIXED = re.compile(r"^(?:al|el)(?=[b-df-hj-np-tv-z]\w{3})|(?<=\d)s$")


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word without case, accents, possessive and inner marks: "Peña-Nieto’s" is "penanieto"."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word))
    return "".join(ch for ch in plain.lower() if ch.isalnum())


def country(words: tuple[str, ...]) -> str | None:
    """The code of the country, or nation, that the words name or belong to."""
    return COUNTRIES.get(" ".join(words)) or (COUNTRIES.get(words[-1]) if words else None)


def same_word(one: str, other: str) -> bool:
    """Whether two folded words are one name spelt twice: typos, transliterations, doubled letters."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    if _skeleton(one) == _skeleton(other):
        return len(_skeleton(one)) >= 3 or DamerauLevenshtein.distance(one, other) <= 1
    if one[0] != other[0] and _skeleton(one)[:1] != _skeleton(other)[:1]:
        return False
    return (
        DamerauLevenshtein.distance(one, other) <= (1 if max(len(one), len(other)) < 8 else 2)
        and fuzz.ratio(one, other) >= 80
    )


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names name the same: equal, surname alone, spelt otherwise, acronym and its words, nation and people."""
    if not one or not other or _marks(one).isdisjoint(_marks(other)):
        return False
    return _same_name(one, other)


@lru_cache(maxsize=16_384)
def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    (plain, coded), (other_plain, other_coded) = _spellings(one), _spellings(other)
    if _alike(plain, other_plain):
        return True
    return (coded, other_coded) != (plain, other_plain) and _alike(coded, other_coded)


@lru_cache(maxsize=65_536)
def _marks(words: tuple[str, ...]) -> frozenset[str]:
    """Nations, and first letters as spelt and as heard ("philip" is p and f): one name spelt twice shares one of them."""
    forms = _spellings(words)
    letters = {letter for form in forms for word in form for letter in (word[:1], _skeleton(word)[:1])}
    return frozenset(letters | {code for form in forms if (code := country(form))})


@lru_cache(maxsize=16_384)
def _spellings(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name without its particles, as it stands and with a nation in it as its code."""
    return _bare(words), _bare(_nations_coded(words))


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other or "".join(one) == "".join(other):
        return True
    short, long = sorted((one, other), key=len)
    if country(one) and country(one) == country(other) and len(short) <= 2:
        return True
    if len(short) == 1 and len(long) > 1 and _initials(long, short[0]):
        return True
    shared = sum(any(same_word(a, b) for b in long) for a in short)
    if len(short) == 1:
        return shared == 1 and (same_word(short[0], long[-1]) or len(long) <= 3)
    if shared == len(short):
        return True
    return same_word(short[-1], long[-1]) and _given_agree(short[0], long[0])


def _nations_coded(words: tuple[str, ...]) -> tuple[str, ...]:
    """A nation or union within a longer name as its code: "UN General Assembly", "United Nations General Assembly"."""
    if len(words) < 2 or " ".join(words) in COUNTRIES:
        return words
    for size in (3, 2, 1):
        code = COUNTRIES.get(" ".join(words[:size]))
        if code is not None and len(words) > size:
            return (code, *words[size:])
    return words


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without Arabic and Romance articles and fathers' particles, where a name remains: "al-Assad" is "assad".

    Models lose their plural: "F-16s" are "f16".
    """
    kept = tuple(_PREFIXED.sub("", word) for word in words if word not in _ARTICLES)
    return kept or words


def _given_agree(one: str, other: str) -> bool:
    return (
        NICKNAMES.get(one, one) == NICKNAMES.get(other, other)
        or same_word(one, other)
        or (one[0] == other[0] and min(len(one), len(other)) <= 4 and _cut_or_misspelt(one, other))
    )


def _cut_or_misspelt(one: str, other: str) -> bool:
    return (
        one[:3] == other[:3]
        or min(len(one), len(other)) == 1
        or (min(len(one), len(other)) >= 3 and DamerauLevenshtein.distance(one, other) <= 1)
    )


@lru_cache(maxsize=65_536)
def _skeleton(word: str) -> str:
    plain = (
        word.replace("ph", "f")
        .replace("ck", "k")
        .replace("kh", "k")
        .replace("gh", "g")
        .replace("dh", "d")
        .replace("th", "t")
    )
    plain = (
        plain.replace("q", "k")
        .replace("c", "k")
        .replace("z", "s")
        .replace("w", "v")
        .replace("j", "y")
        .replace("sh", "s")
    )
    consonants = re.sub(r"[aeiouyh']", "", plain[1:])
    return plain[:1] + re.sub(r"(.)\1+", r"\1", consonants)


def _initials(words: tuple[str, ...], acronym: str) -> bool:
    letters = "".join(word[0] for word in words)
    content = "".join(word[0] for word in words if word not in {"of", "the", "for", "and", "in"})
    return len(acronym) >= 2 and acronym in {letters, content}


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
