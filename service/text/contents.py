"""What is told: the content of an attribution, before its source, after its cue, or around "according to".

input:  "He said the road was shut, but she denied a delay.", the source "He", the cue "said"
output: "the road was shut"
"""

import re
from dataclasses import dataclass

from service.analysis import Attribution, CueKind
from service.text.windows import lead

_AFTER_CUE = re.compile(
    r"""(?:\s+|(?=[,:]))
    (?: (?: reporters | journalists | lawmakers | parliament | viewers | supporters | him | her | them | me | us
          | the\ (?:BBC|court|media|press|newspaper|paper|crowd|audience)
          | [A-Z][\w’'.]*(?:\ [A-Z][\w’'.]*){0,3} )(?=[\s,:]) )?         # who is told
    \s* (?: (?:on\ |late\ |earlier\ )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b\s? )?
    (?: in\ (?:a\ statement|an\ interview|[A-Z]\w+)\s? )?
    (?: ,?\s?(?:that|how|of|to)\s | [:,]\s* )?""",
    re.VERBOSE,
)
_CONTENT_BEFORE = re.compile(
    r"\s*(?!,\s?[“\"])(?:[.,;]|$|in\sa\s|on\s|at\s|during\s|to\s(?:the|a|an|his|her|their|reporters|journalists|[A-Z]))"
)
_AT_END = re.compile(r"\W*$")
_PRONOUNS = frozenset(["he", "she", "they"])
_NEXT_CLAUSE = re.compile(
    r"(?:,[”\"’']{0,2}\s(?:\w+\s)?(?:and|but|while|as|though|although|whereas|after|before|when|since|which|who|whom|where)|;|\s(?:but|while|whereas|although|though)|\s[-–—]{1,2}|,(?<!\bthat,))\s?(?:(?:but|and)\s)?$"
)
_AND = re.compile(r",?\s(?:(?:and|but|or|then|also|\w+ly)\s?){1,3}$")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence."""

    start: int
    end: int


def made(source: Span, cue: Span, content: Span, kind: CueKind) -> Attribution:
    return Attribution(source.start, source.end, cue.start, cue.end, content.start, content.end, kind)


def content_of(text: str, source: Span, cue: Span, *, clause_before: bool = True) -> Span:
    """What is told: before the source where the sentence or a quotation ends there, else after the cue.

    `clause_before` is false where no verb stands before the source: "Back in Oslo, she said, it rained".
    """
    before = lead(text, source.start).rstrip()
    if len(before) > 12 and (
        before[-1] in "”\"’'?!"
        or before[-2:] in {"”,", '",', "’,", "',"}
        or (
            before[-1] == ","
            and (clause_before or _AT_END.match(text, cue.end))
            and _CONTENT_BEFORE.match(text, cue.end)
        )
    ):
        return Span(0, len(text[: source.start].rstrip().rstrip(",")))
    skip = _AFTER_CUE.match(text, cue.end)
    start = skip.end() if skip else cue.end
    return Span(start, max(start, len(text.rstrip(" ."))))


def around(text: str, start: int, end: int) -> Span:
    """The longer side of the sentence left over by an "according to" phrase."""
    before, after = text[:start].rstrip(" ,"), text[end:].lstrip(" ,")
    if len(before) >= len(after):
        return Span(0, len(before))
    tail = text[end:].rstrip(" .")
    return Span(len(text) - len(after), end + len(tail))


def apart(text: str, found: list[Attribution]) -> tuple[Attribution, ...]:
    """Each content ended where another attribution of the same rank begins: "He said A, but she denied B"."""
    result = []
    for told in (_without_lead(text, told, found) for told in found):
        end = told.content_end
        for other in found:
            start = min(other.source_start, other.cue_start)
            if (
                other.source_start <= told.source_start
                and told.cue_end < other.cue_start < end
                and other.cue_start > told.content_start
            ):
                end = told.cue_end + len(_without_end(_AND, text[told.cue_end : other.cue_start]))
            if not told.content_start < start < end:
                continue
            between = text[told.cue_end : start]
            after_all = other.content_start <= told.cue_start and other.content_end > told.cue_end
            if after_all or _NEXT_CLAUSE.search(between[-30:]):
                end = start - len(between) + len(_without_end(_NEXT_CLAUSE, between))
        if told.content_start < told.cue_start or end == told.content_end:
            result.append(told)
        else:
            cue = Span(told.cue_start, told.cue_end)
            source = Span(told.source_start, told.source_end)
            result.append(made(source, cue, Span(min(told.content_start, end), end), told.kind))
    return tuple(result)


def _without_lead(text: str, told: Attribution, found: list[Attribution]) -> Attribution:
    """What is told without a source told of before: "*Lee said* the road was shut, she said"."""
    if told.content_end > told.source_start or text[told.source_start : told.source_end].lower() not in _PRONOUNS:
        return told
    start = next(
        (
            other.content_start
            for other in found
            if told.content_start <= other.source_start
            and other.cue_end <= other.content_start < told.content_end <= other.content_end
        ),
        None,
    )
    if start is None:
        return told
    source, cue = Span(told.source_start, told.source_end), Span(told.cue_start, told.cue_end)
    return made(source, cue, Span(start, told.content_end), told.kind)


def _without_end(pattern: re.Pattern[str], text: str) -> str:
    """The text without what the pattern finds at its end."""
    match = pattern.search(text, max(0, len(text) - 40))
    return (text[: match.start()] if match else text).rstrip(" ,")
