"""Whether a word of the list of cues is a verb where it stands, and whether a phrase may be its subject.

input:  "The reports say he claims a refund." / "Lee reports a loss."
output: "say" and "claims" are cues, "reports" is not / "reports" is
"""

from service.text.clauses import Clauses, Gap, Run
from service.text.inflections import Form, forms
from service.text.lexicons import entries
from service.text.noun_phrases import share
from service.text.phrases import Found

_AMBIGUOUS = frozenset(
    form for verb in entries("noun_verbs") for form, part in forms(verb).items() if part in {Form.BASE, Form.PRESENT}
)
_RECORDS = frozenset(entries("records"))
_BODIES = frozenset(entries("body_words")) | frozenset(entries("generic_sources"))
_ADJECTIVES = frozenset(
    ["recent", "latest", "first", "second", "last", "new", "official", "annual", "other", "further", "next"]
)
# Endings that nouns for people and bodies do not have, and nouns that have one of them all the same.
_ADJECTIVE_ENDINGS = ("ous", "ful", "less", "ible", "ical", "istic")
_NOUNS_LIKE_ADJECTIVES = frozenset(["musical", "periodical", "radical", "chemical", "handful", "mouthful"])
_NO_CUE = frozenset(["regarding", "compared", "thanks", "following"])
_REDUCED_BEFORE = frozenset(["over", "in", "to", "by", "from", "during", "since", "under", "at"])
ALWAYS_TELL = frozenset(["said", "told", "wrote", "added", "says", "tells", "tweeted", "asked", "continued", "replied"])
_BARE_SOURCES = frozenset(
    ["one", "half", "many", "some", "all", "both", "most", "few", "several", "others", "this", "these", "those"]
)
_PLURAL_SUBJECTS = frozenset(
    ["i", "we", "you", "they", "who", "people", "police", "many", "some", "most", "others", "both", "all", "those"]
) | frozenset(["data", "media", "women", "men", "percent", "cent"])
_WRITER_AND_READER = frozenset(["i", "we", "you"])  # outside quotation marks: the publication's own voice
_NO_SOURCE = frozenset(["there", "here", "such", "what", "that", "which", "much", "more", "less", "it is"])


def is_noun(clauses: Clauses, cue: Found, form: Form) -> bool:
    """Whether the word is no verb here: "the reports", "United States", "a promised visit", "his plans"."""
    if (clauses.named(cue.first) and cue.first > 0) or clauses.spelt[cue.first] in _NO_CUE:
        return True
    if cue.first == 0:
        return form in {Form.BASE, Form.PRESENT}
    before, gap = clauses.spelt[cue.first - 1], clauses.gap(cue.first)
    if before == "as" and cue.first > 1 and clauses.spelt[cue.first - 2] == "quoted":
        return True
    role = clauses.role(cue.first - 1)
    if gap is not Gap.JOINED:
        return False
    if role == "possessive" or (role == "determiner" and before not in _BARE_SOURCES and before != "that"):
        return True
    if "'s" in (between := clauses.text[clauses.words[cue.first - 1].end : cue.start]) or "’s" in between:
        return form is not Form.ING and before not in {"he", "she", "it", "who", "that"}
    if _is_adjective(clauses, cue.first - 1) and clauses.spelt[cue.first] in _AMBIGUOUS:
        return True
    if role == "preposition":
        return form is not Form.ING
    return clauses.text[cue.end : cue.end + 1] == "-" or "-" in between


def _is_adjective(clauses: Clauses, index: int) -> bool:
    """Whether a word before a cue can only describe what follows: "mired in *biographical* disputes"."""
    spelt = clauses.spelt[index]
    if spelt in _ADJECTIVES:
        return True
    return spelt.endswith(_ADJECTIVE_ENDINGS) and spelt not in _NOUNS_LIKE_ADJECTIVES and not clauses.named(index)


def is_passive(clauses: Clauses, cue: Found) -> bool:
    at = cue.first - 1
    while at > 0 and clauses.role(at) == "adverb":
        at -= 1
    if at >= 0 and (clauses.role(at) == "be" or clauses.spelt[at].endswith(("'s", "'re", "'m"))):
        return True
    following = cue.last + 1
    return following < len(clauses.words) and clauses.spelt[following] == "by" and clauses.gap(following) is Gap.JOINED


def is_reduced(clauses: Clauses, cue: Found, form: Form, run: Run) -> bool:
    """A participle behind its noun: "the losses projected over ten years"."""
    following = cue.last + 1
    return (
        form is Form.PAST
        and run[1] == cue.first - 1
        and not clauses.named(run[1])
        and clauses.role(run[1]) != "pronoun"
        and run[1] > 0
        and clauses.spelt[cue.first] not in ALWAYS_TELL
        and following < len(clauses.words)
        and clauses.spelt[following] in _REDUCED_BEFORE
        and "that" not in clauses.spelt[following + 1 : following + 4]
    )


