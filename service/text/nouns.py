"""What a number counts: the head noun beside it and its modifiers, found without a tagger.

input:  "at least 57 UN staff members have been killed", after "57"
output: ("member", "staff", "un")
"""

import re

from service.analysis import Word
from service.text.lexicons import entries
from service.text.windows import first_word

_CLAUSE = 120  # characters before a number in which its total may stand
_IRREGULAR = frozenset(entries("irregular_plurals"))
_BREAK = re.compile(r"[.;:!?()\[\]\"“”—–]|,(?!\d)")
_LINK = re.compile(r"^[\s,]*$")
_JOINED = re.compile(r"\s*['’]?\s?|-")
_VERBS = frozenset(entries("speech_verbs")) | frozenset(entries("finite_verbs"))
_OF = re.compile(r"\s+(?:of|out of)\s+(?:(?:the|its|his|her|their|all|these|those|them|our)\s+)*", re.IGNORECASE)
_VERB_AFTER = re.compile(
    r"^\s*(?:is|are|was|were|has|have|had|will|would|could|may|might|must|should|can|be|been|did|do|does|not|who|that|which"
    r"|in|on|at|to|for|from|by|with|and|or|but|as|since|after|before|during|while|when|than|over|under|into|about|against)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:toll|number|total|figure|count|tally|share|proportion|rate|turnout|population|majority|inflation|unemployment)\b",
    re.IGNORECASE,
)


def noun_phrase(text: str, words: tuple[Word, ...], end: int) -> tuple[str, ...]:
    """Stems of the noun phrase right after `end`, head first; empty where no noun follows."""
    of = _OF.match(text, end)
    cursor = of.end() if of else end
    run: list[Word] = []
    for word in words[(at := first_word(words, cursor)) : at + 14]:
        gap = text[cursor : word.start]
        if not _JOINED.fullmatch(gap) or len(run) == 6:
            break
        spelled = text[word.start : word.end]
        if spelled.lower() in {"the", "a", "an", "more", "other", "additional", "new", "such", "further"} and not run:
            cursor = word.end
            continue
        model_number = spelled[0].isdigit() and gap == "-"
        verb = spelled.lower() in _VERBS and (bool(run) or cursor != end or not _counted(text, end, spelled))
        if not word.content or _VERB_AFTER.match(spelled) or verb:
            break
        if spelled[0].isdigit() and not model_number:
            break
        run.append(word)
        cursor = word.end
    return _headed(text, run)


def _counted(text: str, end: int, spelled: str) -> bool:
    """Whether a plural that may be a verb too is a noun right behind a number: "ten calls"; not "the 40-year-old runs"."""
    return is_plural(spelled) and spelled != "says" and not text.endswith("old", 0, end)


def noun_before(text: str, words: tuple[Word, ...], start: int) -> tuple[str, ...]:
    """Stems of what a total before the number counts: "the death toll reached 7,326" gives ("toll", "death")."""
    clause_start = max(
        (m.end() for m in _BREAK.finditer(text, max(0, start - _CLAUSE), start)), default=max(0, start - _CLAUSE)
    )
    totals = list(_TOTAL.finditer(text, clause_start, start))
    if not totals:
        return ()
    total = totals[-1]
    counted = noun_phrase(text, words, total.end()) if _OF.match(text, total.end()) else ()
    at = first_word(words, total.start())
    before = words[first_word(words, total.start() - 25) : at]
    modifiers = [word.stem for word in before if word.content][-2:]
    return counted or (*(word.stem for word in words[at : at + 1]), *reversed(modifiers))


def _headed(text: str, run: list[Word]) -> tuple[str, ...]:
    if not run:
        return ()
    plurals = [i for i, w in enumerate(run) if is_plural(text[w.start : w.end])]
    head = 0
    if plurals:
        head = plurals[0]
        while head + 1 in plurals:
            head += 1
    modifiers = [w.stem for w in run[:head]]
    return (run[head].stem, *reversed(modifiers))


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun that counts many: "votes", "people"; not "abstained", "crisis"."""
    lower = word.lower()
    return lower in _IRREGULAR or (
        len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s"))
    )
