"""Who says what: source, cue and content of a sentence, and the speaker of each sentence of an entry.

input:  ["Humza Yousaf denied the report.", "“It is false,” he said.", "“I was at home.”"]
output: Humza Yousaf (denied); Humza Yousaf (said); Humza Yousaf (said)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.analysis import Analysis, Attribution, CueKind, Name, NameKind, Quotation, Word
from service.text.lexicons import mapping
from service.text.names import names, same_name
from service.text.phrases import Found, Phrases
from service.types import Speaker

CUES = mapping("cues")

_CUES = Phrases.of(CUES)
_ACCORDING = re.compile(r"\b(according to|in the words of|as per)\s", re.IGNORECASE)
_HEADLINE = re.compile(r"^([A-Z][\w’'.-]*(?:\s(?:of\s)?[\w’'.-]+){0,5}):\s+(?=\S)")
_TAIL_SOURCE = re.compile(r"[:,–—-]\s+((?:the\s)?[A-Z][\w’'.-]+(?:\s[\w’'.-]+){0,4})$")
_AUXILIARY = re.compile(
    r"(?:\s|^)(?:(?:has|have|had|is|was|were|are|also|later|earlier|then|previously|repeatedly|reportedly|publicly|further|today|again|now"
    r"|flatly|strongly|immediately|once|never|not|did|does|separately|\w+ly|on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s?)+$"
)
_CLAUSE = re.compile(
    r"[;:—–(]|[”\"’']\s|,\s(?:and|but|while|as|with|after|when|although)\s|\s-\s|^(?:But|And|Meanwhile|However|In response|Earlier|Later),?\s|\b(?:that|because|after|when|while|as)\s"
)
_SOURCE_STOP = re.compile(
    r"[,.;:”“\"(—–]|\s(?:in a|in an|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on X|on Twitter|on social|at a|at the|during|after|while|when|as|who|which|that|in response|last|this|yesterday|today|via|by|to|told|and that|about)\b"
)
_AFTER_CUE = re.compile(
    r"\s+(?:(?:reporters|journalists|lawmakers|the\s(?:BBC|court|media|press|newspaper|paper)|[A-Z][\w’'.]*(?:\s[A-Z][\w’'.]*){0,3}|parliament|him|her|them|me|us)(?=[\s,:]))?\s*(?:on\s\w+day\s)?(?:in\s(?:a\sstatement|an\sinterview|[A-Z]\w+)\s?)?(?:,?\s?(?:that|how|of|to)\s|[:,]\s*)?"
)
_PRONOUN = re.compile(
    r"^(?:he|she|they|it|the (?:statement|letter|report|spokesman|spokeswoman|spokesperson|minister|president|official|group|ministry|agency|organisation|organization|company|leader|two|pair|army|military|force|paper|newspaper|poll|study))$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:,\s)?\bwho\s?$|\bwhich\s?$")
_NOT_SOURCE = re.compile(
    r"^(?:there|this|that|these|those|what|which|who|where|when|how|why|if|as|so|and|but|or|not|to|more|most|it is|that is|being|is|was|were|are|has|have|had|be|been|by|of|in|on|at|for|with|from)$",
    re.IGNORECASE,
)


_CLAIMED = re.compile(
    r"(?:\s\S+){0,4}?\s(?:claims?|accusations?|allegations?|reports?|suggestions?|charges?|assertions?|criticism|rumou?rs?|notion|idea|that|as\s(?:false|untrue|baseless|lies|nonsense|propaganda))\b",
    re.IGNORECASE,
)
_LED_BY_DAY = re.compile(
    r"^(?:On|In|By|At|As of|Earlier on|Late on|Since|After|Before)\s.*?(?:\d{4}(?:-\d\d-\d\d)?|day|night|week|month|year|morning|afternoon|evening|[A-Z]\w+ \d{1,2}|\d{1,2} [A-Z]\w+),?\s+(?=[A-Z]|the\s|an?\s|his\s|he\s|she\s|they\s|it\s)"
)
_COUNTED = re.compile(
    r"^(?:\d[\d,.]*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|hundred|thousand)[\w-]*)$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:the|an?|its|his|her|their|this|that|no|any|some|recent|latest|first|new|official|[\w-]+['’]s)\s$",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(
    rf"\b(?:has|have|had|is|was|were|are|will|would|{'|'.join(c for c in CUES if c.endswith(('ed', 'id')))})\b"
)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


def attributions(
    text: str, words: tuple[Word, ...], spelt: list[str], quoted: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """Every source, cue and content of the sentence; a source may be a pronoun."""
    found: list[Attribution] = []
    headline = _HEADLINE.match(text)
    if headline is not None and (
        len(names(headline[1])) > 0
        or headline[1].lower() in {"report", "police", "army", "official", "officials", "study", "minister"}
    ):
        found.append(
            _made(
                _Span(0, headline.end(1)),
                _Span(headline.end(1), headline.end(1) + 1),
                _Span(headline.end(), len(text)),
                CueKind.SAYS,
            )
        )
    for match in _ACCORDING.finditer(text) if "according" in spelt or "per" in spelt or "words" in spelt else ():
        source = _source_after(text, match.end())
        if source is not None:
            found.append(
                _made(
                    source, _Span(match.start(1), match.end(1)), _around(text, match.start(), source.end), CueKind.SAYS
                )
            )
    for cue in _CUES.found(words, spelt):
        if any(quotation.start <= cue.start < quotation.end for quotation in quoted):
            continue
        attribution = _attribution(text, cue)
        if attribution is not None:
            found.append(attribution)
    return tuple(sorted(found, key=lambda a: (a.cue_start, a.source_start)))


def _made(source: _Span, cue: _Span, content: _Span, kind: CueKind) -> Attribution:
    return Attribution(source.start, source.end, cue.start, cue.end, content.start, content.end, kind)


def _attribution(text: str, found: Found) -> Attribution | None:
    cue = _Span(found.start, found.end)
    kind = _kind(text, found)
    if kind is None:
        return None
    before, after = text[: cue.start], text[cue.end :]
    inverted = re.search(r"[,”\"’?!]\s?$", before) and re.match(
        r"\s(?:[A-Z]|the\s|a\s|an\s|his\s|its\s|one\s|local\s)", after
    )
    if inverted and kind is not CueKind.ASKS and not re.match(r"\s(?:that|it|he|they|we)\b", after):
        source = _source_after(text, cue.end + 1)
        if source is not None and len(before) > 3:
            return _made(source, cue, _Span(0, len(before.rstrip(" ,"))), kind)
    if _DETERMINED.search(before):
        return None
    source = _subject(text, cue.start)
    if source is None or _HAS_VERB.search(text[source.start : source.end]):
        return None
    lead = text[: source.start].rstrip()
    if (
        lead.endswith((",", "”", '"', "’", "?", "!", "'"))
        and len(lead) > 12
        and (
            re.match(r"[\s]*(?:[.,;]|$|in\sa\s|on\s|at\s|during\s|to\s)", after)
            or lead[-1] in "”\"’'"
            or re.search(r"[”\"’'],?$", lead)
        )
    ):
        content = _Span(0, len(lead.rstrip(",")))
    else:
        skip = _AFTER_CUE.match(after)
        start = cue.end + (skip.end() if skip else 0)
        content = _Span(min(start, len(text)), len(text.rstrip(" .")))
    if content.end - content.start < 3:
        return None
    return _made(source, cue, content, kind)


def _kind(text: str, cue: Found) -> CueKind | None:
    if cue.value == "rejects":
        return CueKind.DENIES if _CLAIMED.match(text, cue.end) else None
    return CueKind(cue.value)


def _subject(text: str, cue_start: int) -> _Span | None:
    """The noun phrase right before the cue, adverbs and auxiliaries left out."""
    before = text[:cue_start].rstrip()
    auxiliary = _AUXILIARY.search(before)
    end = auxiliary.start() if auxiliary else len(before)
    head = before[:end].rstrip(" ,")
    relative = _RELATIVE.search(head)
    if relative is not None:
        head = head[: relative.start()].rstrip(" ,")
    apposed = re.search(
        r"^(.*?\b[A-Z][\w’'.-]+),\s(?:the|a|an|who|[A-Z\w’'-]+’s|[A-Z]\w+'s|[\w\s-]{3,60}\b(?:minister|spokes\w+|chief|director|president|head|leader|secretary|official|officer|envoy|ambassador|member|general|representative))\b[^,;”“]*$",
        head,
    )
    start = 0
    for match in _CLAUSE.finditer(head):
        start = match.end()
    comma = head.rfind(", ", start)
    if comma >= 0 and not (apposed and apposed.end(1) == comma):
        start = comma + 2
    if apposed and apposed.end(1) == comma:
        inner = head.rfind(", ", start, comma)
        start = inner + 2 if inner >= 0 else start
    piece = head[start:]
    start += len(piece) - len(piece.lstrip(" “\"‘'"))
    led = _LED_BY_DAY.match(head[start:])
    if led is not None:
        start += led.end()
    source = head[start:]
    if (
        not source
        or _COUNTED.match(source)
        or len(source.split()) > 14
        or _NOT_SOURCE.match(source)
        or re.match(r"(?:to|by|of|in|on|for|with|from|at|not)\s", source)
    ):
        return None
    if (
        not re.search(r"[A-Z]", source)
        and not _PRONOUN.match(source)
        and not re.match(
            r"(?:the|a|an|his|her|its|one|two|some|several|many|officials?|police|residents?|witnesses|critics|experts?|doctors?|scientists|researchers|prosecutors?|we|I|you|local|senior|military|health|government)\b",
            source,
        )
    ):
        return None
    return _Span(start, len(head))


def _source_after(text: str, start: int) -> _Span | None:
    start += len(text[start:]) - len(text[start:].lstrip())
    stop = _SOURCE_STOP.search(text, start)
    end = stop.start() if stop else len(text)
    source = text[start:end].rstrip()
    if not source or len(source.split()) > 14:
        return None
    return _Span(start, start + len(source))


def _around(text: str, start: int, end: int) -> _Span:
    """The longer side of the sentence left over by an "according to" phrase."""
    before, after = text[:start].rstrip(" ,"), text[end:].lstrip(" ,")
    if len(before) >= len(after):
        return _Span(0, len(before))
    tail = text[end:].rstrip(" .")
    return _Span(len(text) - len(after), end + len(tail))


def speakers(sentences: Sequence[str], analyses: Sequence[Analysis]) -> list[Speaker | None]:
    """For each sentence of one entry, in order, who says it; None: the publication itself. Spans are the sentence's."""
    result: list[Speaker | None] = []
    known: list[Name] = []
    last: Speaker | None = None
    open_quote = False
    for text, told in zip(sentences, analyses, strict=True):
        found = told.names
        main = _principal(text, told.attributions)
        speaker: Speaker | None = None
        if main is not None:
            speaker = _speaker(text, main, found, known, last)
        elif last is not None and (open_quote or _is_quoted(text, told.quotations)):
            speaker = Speaker(last.name, last.cue, last.role)
        open_quote = _open_after(text, before=open_quote)
        known = [*known, *found][-60:]
        if speaker is not None:
            last = speaker
        result.append(speaker)
    return result


