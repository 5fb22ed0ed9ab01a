"""Where "and" joins two clauses that each have their own subject and finite verb, so that two things are said.

input:  "The mayor of Orsk resigned on Friday and the council elected Ida Roe."
output: the " and " after "Friday"
not in: "The mayor and the council elected Roe" (one subject), "Roe resigned and left Orsk" (one subject, two verbs)
"""

from service.analysis import Analysis
from service.text.clauses import Clauses, Gap, Run
from service.text.inflections import forms
from service.text.lexicons import entries, mapping
from service.text.noun_phrases import phrase_from
from service.text.phrases import spellings
from service.text.windows import Quoted

_JOINTS = frozenset(["and", "but"])
_SINGULAR = frozenset(["was", "is", "has"])
_NOT_FINITE = frozenset(["be", "been", "being", "having"])
_INDEFINITE = frozenset(["nobody", "everyone", "everybody", "someone", "somebody"])
_PAIRS = frozenset(["between", "both", "from"])  # "between 10 and 20 were hurt"
_HELPERS = frozenset({"be", "auxiliary"})
_PLAIN_PASTS = frozenset(entries("plain_pasts"))
_NAMING = frozenset(["called", "named", "dubbed", "given", "nicknamed"])  # "the woman called Roe"
_OPENERS = frozenset({"subordinator", "relative"})
_FEWEST = 2  # content words that a part needs, so that it is about something by itself
_CLAUSAL = frozenset(  # verbs that a clause may follow without "that", whose subject two nouns may share
    form for verb, kind in mapping("cues").items() if kind not in {"holds", "asks"} for form in forms(verb)
)

Span = tuple[int, int]


def joints(text: str, found: Analysis) -> tuple[Span, ...]:
    """The spans of each "and" or "but" between two whole clauses, with what stands around it."""
    clauses = Clauses(text, found.words, spellings(text, found.words))
    quoted = Quoted(found.quotations)
    result: list[Span] = []
    first, count = 0, len(found.words)
    for at, spelt in enumerate(clauses.spelt):
        if spelt not in _JOINTS or quoted.holds(found.words[at].start) or not _between_words(clauses, at):
            continue
        run = _subject_after(clauses, first, at)
        if run is None or not _clause_before(clauses, first, at, run):
            continue
        before, behind = (first, at), (run[0], count)
        if _stands_alone(clauses, found, before, behind) and _stands_alone(clauses, found, behind, before):
            result.append((found.words[at - 1].end, found.words[run[0]].start))
            first = run[0]
    return tuple(result)


def _between_words(clauses: Clauses, at: int) -> bool:
    return (
        0 < at < len(clauses.words) - 2
        and clauses.gap(at) in {Gap.JOINED, Gap.COMMA}
        and clauses.gap(at + 1) is Gap.JOINED
    )


def _subject_after(clauses: Clauses, first: int, at: int) -> Run | None:
    """The subject right behind the conjunction, if its finite verb follows; what a pronoun does is not judged alone."""
    again = clauses.spelt[at + 1] == "that" and "that" in clauses.spelt[first:at]  # "said that ... and that ..."
    begin = at + 2 if again else at + 1
    referring = clauses.role(begin) == "pronoun" and clauses.spelt[begin] not in _INDEFINITE
    if referring or clauses.role(begin) == "possessive" or clauses.verb(begin):
        return None
    run = phrase_from(clauses, begin)
    if run is None or run[1] + 1 >= len(clauses.words):
        return None
    return run if clauses.gap(run[1] + 1) is Gap.JOINED and _finite(clauses, run[1] + 1) else None


def _clause_before(clauses: Clauses, first: int, at: int, run: Run) -> bool:
    """Whether a whole clause ends before the conjunction, and neither a list nor a phrase of it goes on behind."""
    verb = next((i for i in range(at - 1, first, -1) if clauses.verb(i)), None)
    if verb is None or any(_opens_clause(clauses, first, i) for i in range(first, verb)):
        return False
    object_ = range(verb + 1, at)
    if any(clauses.spelt[i] in _PAIRS or clauses.gap(i) is not Gap.JOINED for i in object_):
        return False
    closed = clauses.gap(at) is Gap.COMMA or clauses.role(at - 1) == "day"
    if not closed and not _finite(clauses, verb):
        return False
    if clauses.spelt[verb] not in _CLAUSAL or not object_:
        return True
    one_name = clauses.named(at - 1) and clauses.named(at + 1)  # "said Marks and Spencer was closed"
    return clauses.spelt[run[1] + 1] in _SINGULAR and not one_name  # "said the mayor and the council *was*"


def _opens_clause(clauses: Clauses, first: int, index: int) -> bool:
    """Whether a clause begins here that may hold both verbs: "if", "who", a "that" behind no verb of telling."""
    if clauses.spelt[index] == "that":
        return not any(clauses.spelt[i] in _CLAUSAL for i in range(max(first, index - 4), index))
    return clauses.role(index) in _OPENERS


def _finite(clauses: Clauses, verb: int) -> bool:
    """Whether a word is a finite verb beyond doubt, no participle: "killed *people*", "*were* killed"; not "killed in".

    "The man shot in Orsk and Lund died" has one clause.
    """
    if not clauses.verb(verb) or clauses.spelt[verb] in _NOT_FINITE:
        return False
    if clauses.role(verb) in _HELPERS or clauses.spelt[verb] in _PLAIN_PASTS:
        return True
    before = verb - 2 if clauses.role(verb - 1) == "adverb" else verb - 1
    if clauses.role(before) in _HELPERS or clauses.spelt[verb].endswith("s"):
        return True
    following = verb + 1
    if following >= len(clauses.words) or clauses.gap(following) is not Gap.JOINED or clauses.spelt[verb] in _NAMING:
        return False
    return clauses.role(following) in {"", "determiner", "possessive", "pronoun", "object"}


def _stands_alone(clauses: Clauses, found: Analysis, side: Run, other: Run) -> bool:
    """Whether enough is said on one side to be judged without the other.

    "40 were hurt" is too little, and "40 people were hurt" may be meant of the place or the day that the other side has:
    any fire would confirm or refute it.
    """
    joint = found.words[max(side[0], other[0]) - 1].start
    content = [word for word in found.words[slice(*side)] if word.content and not word.stem[0].isdigit()]
    return len(content) >= _FEWEST and (_held(found, side, joint) or not _placed(clauses, found, other))


def _held(found: Analysis, side: Run, at: int) -> bool:
    """Whether a side has a name or a day of its own; that of whoever tells both sides, joined at a place, does not count."""
    start, end = found.words[side[0]].start, found.words[side[1] - 1].end
    tellers = [told for told in found.attributions if told.content_start <= at < told.content_end]
    places = [*(name.start for name in found.names), *(time.start for time in found.times)]
    return any(
        start <= place < end and not any(told.source_start <= place < told.source_end for told in tellers)
        for place in places
    )


def _placed(clauses: Clauses, found: Analysis, side: Run) -> bool:
    """Whether a side says where or when: a day, or a name behind a preposition."""
    start, end = found.words[side[0]].start, found.words[side[1] - 1].end
    if any(start <= time.start < end for time in found.times):
        return True
    named = {name.start for name in found.names if start <= name.start < end}
    return any(
        word.start in named and _behind_preposition(clauses, at)
        for at, word in enumerate(found.words[slice(*side)], side[0])
    )


def _behind_preposition(clauses: Clauses, at: int) -> bool:
    return "preposition" in {clauses.role(i) for i in range(max(0, at - 2), at)}
