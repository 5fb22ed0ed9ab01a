"""Marks that turn or weaken a clause: negation, what is only expected, "only"; each with the words it governs.

input:  "The minister did not sign, but his deputy will."
output: negation over "sign"; expected over the end
"""

import re

from service.analysis import Mark, MarkKind, Word
from service.text.lexicons import entries
from service.text.phrases import Phrases

_CLAUSE_END = re.compile(
    r"[.;:!?]|,\s(?:but|and|while|which|who|although|though|whereas)\b|\s(?:but|while|although|though|whereas|because)\s|\s[-–—]\s"
)
_NOT_ONLY = re.compile(
    r"\s(?:only|just|least|merely|to mention|confidence|doubt|wonder|matter|sooner|stranger)\b|\s(?:fewer|less|more|later|earlier)\sthan\b",
    re.IGNORECASE,
)
_NOT_UNTIL = re.compile(r"\suntil\b")  # "not until Friday": on Friday, after all
_DID_NOT = re.compile(
    r"\b(?:(?:did|does|do|will|would|could|can|may|must|should)\s?not|can['’]?t|\w+n['’]t)$", re.IGNORECASE
)
_UNTIL_AFTER_VERB = re.compile(r"(?:\s[\w’'-]+){1,10}?\suntil\b")
# "could not be freed before a truce": after it; "did not sign before noon" may be never
_CANNOT = re.compile(
    r"\b(?:(?:will|would|could|can|may|must)\s?not|can['’]?t|won['’]t|(?:could|would)n['’]t)$", re.IGNORECASE
)
_BEFORE_AFTER_VERB = re.compile(r"(?:\s[\w’'-]+){1,10}?\s(?:before|unless)\b")
_BUT_ONE = re.compile(r"(?:\s[\w’'-]+){1,6}?\s(?:other\sthan|except|but\sfor|apart\sfrom)\b")  # "no way other than"
_MARKS = Phrases.of(
    dict.fromkeys(entries("expected"), MarkKind.EXPECTED.value)
    | dict.fromkeys(("only", "solely", "exclusively", "nothing but", "sole"), MarkKind.ONLY.value)
    | dict.fromkeys(entries("negators"), MarkKind.NEGATION.value)
)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether "Will" or "May" is a person or a month here."""
    if not text[start].isupper() or text[start:end].lower() not in {"will", "may"}:
        return False
    return start > 0 or text[end + 1 : end + 2].isupper()


def marks(text: str, words: tuple[Word, ...], spelt: list[str]) -> tuple[Mark, ...]:
    """Every mark of the sentence with its scope, in order."""
    found = [(f.start, f.end, MarkKind(f.value)) for f in _MARKS.found(words, spelt)]
    found += [
        (word.end - 3, word.end, MarkKind.NEGATION)
        for word, form in zip(words, spelt, strict=True)
        if form.endswith("n't")
    ]
    if not found:
        return ()
    ends = [match.start() for match in _CLAUSE_END.finditer(text)] + [len(text)]
    return tuple(
        Mark(start, end, end, next(stop for stop in ends if stop >= end), kind)
        for start, end, kind in sorted(found)
        if not (_turns_nothing(text, end) if kind is MarkKind.NEGATION else _is_name(text, start, end))
    )


def clause_start(text: str, at: int) -> int:
    """Where the clause that holds a place of the text begins.

    input:  "He came, but she did not.", the place of "not"
    output: the place of " she"
    """
    return max((match.end() for match in _CLAUSE_END.finditer(text, 0, at)), default=0)


def _turns_nothing(text: str, end: int) -> bool:
    """Whether nothing is negated: "not only", "no way other than", "not until Friday", "cannot open until Friday"."""
    if _NOT_ONLY.match(text, end) or _NOT_UNTIL.match(text, end) or _BUT_ONE.match(text, end):
        return True
    if _CANNOT.search(text[max(0, end - 12) : end]) and _BEFORE_AFTER_VERB.match(text, end):
        return True
    return bool(_DID_NOT.search(text[max(0, end - 12) : end]) and _UNTIL_AFTER_VERB.match(text, end))
