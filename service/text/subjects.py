"""The subject of a verb, found without a tagger: by small words, endings and commas alone.

input:  "On Monday the minister, who was in Oslo, and his deputy said no", the verb "said"
output: "the minister, who was in Oslo, and his deputy"
"""

from service.text.clauses import CUE_VERBS, Clauses, Gap, Run
from service.text.inflections import Form
from service.text.lexicons import entries
from service.text.noun_phrases import ARTICLES, LEADS, LONGEST_NAME, counts_people, phrase_ending, phrase_from

_COMMON = frozenset(entries("common_words"))
_DEEPEST = 4  # verbs above an infinitive: "declined to begin to try to say"
_MARKS_WITHIN = frozenset([" “", "” ", ' "', '" ', " ‘", "’ ", " '"])  # no stop or comma before them
_DASHES = frozenset(["-", "--", "–", "—", "―"])
_LATER = frozenset(["later", "earlier", "ago"])  # "a few minutes later they"


def subject(clauses: Clauses, verb: int, form: Form, *, depth: int = 0) -> Run | None:
    """The words of the subject of the verb that begins at an index; None where none is to be seen."""
    at = clauses.before_group(verb)
    if at > 0 and clauses.gap(at + 1) is Gap.BREAK and _dashed(clauses, at + 1):
        return _across_dashes(clauses, at)
    if at < 0 or clauses.gap(at + 1) is Gap.BREAK:
        return _after_participle(clauses, verb) if form in {Form.ING, Form.PAST} and at == verb - 1 else None
    gap, role = clauses.gap(at + 1), clauses.role(at)
    if gap is Gap.BRACKET:
        return _across_brackets(clauses, at)
    if role == "to":
        governor = _governor(clauses, at)
        if governor is None or depth == _DEEPEST:
            return None
        return subject(clauses, governor, Form.PAST, depth=depth + 1)
    if role == "conjunction" or clauses.spelt[at] in {"but", "then"}:
        return _clause_subject(clauses, at - 1)
    if gap is Gap.COMMA:
        return _apposed(clauses, at) or _clause_subject(clauses, at, closed=True)
    if role == "relative" or (clauses.spelt[at] == "that" and form is not Form.ING):
        return _antecedent(clauses, at)
    if role in {"preposition", "subordinator"}:
        found = _clause_subject(clauses, at - 1) if form is Form.ING else None
        return found or (_after_participle(clauses, verb) if form is Form.ING else None)
    found = phrase_ending(clauses, at)
    if found is not None:
        found = _past_relative(clauses, found) or found
    if form is Form.ING and at + 1 == verb and found is not None and found[0] > 0 and clauses.verb(found[0] - 1):
        return _clause_subject(clauses, found[0] - 1) or found
    return found


def _apposed(clauses: Clauses, last: int) -> Run | None:
    """An office and the name beside it, between commas: "*the mayor, Ola Berg*, said"; not "On Monday, Ola Berg, said"."""
    first = last
    while first > 0 and last - first < LONGEST_NAME and clauses.gap(first) is Gap.JOINED:
        first -= 1
    if first == 0 or clauses.gap(first) is not Gap.COMMA or not clauses.named(last):
        return None
    if not (clauses.named(first) and clauses.named(min(first + 1, last))):
        return None
    office = phrase_ending(clauses, first - 1)
    if office is None or office[1] != first - 1 or clauses.named(first - 1) or clauses.role(office[0]) not in ARTICLES:
        return None
    return office[0], last


def _past_relative(clauses: Clauses, found: Run) -> Run | None:
    """The phrase that a relative clause right before the verb belongs to: "*voters who back Lee* say".

    The phrase found is the object of that clause.
    """
    at = found[0] - 1
    if at > 0 and clauses.role(at) == "relative" and found[0] < found[1] and _bare_cue(clauses, found[0]):
        whole = phrase_ending(clauses, at - 1)
        return None if whole is None else (whole[0], found[1])
    if at < 2 or not clauses.verb(at) or clauses.gap(found[0]) is not Gap.JOINED:
        return None
    before = clauses.before_group(at)
    if before < 1 or clauses.gap(before) is not Gap.JOINED:
        return None
    if clauses.role(before) != "relative" and clauses.spelt[before] != "that":
        return None
    whole = phrase_ending(clauses, before - 1)
    if whole is None or (whole[0] > 0 and clauses.verb(whole[0] - 1)):
        return None
    return whole[0], found[1]


def _bare_cue(clauses: Clauses, index: int) -> bool:
    return CUE_VERBS.get(clauses.spelt[index]) is Form.BASE


def _governor(clauses: Clauses, to: int) -> int | None:
    """The verb before "to": "declined" of "declined on Monday to say"."""
    for at in range(to - 1, max(to - 5, -1), -1):
        if clauses.gap(at + 1) is not Gap.JOINED:
            return None
        if clauses.verb(at) or clauses.spelt[at] in CUE_VERBS:
            return at
    return None


