"""What came first: one event before another, against the same two the other way round.

input:  "She resigned before the votes were counted." beside "She resigned only after the votes had been counted."
output: refutes; nothing beside "The votes were counted after she had resigned."
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.analysis import Analysis, Time
from service.stance.alignment import Alignment
from service.text.concepts import alike
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.6  # of the claim, that the statement must have
_SHARED = 0.5  # of the words of one event, that the other side must have
_CONNECTIVE = re.compile(r"\b(?:before|after|once|until|unless)\b", re.IGNORECASE)
_NO = re.compile(r"(?:\b(?:not|cannot|never|no|nor)|n['’]t)\b[^.;:,]*$", re.IGNORECASE)
_NEAR = 6  # characters from a connective to the day that it belongs to: "before the 5th"


@dataclass(frozen=True, slots=True)
class _Order:
    """Two events, by the stems of their words, and the connective between them."""

    earlier: frozenset[str]
    later: frozenset[str]
    start: int
    end: int


def judge_order(alignment: Alignment) -> Stance | None:
    """Refutes where the claim's two events come in the other order."""
    if alignment.coverage_in_context < _EVENT or alignment.missing_names:
        return None
    claim, told = alignment.claim.text, alignment.statement.text
    claimed = _orders(claim, alignment.claim.analysis, alignment.claimed_times)
    if len(claimed) != 1:
        return None
    [mine] = claimed
    turned = None
    for theirs in _orders(told, alignment.told, alignment.told.times):
        if _meets(mine.earlier, theirs.earlier) and _meets(mine.later, theirs.later):
            return None
        if _meets(mine.earlier, theirs.later) and _meets(mine.later, theirs.earlier):
            turned = theirs
    if turned is None:
        return None
    reason = Reason(
        ReasonKind.ROLES_SWAPPED,
        Compared(claim[mine.start : mine.end], mine.start, mine.end),
        Compared(told[turned.start : turned.end], turned.start, turned.end),
    )
    return Stance(StanceKind.REFUTES, alignment.coverage_in_context, (reason,))


def _orders(text: str, analysis: Analysis, times: Sequence[Time]) -> list[_Order]:
    """The events on either side of each connective; not of one before a day: "before Monday"."""
    found = []
    connectives = list(_CONNECTIVE.finditer(text))
    edges = [0, *(match.end() for match in connectives)]
    ends = [*(match.start() for match in connectives[1:]), len(text)]
    for match, start, end in zip(connectives, edges, ends, strict=False):
        if any(0 <= time.start - match.end() < _NEAR or time.start <= match.start() < time.end for time in times):
            continue
        first, second = _stems(analysis, start, match.start()), _stems(analysis, match.end(), end)
        if not first and "," in text[match.end() : end]:  # "After the vote, she resigned"
            comma = text.index(",", match.end())
            first, second = _stems(analysis, comma, end), _stems(analysis, match.end(), comma)
        no = bool(_NO.search(text, start, match.start()))
        word = match.group().lower()
        if not first or not second or (word in {"until", "unless"} and not no):
            continue
        earlier, later = (first, second) if word == "before" and not no else (second, first)
        found.append(_Order(earlier, later, *match.span()))
    return found


def _stems(analysis: Analysis, start: int, end: int) -> frozenset[str]:
    """The content words between two places, those that only tell who says so left out."""
    apart = [span for a in analysis.attributions for span in ((a.source_start, a.source_end), (a.cue_start, a.cue_end))]
    return frozenset(
        word.stem
        for word in analysis.words
        if word.content and start <= word.start < end and not any(a <= word.start < b for a, b in apart)
    )


def _meets(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return sum(not theirs.isdisjoint(alike(stem)) for stem in mine) >= _SHARED * len(mine)
