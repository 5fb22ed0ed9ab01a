"""Words with their spans and stems: the base of the analyzer "en-1" and of every text rule."""

import re
import threading
from functools import lru_cache
from importlib import resources

import Stemmer

from service.analysis import Word
from service.text.normalise import SAME_LENGTH, without_marks

LETTER = r"[^\W\d_]"
# What may stand inside a word beside letters and digits: accents set apart, soft hyphens, joiners.
MARKS = r"\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f\u00ad\u200c\u200d"
APOSTROPHE = r"['\u2019\u02bc]"
INSIDE = rf"[^\W_]*(?:[{MARKS}]+[^\W_]*)*"  # of a word: runs of one class are read at once

WORD = re.compile(
    rf"(?<!\w{APOSTROPHE}){LETTER}"  # not the s of Israel's
    r"(?:"
    rf"\.(?:{LETTER}\.)+"  # dotted capitals: U.S., a.m.
    rf"|{INSIDE}"  # a word: Gaza, G20, café
    rf"(?:{APOSTROPHE}(?![sS](?!\w))[^\W_]{INSIDE})*"  # don't, O'Neill
    r")"
    r"|\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?"  # thousands: 7,326 or 1,234.5
    r"|\d+(?:[.:]\d+)*"  # 12, 2.4, 4:30
    r"(?:(?:st|nd|rd|th|s)(?!\w))?"  # 21st, 1990s
)

SCALES = {"bn": "billion", "mn": "million", "m": "million", "tn": "trillion", "k": "thousand"}
# Names of bodies that are pronouns in lower case: in capitals they carry content.
NAMES_IN_CAPITALS = frozenset({"US", "WHO", "IT"})
REMEMBERED_FORMS = 1 << 17

_local = threading.local()  # a Stemmer object must not be shared between threads


def stop_words() -> frozenset[str]:
    """The words of lexicons/stop_words.txt."""
    listed = resources.files("service.text").joinpath("lexicons/stop_words.txt").read_text("utf-8")
    return frozenset(line for line in listed.splitlines() if line and not line.startswith("#"))


STOP_WORDS = stop_words()


def stemmer() -> Stemmer.Stemmer:
    """This thread's Snowball English stemmer."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("english", 0)
    found: Stemmer.Stemmer = _local.stemmer
    return found


@lru_cache(REMEMBERED_FORMS)
def stem_of(form: str) -> tuple[str, bool]:
    """The stem of one written form, and whether it carries content.

    input:  Killings / 7,326 / U.S. / the
    output: ("kill", True) / ("7326", True) / ("us", True) / ("the", False)

    A contracted auxiliary ("won't") is no content: what it negates is.
    """
    if form[0].isdigit():
        return re.sub("[,\u00a0\u202f\u2009]", "", form), True
    plain = without_marks(form.translate(SAME_LENGTH)).replace("\u00ad", "").replace("\u200d", "").replace("\u200c", "")
    lower = "".join(plain.casefold().split()) or form  # a letter like "\u037a" is a space and a mark when taken apart
    if "." in lower:
        lower = lower.replace(".", "")
        return lower, lower not in ("am", "pm")
    content = (lower not in STOP_WORDS and not lower.endswith("n't")) or plain in NAMES_IN_CAPITALS
    return stemmer().stemWord(lower) or lower, content


def words(text: str) -> tuple[Word, ...]:
    """Every word of a text with its span, stem and whether it carries content.

    input:  The 1,500-bed hospital's staff
    output: The, 1,500 (stem "1500"), bed, hospital, staff
    """
    found = []
    before = -1  # where the last word ended
    for match in WORD.finditer(text):
        start, end = match.span()
        stem, content = stem_of(match[0])
        if start == before and stem in SCALES and text[start - 1].isdigit():
            stem = SCALES[stem]  # the m of 2.4m
        before = end
        found.append(Word(start, end, stem, content))
    return tuple(found)
