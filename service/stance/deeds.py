"""Who does what to whom: the verbs of a sentence with the names of their doers and of those to whom it is done.

input:  "Lind was accused by Roe of taking bribes."
output: accuse: Roe, to Lind
"""

import re
from dataclasses import dataclass

from service.analysis import Analysis, Name, Time
from service.text.clauses import Clauses, Gap
from service.text.inflections import Form
from service.text.lexicons import entries
from service.text.phrases import spellings
from service.text.stems import words
from service.text.subjects import subject


def _stems(*lists: str) -> frozenset[str]:
    return frozenset(word.stem for name in lists for entry in entries(name) for word in words(entry))


SAYING = _stems("speech_verbs") - _stems("aimed_verbs")
MUTUAL = _stems("mutual_verbs")
ONCE = _stems("once_verbs")
_PARTICIPLES = frozenset(entries("participles"))
_BY = re.compile(r"\s(?:\w+\s){0,4}?by\s")
_ORDER_WORDS = frozenset({"after", "before", "since", "until", "following"})
_OBJECT = 8  # words behind a verb in which its object begins
_AGENT = 40  # characters behind a passive's "by" in which its agent is named


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, the names of who does it, and the names right behind it, to whom it is done."""

    stem: str
    doers: tuple[Name, ...]
    others: tuple[Name, ...]


def deeds(text: str, analysis: Analysis) -> list[Deed]:
    """The finite verbs with a named doer or a named object; a passive's doer stands behind its "by"."""
    if not analysis.names:
        return []
    clauses = Clauses(text, analysis.words, spellings(text, analysis.words))
    inverted = [
        (a.cue_start, a.cue_end)
        for a in analysis.attributions
        if a.source_start >= a.cue_end and not _BY.match(text, a.cue_end)
    ]
    found = []
    for index, word in enumerate(analysis.words):
        if not word.content or not is_verb(clauses, index):
            continue
        run = subject(clauses, index, Form.PAST)
        if run is None or any(start <= word.start < end for start, end in inverted):
            continue
        doers = _names_within(analysis, analysis.words[run[0]].start, analysis.words[run[1]].end)
        objects = _names_within(analysis, word.end, _object_end(clauses, index))
        by = _BY.match(text, word.end)
        if any(clauses.role(at) == "be" for at in range(clauses.before_group(index) + 1, index)):
            if by is None:
                continue
            doers, objects = _names_within(analysis, by.end(), by.end() + _AGENT), doers
        elif by is not None and by.group() == " by ":  # "the plan backed by Lind"
            doers, objects = _names_within(analysis, by.end(), by.end() + _AGENT), ()
        found.append(Deed(word.stem, doers, objects))
    return found


def deed_of(time: Time, text: str, analysis: Analysis) -> str | None:
    """The stem of the verb, or of the noun behind an "after", that a time belongs to; None where there is none.

    That is the nearest verb before it, else the first behind it.

    input:  "Orsk, which applied in 2019, joined on Monday after its vote in May.", its three times
    output: the stems of "applied", "joined" and "vote"
    """
    clauses = Clauses(text, analysis.words, spellings(text, analysis.words))
    ahead = [index for index, word in enumerate(analysis.words) if word.end <= time.start]
    last = None  # the content word nearest before the time
    for index in reversed(ahead):
        word = analysis.words[index]
        if word.content and is_verb(clauses, index):
            return word.stem
        if last is not None and clauses.spelt[index] in _ORDER_WORDS:
            return last
        last = last or (word.stem if word.content else None)
    behind = (i for i, word in enumerate(analysis.words) if word.content and word.start >= time.end)
    return next((analysis.words[index].stem for index in behind if is_verb(clauses, index)), None)


def _object_end(clauses: Clauses, verb: int) -> int:
    """Where the words that belong to a verb end: at the next verb, mark or joining word."""
    last = verb
    while (
        last + 1 < len(clauses.words)
        and last - verb < _OBJECT
        and clauses.gap(last + 1) is Gap.JOINED
        and not _ends_object(clauses, last + 1)
    ):
        last += 1
    return clauses.words[last].end


def is_verb(clauses: Clauses, index: int) -> bool:
    """Whether a word is a finite verb or, behind an auxiliary, an infinitive or a participle."""
    if clauses.role(index) in {"be", "auxiliary"} or index == 0:
        return False
    if clauses.role(index - 1) in {"auxiliary", "to"} and not clauses.named(index):
        return True
    past = clauses.spelt[index].endswith("ed") or clauses.spelt[index] in _PARTICIPLES
    return clauses.verb(index) or (past and (clauses.role(index - 1) == "be" or clauses.named(index - 1)))


def _ends_object(clauses: Clauses, index: int) -> bool:
    role, spelt = clauses.role(index), clauses.spelt[index]
    if role == "preposition" or spelt == "than":
        return spelt not in {"of", "than"}  # "more than 40 of"
    return role in {"relative", "subordinator", "conjunction", "to"} or clauses.verb(index) or spelt == "that"


def _names_within(analysis: Analysis, start: int, end: int) -> tuple[Name, ...]:
    return tuple(name for name in analysis.names if start <= name.start and name.end <= end)
