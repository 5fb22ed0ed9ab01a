"""Who says what in a sentence: source, cue and content of each attribution.

input:  "The fire was put out, the mayor told reporters, and he denied a delay."
output: the mayor / told / The fire was put out; he / denied / a delay
"""

import re
from collections.abc import Sequence
from itertools import chain, islice

from service.analysis import Attribution, CueKind, Quotation, Word
from service.text.clauses import Clauses, Gap, Run
from service.text.contents import Span, apart, around, content_of, made
from service.text.cues import ALWAYS_TELL, agrees, is_noun, is_passive, is_reduced, may_tell, tells_facts
from service.text.inflections import Form, forms
from service.text.lexicons import entries, mapping
from service.text.noun_phrases import phrase_from, with_name_behind
from service.text.phrases import Found, Phrases
from service.text.source_marks import beside_sentence
from service.text.subjects import subject
from service.text.told_nouns import told_by_nouns
from service.text.windows import Quoted, lead

_VERBS = Phrases.of(
    {
        form.replace("+", ""): f"{kind} {part}"
        for verb, kind in mapping("cues").items()
        for form, part in forms(verb).items()
    }
    | {adjective: f"{kind} adjective" for adjective, kind in mapping("cue_adjectives").items()}
)
_VERBS_TOO = frozenset(mapping("cue_adjectives")) & {form for verb in mapping("cues") for form in forms(verb)}