def _across_brackets(clauses: Clauses, at: int) -> Run | None:
    """The phrase before a bracket that closes right before the verb: "Ann Lee (Labour) said"."""
    start = at
    while (
        start > max(0, at - 30) and "(" not in clauses.text[clauses.words[start - 1].end : clauses.words[start].start]
    ):
        start -= 1
    found = phrase_ending(clauses, start - 1) if start else None
    return None if found is None else (found[0], at)


def _dashed(clauses: Clauses, index: int) -> bool:
    return clauses.text[clauses.words[index - 1].end : clauses.words[index].start].strip(" ,\u00a0") in _DASHES


def _across_dashes(clauses: Clauses, at: int) -> Run | None:
    """The phrase before a remark between dashes: "Ann Lee - a teacher - said"."""
    start = next((i for i in range(at, max(0, at - 30), -1) if _dashed(clauses, i)), None)
    found = phrase_ending(clauses, start - 1) if start else None
    return None if found is None else (found[0], at)


def _antecedent(clauses: Clauses, relative: int) -> Run | None:
    if relative == 0 or clauses.gap(relative) is Gap.BREAK:
        return None
    found = _across_brackets(clauses, relative - 1) if clauses.gap(relative) is Gap.BRACKET else None
    found = found or phrase_ending(clauses, relative - 1) or _object_before(clauses, relative - 1)
    return None if found is None else (found[0], relative)


def _object_before(clauses: Clauses, last: int) -> Run | None:
    """What stands behind the last preposition: "Among *those* who said"."""
    behind = next((i + 1 for i in range(last - 1, max(last - 6, -1), -1) if clauses.role(i) == "preposition"), None)
    return None if behind is None else (behind, last)


def _after_participle(clauses: Clauses, verb: int) -> Run | None:
    """The subject after a clause without one: "Speaking on Monday, *he* said"."""
    for at in range(verb + 1, min(len(clauses.words), verb + 40)):
        gap = clauses.gap(at)
        if gap is Gap.COMMA and (clauses.named(at) or clauses.role(at) in {"determiner", "pronoun", "possessive"}):
            found = phrase_from(clauses, at)
            follows = found[1] + 1 if found else len(clauses.words)
            if found and follows < len(clauses.words) and (clauses.verb(follows) or clauses.gap(follows) is Gap.COMMA):
                return found
    return None


def _clause_subject(clauses: Clauses, last: int, *, closed: bool = False) -> Run | None:
    """The first noun phrase of the clause that a word belongs to.

    Where a comma closes what stands before the verb, no subordinate clause there has it for its verb.
    """
    if last < 0:
        return None
    leads = {"conjunction"} if closed else {"conjunction", "subordinator"}
    first = last
    while first > 0 and last - first < 60 and (clauses.gap(first) is not Gap.BREAK or _quoted_word(clauses, first)):
        if _opens_bracket(clauses, first, last):
            break
        if clauses.gap(first) is Gap.COMMA and clauses.role(first) in leads and first < last:
            found = phrase_from(clauses, first + 1)
            if found and found[1] < last and clauses.verb(found[1] + 1):
                return found
        first -= 1
    return _past_leads(clauses, first, last)


def _quoted_word(clauses: Clauses, index: int) -> bool:
    """Whether only the mark of a quoted word or two stands before a word: "told voters to “wait” and praised"."""
    between = clauses.text[clauses.words[index - 1].end : clauses.words[index].start]
    return between in _MARKS_WITHIN


def _opens_bracket(clauses: Clauses, index: int, last: int) -> bool:
    """Whether a bracket opens before a word and holds all up to another: "the crew (*Roe*, who led *it*, said"."""
    between = clauses.text[clauses.words[index - 1].end : clauses.words[index].start]
    return "(" in between and ")" not in clauses.text[clauses.words[index].start : clauses.words[last].end + 1]


def _past_leads(clauses: Clauses, first: int, last: int) -> Run | None:
    """The phrase after leading adverbs and adverbials: "In March, after a vote, *the court* ..."."""
    while first <= last:
        role, spelt = clauses.role(first), clauses.spelt[first]
        if counts_people(clauses, first):
            return phrase_from(clauses, first, last)
        if role in {"adverb", "conjunction"} or spelt == "but":
            first += 1
        elif role in LEADS or role == "day" or _participle(clauses, first):
            comma = next((i for i in range(first + 1, last + 1) if clauses.gap(i) is Gap.COMMA), None)
            if comma is None:
                return None
            first = comma
        else:
            found = phrase_from(clauses, first, last)
            if found is None or found[1] >= last or clauses.spelt[found[1] + 1] not in _LATER:
                return found
            first = found[1] + 2
    return None


def _participle(clauses: Clauses, index: int) -> bool:
    """Whether a clause without a subject begins here: "Speaking in Oslo, she said"; not "Ebeling said"."""
    spelt = clauses.spelt[index]
    return spelt.endswith(("ing", "ed")) and not clauses.named(index) and (index > 0 or spelt in _COMMON)