def _principal(text: str, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution that governs most of the sentence."""
    best = max(found, key=lambda a: (a.content_end - a.content_start, -a.cue_start), default=None)
    if best is None:
        return None
    told = max(best.content_end, best.source_end) - min(best.content_start, best.source_start)
    return best if told >= 0.4 * len(text) else None


def _speaker(
    text: str, main: Attribution, found: Sequence[Name], known: Sequence[Name], last: Speaker | None
) -> Speaker:
    source = text[main.source_start : main.source_end]
    cue = text[main.cue_start : main.cue_end]
    denies = main.kind is CueKind.DENIES
    inside = [n for n in found if main.source_start <= n.start and n.end <= main.source_end]
    person = next((n for n in inside if n.kind is NameKind.PERSON), None)
    if _PRONOUN.match(source) or source.lower() in {"we", "i"}:
        if last is not None:
            return Speaker(last.name, cue, last.role, denies)
        antecedent = next((n for n in reversed(known) if n.kind in {NameKind.PERSON, NameKind.BODY}), None)
        return Speaker(
            _spelt(antecedent) if antecedent else source, cue, antecedent.title if antecedent else None, denies
        )
    name = person or (inside[0] if len(inside) == 1 and inside[0].kind is not NameKind.PLACE else None)
    if name is not None:
        full = next((n for n in known if len(n.words) > len(name.words) and same_name(n.words, name.words)), None)
        shown = text[name.start : name.end] if full is None else _spelt(full)
        role = name.title or (full.title if full else None) or _role(source, text[name.start : name.end])
        return Speaker(shown, cue, role, denies, name.start, name.end)
    shown = re.sub(r"^(?:the|a|an)\s", "", source, flags=re.IGNORECASE)
    return Speaker(shown, cue, None, denies, main.source_end - len(shown), main.source_end)


def _spelt(name: Name) -> str:
    return " ".join(word.capitalize() for word in name.words)


def _role(source: str, name: str) -> str | None:
    rest = source.replace(name, "").strip(" ,")
    rest = re.sub(r"^(?:the|a|an)\s", "", rest)
    return rest or None


def _is_quoted(text: str, spans: Sequence[Quotation]) -> bool:
    return sum(span.end - span.start for span in spans) > 0.7 * len(text) or bool(
        re.match(r"[“\"]", text) and not re.search(r"[”\"]", text[1:])
    )


def _open_after(text: str, *, before: bool) -> bool:
    opened, closed = text.rfind("“"), text.rfind("”")
    if opened < 0 and closed < 0:
        return before
    return opened > closed
