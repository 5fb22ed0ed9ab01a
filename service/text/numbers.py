"""Numbers as they are written: digits with their separators, words, fractions, ordinals, "hundreds of".

input:  "2.4 million"; "two hundred and fifty"; "hundreds of thousands"
output: 2,400,000; 250; 100,000 to 2,000,000
"""

import re
from collections.abc import Iterable

from service.text.lexicons import mapping
from service.text.stems import words as words_of

NUMBER_WORDS = {word: int(value) for word, value in mapping("number_words").items()}
ORDINALS = {word: int(value) for word, value in mapping("ordinals").items()}
_VAGUE = {"ten": 10.0, "score": 20.0, "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_MANY = 20  # "hundreds" may be up to two thousand: beyond that a desk would write another word
_MAGNITUDES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12}
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "sixth": 1 / 6, "eighth": 0.125, "tenth": 0.1}


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest that fits, whatever their case: a tree, so that each letter is read once.

    input:  ten, tenth, two
    output: t(?:en(?:th)?|wo)
    """
    tails: dict[str, set[str]] = {}
    for word in sorted(words):
        tails.setdefault(word[:1].lower(), set()).add(word[1:].lower())
    ended = tails.pop("", None) is not None
    branches = [re.escape(first) + alternatives(rest) for first, rest in tails.items()]
    found = "|".join(branches)
    return f"(?:{found})" + "?" * ended if len(branches) > 1 or (ended and branches) else found


WORD = rf"(?:{alternatives(NUMBER_WORDS)})s?"

_SPANS = (
    "hour",
    "day",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "mile",
    "metre",
    "meter",
    "kilometre",
    "tonne",
    "ton",
)
_SPAN = rf"\ {alternatives(_SPANS)}"
AND_A_HALF = re.compile(r"\sand\sa\shalf\b", re.IGNORECASE)  # behind a unit: "an hour and a half"
# Groups: vague, digits (glued, scale, suffix, plus), fraction, and_a_half, single, words, ordinal, twice.
NUMBER = re.compile(
    rf"""(?<![\w.,/:@#-])(?:
      (?P<vague>(?:(?:tens|dozens|scores|hundreds|thousands)\ of\ )?(?:dozens|hundreds|thousands|millions|billions)\b
        | (?:tens|scores)\b(?=\ of\b)
        | (?:a\ few|several|a\ couple(?:\ of)?)[ -](?:dozen|hundred|thousand|million|billion)\b)
    | (?P<digits>\d{{1,3}}(?:[,\u202f\u00a0]\d{{3}}|\ 000)+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)
        (?:(?P<glued>k|mn|mln|m|bn|trn|tn)\b|[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen)s?\b)?
        (?P<suffix>st|nd|rd|th)?(?P<plus>\+)?
    | (?P<fraction>(?!half\ an?\ (?:dozen|hundred|thousand|million|billion|trillion)\b)
        (?:(?:a|one|two|three|four)[\s-])?(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b(?=\s+(?:of|the|a|an|in)\b))
    | (?P<and_a_half>an?)(?={_SPAN}\ and\ a\ half\b)
    | (?P<single>(?:(?<=than\ )|(?<=about\ )|(?<=nearly\ )|(?<=almost\ )|(?<=around\ )|(?<=over\ )|(?<=under\ )|(?<=least\ ))an?)(?={_SPAN}\b)
    | (?P<words>(?:(?:a|an|half\ a)[\s-])?{WORD}(?:(?:[\s-]|\sand\s|\sand\sa\s)(?:{WORD}|half))*)\b
    | (?P<ordinal>{alternatives(ORDINALS)})\b
    | (?P<twice>twice|thrice)\b(?!\s(?:as|the|that|more|a|every|per|his|her|its|their|what)\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
NUMBER_STEMS = frozenset(
    found.stem
    for form in (
        "twice",
        "thrice",
        *_SPANS,
        *NUMBER_WORDS,
        *ORDINALS,
        *_FRACTIONS,
        *(word + "s" for word in (*NUMBER_WORDS, "score")),
    )
    for found in words_of(form)
)


def number_value(text: str) -> float | None:
    """The value of a run of number words: "two hundred and fifty" is 250, "half a dozen" 6, "one and a half million" 1.5e6."""
    total, current, factor = 0.0, 0.0, 1.0
    seen = half = False
    for word in re.split(r"[\s-]+", text.lower()):
        if word in {"and", "a", "an"}:
            continue
        if word == "half":
            half = True
            continue
        value = NUMBER_WORDS.get(word, NUMBER_WORDS.get(word.rstrip("s")))
        if value is None:
            return None
        if value >= 100 or word.startswith("dozen"):
            if half and not seen:
                current, half = 0.5, False
            elif half:
                current, half = current + 0.5, False
            current = (current or 1.0) * value
            if value >= 1000:
                total, current = total + current, 0.0
        else:
            current += value
        seen = True
    if half:
        current += 0.5
    return (total + current) * factor if seen or half else None


def vague_bounds(text: str) -> tuple[float, float]:
    """The bounds of an amount without a number: "hundreds of thousands" 100,000 to 2 million, "a few million" 2 to 9."""
    unit = 1.0
    for word in re.split(r"[\s-]+", text.lower()):
        unit *= _VAGUE.get(word.removesuffix("s"), 1.0)
    if text[-1] in "sS":
        return unit, _MANY * unit
    return 2 * unit, 9 * unit


def value_of(match: re.Match[str]) -> float | None:
    """The value of a match of NUMBER that is not a vague one; a fraction in per cent."""
    if match["digits"]:
        value = float(re.sub(r"[,\u202f\u00a0 ]", "", match["digits"]))
        if match["glued"]:
            value *= _MAGNITUDES[match["glued"].lower()]
        if match["scale"]:
            value *= NUMBER_WORDS[match["scale"].lower().rstrip("s")]
        return value
    if match["ordinal"]:
        return float(ORDINALS[match["ordinal"].lower()])
    if match["fraction"]:
        parts = re.split(r"[\s-]", match["fraction"].lower())
        count = NUMBER_WORDS.get(parts[0], 1) if len(parts) > 1 else 1
        return 100.0 * count * _FRACTIONS[parts[-1].rstrip("s") if parts[-1] != "half" else "half"]
    if match["and_a_half"] or match["single"]:
        return 1.5 if match["and_a_half"] else 1.0
    return number_value(match["words"])