_QUOTE_MARKS = ("“", '"', "‘", "''", ":")
_CLOSING_MARKS = ("”", '"', "’", "''")
_CLAIMED = re.compile(
    r"""(?:\s\S{1,40}){0,4}?\s
    (?: claims? | accusations? | allegations? | reports? | suggestions? | charges? | assertions? | criticism | rumou?rs? | notion
      | idea | that | as\s(?:false|untrue|baseless|lies|nonsense|propaganda) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_INVERTING = frozenset(form for verb in entries("inverting_verbs") for form in forms(verb))
_TELLING = frozenset(forms("tell told"))  # whoever stands behind is told
_ASIDE = frozenset(forms("say said"))
_COMPLEMENTS = frozenset(["that", "to", "about", "of", "with", "at", "over"])
_MOST = 60  # attributions in a sentence: what has more of them is none


def attributions(
    text: str, words: tuple[Word, ...], spelt: list[str], quoted: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """Every source, cue and content of the sentence; a source may be a pronoun.

    input:  "“It is false,” said Ann Lee, who denied the report."
    output: Ann Lee / said / “It is false,”; Ann Lee, who / denied / the report
    """
    clauses = Clauses(text, words, spelt, title_case=_title_case(text, words))
    found = [*beside_sentence(text, spelt)]
    marked = Quoted(quoted)
    verbs = (_told(clauses, cue) for cue in _VERBS.found(words, spelt) if not marked.holds(cue.start))
    nouns = told_by_nouns(clauses, marked)
    found += islice((told for told in chain(verbs, nouns) if told is not None), _MOST)
    return apart(text, sorted(found, key=lambda told: (told.cue_start, told.source_start)))


def _title_case(text: str, words: tuple[Word, ...]) -> bool:
    long = [text[word.start].isupper() for word in words if word.end - word.start > 3]
    return len(long) >= 4 and sum(long) >= 0.85 * len(long)


def _told(clauses: Clauses, cue: Found) -> Attribution | None:
    """The attribution that a verb makes, if it is a verb here and its subject is to be seen."""
    value, _, form = cue.value.partition(" ")
    if form == "adjective":
        attitude = _of_attitude(clauses, cue, CueKind(value))
        if attitude is not None or clauses.spelt[cue.first] not in _VERBS_TOO:
            return attitude
        form = Form.PAST
    text, span = clauses.text, Span(cue.start, cue.end)
    if is_noun(clauses, cue, Form(form)):
        return None
    kind = _kind(text, cue, value)
    if form == Form.PAST and is_passive(clauses, cue):
        return _by_agent(clauses, cue, kind)
    finite = form in {Form.PAST, Form.PRESENT} or clauses.spelt[cue.first] in _ASIDE
    inverted = _inverted(clauses, cue) if finite else None
    if inverted is not None:
        return made(inverted, span, _beside_inverted(clauses, cue, inverted), kind)
    run = subject(clauses, cue.first, Form(form))
    if run is None or not may_tell(clauses, run) or not agrees(clauses, cue, Form(form), run):
        return None
    if (value == "shows" and not tells_facts(clauses, cue, run)) or is_reduced(clauses, cue, Form(form), run):
        return None
    source = Span(clauses.words[run[0]].start, clauses.words[run[1]].end)
    if value == "quotes" and not _quotes_beside(text, source, span):
        return None
    content = content_of(text, source, span, clause_before=any(map(clauses.verb, range(max(0, run[0] - 40), run[0]))))
    if content.start >= cue.end and (kind is CueKind.HOLDS or _in_relative(clauses, run)):
        content = Span(content.start, min(content.end, (text.find(",", content.start) + 1 or len(text) + 1) - 1))
    bare = content.end - content.start < 3
    if bare and text[cue.start : cue.end].lower() not in ALWAYS_TELL and text[cue.end :].strip() != ":":
        return None
    return made(source, span, Span(cue.end, cue.end) if bare else content, kind)


def _beside_inverted(clauses: Clauses, cue: Found, source: Span) -> Span:
    """What "said Lee" tells: all before it; the longer side where its clause goes on behind it.

    input:  "The problem, say doctors, is the water."
    output: is the water
    """
    text = clauses.text
    aside = text.startswith(",", source.end) and not any(map(clauses.verb, range(max(0, cue.first - 40), cue.first)))
    if aside and not lead(text, cue.start).rstrip(" ,").endswith(_CLOSING_MARKS):
        return around(text, cue.start, source.end)
    return Span(0, len(text[: cue.start].rstrip(" ,")))


def _quotes_beside(text: str, source: Span, cue: Span) -> bool:
    """Whether a quotation, or a colon, stands beside: "he continued: ..."; not "the rain continued"."""
    return lead(text, source.start).rstrip().endswith(_CLOSING_MARKS) or text[cue.end : cue.end + 4].lstrip(
        " ,"
    ).startswith(_QUOTE_MARKS)


def _in_relative(clauses: Clauses, run: Run) -> bool:
    """Whether the clause is one within another: "the bridge, which the mayor says is safe, was shut"."""
    before = clauses.role(run[0] - 1) if run[0] else ""
    return before == "relative" or clauses.role(run[1]) == "relative"


def _of_attitude(clauses: Clauses, cue: Found, kind: CueKind) -> Attribution | None:
    """ "is confident that ...": an adjective after a form of "be", with its complement."""
    following = cue.last + 1
    if following >= len(clauses.words) or clauses.spelt[following] not in _COMPLEMENTS:
        return None
    if clauses.gap(cue.first) is not Gap.JOINED or not is_passive(clauses, cue):
        return None
    run = subject(clauses, cue.first, Form.PAST)
    if run is None or not may_tell(clauses, run):
        return None
    source = Span(clauses.words[run[0]].start, clauses.words[run[1]].end)
    start = clauses.words[following].start
    return made(source, Span(cue.start, cue.end), Span(start, max(start, len(clauses.text.rstrip(" .")))), kind)


def _kind(text: str, cue: Found, value: str) -> CueKind:
    if value == "rejects":
        return CueKind.DENIES if _CLAIMED.match(text, cue.end) else CueKind.HOLDS
    return CueKind.SAYS if value in {"shows", "quotes"} else CueKind(value)


def _by_agent(clauses: Clauses, cue: Found, kind: CueKind) -> Attribution | None:
    """The passive: "was condemned by France"; "was quoted as saying" has its subject for a source."""
    text = clauses.text
    following = clauses.spelt[cue.last + 1 : cue.last + 9]
    if clauses.spelt[cue.first] == "quoted" and following[:2] == ["as", "saying"]:
        run = subject(clauses, cue.first, Form.PAST)
        if run is None:
            return None
        source = Span(clauses.words[run[0]].start, clauses.words[run[1]].end)
        last = clauses.words[cue.last + 2].end
        return made(source, Span(cue.start, last), content_of(text, source, Span(cue.start, last)), CueKind.SAYS)
    if "by" not in following:
        return None
    at = cue.last + 1 + following.index("by")
    run = phrase_from(clauses, at + 1)
    if run is None or not may_tell(clauses, run):
        return None
    source = Span(clauses.words[run[0]].start, clauses.words[run[1]].end)
    content = Span(cue.end + 1, clauses.words[at].start - 1)
    if content.end - content.start < 3:
        told = subject(clauses, cue.first, Form.PAST)
        content = Span(clauses.words[told[0]].start, clauses.words[told[1]].end) if told else Span(cue.end, cue.end)
    return made(source, Span(cue.start, cue.end), content, kind)


def _begins_predicate(clauses: Clauses, index: int) -> bool:
    return clauses.verb(index) or clauses.role(index) in {"auxiliary", "to"}


def _may_end(clauses: Clauses, run: Run) -> bool:
    """Whether the sentence, or a remark on the source, may follow here: no object of a verb does."""
    following = run[1] + 1
    if following == len(clauses.words) or clauses.gap(following) is not Gap.JOINED:
        return True
    return clauses.role(following) == "relative"


def _inverted(clauses: Clauses, cue: Found) -> Span | None:
    """The source after its cue: "..., said Ann Lee." """
    following = cue.last + 1
    if clauses.spelt[cue.first] in _TELLING:
        return None
    if cue.first < 1 or following >= len(clauses.words) or clauses.gap(cue.first) in {Gap.JOINED, Gap.BRACKET}:
        return None
    if clauses.gap(following) is not Gap.JOINED or clauses.spelt[following] in {"that", "it", "they", "we", "i"}:
        return None
    run = phrase_from(clauses, following)
    if run is None or not may_tell(clauses, run):
        return None
    run = with_name_behind(clauses, run)
    after = run[1] + 1
    quoted = lead(clauses.text, cue.start).rstrip(" ,").endswith(_CLOSING_MARKS)
    follows = after < len(clauses.words) and clauses.gap(after) is Gap.JOINED
    if follows and _begins_predicate(clauses, after) and not (quoted and clauses.spelt[after].endswith("ed")):
        return None
    source = Span(clauses.words[run[0]].start, clauses.words[run[1]].end)
    if clauses.gap(cue.first) is Gap.BREAK:
        return source
    if clauses.spelt[cue.first] in _ASIDE and _closes_aside(clauses, run):
        return source
    told_before = any(clauses.verb(at) for at in range(max(0, cue.first - 40), cue.first))
    return source if told_before and clauses.spelt[cue.first] in _INVERTING and _may_end(clauses, run) else None


def _closes_aside(clauses: Clauses, run: Run) -> bool:
    """Whether a comma ends the source and more follows: "The problem, *say experts*, is the ground"."""
    following = run[1] + 1
    return following < len(clauses.words) and clauses.gap(following) is Gap.COMMA