def may_tell(clauses: Clauses, run: Run) -> bool:
    first, last = run
    spelt = clauses.spelt[last]
    if first == last:
        if spelt.split("'")[0] in _WRITER_AND_READER:
            return False
        if clauses.role(first) == "determiner" and spelt not in _BARE_SOURCES:
            return False
        if spelt in _NO_SOURCE or clauses.role(first) in {"be", "auxiliary", "adverb", "day", "possessive", "object"}:
            return False
    if clauses.role(last) == "relative" and first < last:
        return spelt == "who" or clauses.named(last - 1) or clauses.spelt[last - 1] in _BODIES
    if share(clauses, run):
        return True
    return not spelt[0].isdigit() and spelt not in _NO_SOURCE and clauses.role(last) not in {"preposition", "day"}


def agrees(clauses: Clauses, cue: Found, form: Form, run: Run) -> bool:
    """Whether a present form fits its subject in number, and is no noun: "they report", not "the annual report"."""
    if form not in {Form.BASE, Form.PRESENT} or clauses.before_group(cue.first) != cue.first - 1:
        return True
    if run[1] != cue.first - 1:
        joined = clauses.role(cue.first - 1)
        return form is Form.PRESENT or joined in {"to", "relative"} or (joined == "conjunction" and _many(clauses, run))
    head = _head(clauses, run)
    last = clauses.spelt[head]
    ambiguous = cue.first == cue.last and clauses.spelt[cue.first] in _AMBIGUOUS
    if ambiguous and not _certain_subject(clauses, run) and not _tells_clause(clauses, cue):
        return False
    if form is Form.PRESENT:
        plural = (
            last.endswith("s")
            and clauses.text[clauses.words[head].start].islower()
            and not last.endswith(("ss", "us", "is"))
        )
        noun = ambiguous and not _takes_object(clauses, cue)
        return not (plural or noun) and last not in _PLURAL_SUBJECTS - {"who"}
    if last in _PLURAL_SUBJECTS:
        return True
    return _many(clauses, run) and (not ambiguous or _takes_object(clauses, cue))


def _many(clauses: Clauses, run: Run) -> bool:
    """Whether a phrase takes a plural verb: "voters", "two per cent of voters", "Lee and Roe"."""
    head = _head(clauses, run)
    ends = {*clauses.spelt[max(run[0], head - 1) : head + 1], clauses.spelt[run[1]]}
    plural = any(word.endswith("s") or word in _PLURAL_SUBJECTS for word in ends)
    return plural or share(clauses, run) or "and" in clauses.spelt[run[0] : run[1]]


def _head(clauses: Clauses, run: Run) -> int:
    """The word of a phrase that its verb agrees with: "*advisers* to the mayor say", "*one* of the doctors says"."""
    for at in range(run[0] + 1, run[1]):
        if clauses.role(at) in {"preposition", "to", "relative"} or clauses.spelt[at] == "that":
            return at - 1
    return run[1]


def _certain_subject(clauses: Clauses, run: Run) -> bool:
    """Whether the words before an ambiguous one end in a name or a pronoun: "Lee claims", not "the first claims"."""
    return clauses.named(run[1]) or run[1] == 0 or clauses.role(run[1]) in {"pronoun", "relative"}


def _tells_clause(clauses: Clauses, cue: Found) -> bool:
    following = cue.last + 1
    if following >= len(clauses.words):
        return False
    return clauses.gap(following) is Gap.BREAK or clauses.spelt[following] in {
        "that",
        "the",
        "he",
        "she",
        "it",
        "they",
        "to",
    }


def _takes_object(clauses: Clauses, cue: Found) -> bool:
    following = cue.last + 1
    if following >= len(clauses.words):
        return clauses.text[cue.end :].strip() == ":"
    if clauses.gap(following) is Gap.COMMA:
        return False
    role = clauses.role(following)
    return (
        clauses.gap(following) is Gap.BREAK
        or clauses.named(following)
        or (role in {"determiner", "pronoun", "possessive", "object", "to"} or clauses.spelt[following] == "that")
    )


def tells_facts(clauses: Clauses, cue: Found, run: Run) -> bool:
    following = cue.last + 1
    if following < len(clauses.words) and clauses.spelt[following] in {"that", "how"}:
        return True
    return any(clauses.spelt[at] in _RECORDS for at in range(run[0], run[1] + 1))
