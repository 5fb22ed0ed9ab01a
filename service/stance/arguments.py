"""What stands before a verb and what behind it: the same two things on both sides, turned round.

input:  "The bank sued the city." beside "The city sued the bank."; "Orsk is larger than Lind." beside "Lind is smaller
        than Orsk."
output: swapped; told from the other side
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from service.analysis import Analysis, Word
from service.stance.alignment import Alignment
from service.stance.deeds import MUTUAL, SAYING, is_verb
from service.text.clauses import Clauses, Gap
from service.text.concepts import ANTONYMS, alike, same_concept
from service.text.inflections import Form
from service.text.lexicons import entries
from service.text.phrases import spellings
from service.text.stems import words
from service.text.subjects import subject

_OBJECTS = frozenset({"to", "from", "against", "with", "over", "of"})  # what they lead to takes part: "lost *to* Lind"
_LONGEST = 14  # words behind a verb that may belong to it


class Turn(StrEnum):
    """How two things stand to each other on both sides."""

    SWAPPED = "swapped"  # each in the other's place
    CONVERSE = "converse"  # each in the other's place, and the verb turned too


@dataclass(frozen=True, slots=True)
class _Frame:
    pivot: Word  # the verb, or the adjective before "than"
    compared: bool
    head: Word  # the last word of what stands before it: "city" of "the old city"
    ahead: frozenset[str]
    behind: tuple[Word, ...]


def _converses() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in entries("converse_verbs"):
        left, right = (frozenset(word.stem for word in words(side.replace(",", " "))) for side in line.split("|"))
        table |= dict.fromkeys(left, right) | dict.fromkeys(right, left)
    return table


_CONVERSES = _converses()
_COORDINATE = re.compile(r"\b(?:and|but|while|whereas)\b|;")
_BY = re.compile(r"\s(?:\w+\s){0,4}?by\s")


def turned(alignment: Alignment) -> tuple[Turn, Word, Word] | None:
    """How the statement turns the claim's order round, and the word of each side that has changed its place."""
    mine = _frames(alignment.claim.text, alignment.claim.analysis)
    theirs = _frames(alignment.statement.text, alignment.told) if mine else []
    for one in mine:
        for other in theirs:
            turn = _turn(one, other)
            if turn is None or one.compared != other.compared:
                continue
            place = _place(one.head, other)
            if place is not None and _place(other.head, one) is not None:
                return turn, one.head, place
    return None


def other_doer(alignment: Alignment) -> tuple[Word, Word] | None:
    """The claim's doer and the statement's of one deed, where the statement has the claim's doer do something else.

    input:  "The cook broke two ribs." beside "The deckhand broke two ribs and the cook cut his head."
    output: "cook" and "deckhand"
    """
    claimed = {word.stem for word in alignment.claim.analysis.words}
    mine = _frames(alignment.claim.text, alignment.claim.analysis)
    theirs = _frames(alignment.statement.text, alignment.told) if mine else []
    for one in mine:
        meant = alike(one.head.stem)
        same = [other for other in theirs if other.pivot.stem == one.pivot.stem]
        if len(same) != 1 or same[0].compared or not meant.isdisjoint(same[0].ahead) or same[0].head.stem in claimed:
            continue
        elsewhere = [
            other
            for other in theirs
            if other.head.stem in meant
            and other.pivot.stem != one.pivot.stem
            and _COORDINATE.search(alignment.statement.text, *sorted((other.pivot.end, same[0].pivot.start)))
        ]
        objects = {word.stem for word in one.behind}
        if elsewhere and any(word.stem in objects for word in same[0].behind):
            return one.head, same[0].head
    return None


def _turn(one: _Frame, other: _Frame) -> Turn | None:
    mine, theirs = one.pivot.stem, other.pivot.stem
    if same_concept(mine, theirs):
        return None if mine in MUTUAL | SAYING else Turn.SWAPPED
    opposites = ANTONYMS.get(mine, frozenset()) if one.compared else _CONVERSES.get(mine, frozenset())
    return Turn.CONVERSE if theirs in opposites else None


def _place(head: Word, frame: _Frame) -> Word | None:
    """Where the head of one side stands behind the other's verb, and not before it."""
    meant = alike(head.stem)
    if not meant.isdisjoint(frame.ahead):
        return None
    return next((word for word in frame.behind if word.stem in meant), None)


def _frames(text: str, analysis: Analysis) -> list[_Frame]:
    clauses = Clauses(text, analysis.words, spellings(text, analysis.words))
    found = []
    for index, word in enumerate(analysis.words):
        if clauses.spelt[index] == "than" and index > 1:
            frame = _comparison(clauses, analysis, index)
        elif word.content and is_verb(clauses, index):
            frame = _deed(clauses, analysis, index)
        else:
            continue
        if frame is not None:
            found.append(frame)
    return found


def _comparison(clauses: Clauses, analysis: Analysis, than: int) -> _Frame | None:
    """ "Orsk is *larger* than Lind", "Orsk is more *crowded* than Lind"."""
    verb = next((at for at in range(than - 1, max(than - 6, 0), -1) if clauses.verb(at)), None)
    if verb is None or not analysis.words[than - 1].content:
        return None
    return _frame(clauses, analysis, verb, analysis.words[than - 1], than + 1, compared=True)


def _deed(clauses: Clauses, analysis: Analysis, verb: int) -> _Frame | None:
    """ "The bank *sued* the city"; nothing of a passive, whose order is its own."""
    passive = any(clauses.role(at) == "be" for at in range(clauses.before_group(verb) + 1, verb))
    if passive or _BY.match(clauses.text, analysis.words[verb].end):
        return None
    return _frame(clauses, analysis, verb, analysis.words[verb], verb + 1, compared=False)


def _frame(
    clauses: Clauses, analysis: Analysis, verb: int, pivot: Word, after: int, *, compared: bool
) -> _Frame | None:
    run = subject(clauses, verb, Form.PAST)
    if run is None:
        return None
    last = next(
        (at - 1 for at in range(run[0] + 1, run[1] + 1) if clauses.role(at) in {"preposition", "relative"}), run[1]
    )
    ahead = [word for word in analysis.words[run[0] : run[1] + 1] if word.content]
    head = next((word for word in reversed(analysis.words[run[0] : last + 1]) if word.content), None)
    end = after
    while (
        end < len(analysis.words)
        and end - after < _LONGEST
        and (end == after or clauses.gap(end) is Gap.JOINED)
        and (clauses.role(end) != "preposition" or clauses.spelt[end] in _OBJECTS)
    ):
        end += 1
    behind = tuple(word for word in analysis.words[after:end] if word.content)
    if head is None or not behind:
        return None
    return _Frame(pivot, compared, head, frozenset(word.stem for word in ahead), behind)
