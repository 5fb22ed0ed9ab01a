"""Attributions by a noun: "the ministry's claim that ...", "his call for ...", "warnings from the mayor that ..."."""

from collections.abc import Iterator

from service.analysis import Attribution, CueKind
from service.text.clauses import ROLES, Clauses, Gap
from service.text.contents import Span, made
from service.text.cues import may_tell
from service.text.lexicons import mapping
from service.text.noun_phrases import phrase_ending, phrase_from
from service.text.windows import Quoted

_NOUNS = mapping("cue_nouns")
_AGENT_FOLLOWERS = frozenset(["that", "to", "for", "about", "against", "over"])
_NOUN_FOLLOWERS = frozenset(
    ["that", "of", "on", "about", "to", "for", "against", "over", "regarding", "as", "was", "is"]
)


def told_by_nouns(clauses: Clauses, quoted: Quoted) -> Iterator[Attribution]:
    """Yield what a noun attributes to whoever has it, outside quotation marks.

    input:  "the ministry's claim that two died"
    output: the ministry / claim / two died
    """
    for index, spelt in enumerate(clauses.spelt):
        kind = _NOUNS.get(spelt)
        if kind is None or index == 0 or index + 1 >= len(clauses.words):
            continue
        word = clauses.words[index]
        if clauses.gap(index + 1) is not Gap.JOINED or quoted.holds(word.start):
            continue
        if clauses.spelt[index + 1] not in _NOUN_FOLLOWERS | {"by", "from"}:
            continue
        if clauses.spelt[index + 1] in {"by", "from"}:
            told = _of_agent(clauses, index, CueKind(kind))
            if told is not None:
                yield told
            continue
        owner = _owner(clauses, index)
        theirs = owner is not None and clauses.text[owner.start : owner.end].lower() in ROLES
        if owner is not None and not (theirs and clauses.spelt[index + 1] not in {"that", "of"}):
            start = clauses.words[index + 1].end
            content = Span(min(start + 1, len(clauses.text)), len(clauses.text.rstrip(" .")))
            if content.end - content.start >= 3:
                yield made(owner, Span(word.start, word.end), content, CueKind(kind))


def _of_agent(clauses: Clauses, noun: int, kind: CueKind) -> Attribution | None:
    """ "warnings from the mayor that ...": whoever stands after the noun, where a complement follows."""
    run = phrase_from(clauses, noun + 2) if noun + 2 < len(clauses.words) else None
    if run is None or not may_tell(clauses, run):
        return None
    first, last = run
    last = next((at - 1 for at in range(first + 1, last + 1) if clauses.spelt[at] in _AGENT_FOLLOWERS), last)
    following = last + 1
    if following >= len(clauses.words) or clauses.gap(following) is not Gap.JOINED:
        return None
    if clauses.spelt[following] not in _AGENT_FOLLOWERS:
        return None
    word = clauses.words[noun]
    start = min(clauses.words[following].end + 1, len(clauses.text))
    content = Span(start, max(start, len(clauses.text.rstrip(" ."))))
    return made(Span(clauses.words[first].start, clauses.words[last].end), Span(word.start, word.end), content, kind)


def _owner(clauses: Clauses, noun: int) -> Span | None:
    """The possessor before a noun, at most two words between."""
    for at in range(noun - 1, max(noun - 4, -1), -1):
        between = clauses.text[clauses.words[at].end : clauses.words[at + 1].start]
        if clauses.role(at) == "possessive":
            return Span(clauses.words[at].start, clauses.words[at].end)
        if between.startswith(("'s", "’s", "' ", "’ ")):
            run = phrase_ending(clauses, at)
            if run is None or not may_tell(clauses, run):
                return None
            return Span(clauses.words[run[0]].start, clauses.words[run[1]].end)
        if between != " " or clauses.role(at):
            return None
    return None
