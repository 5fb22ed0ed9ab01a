"""A sentence as words between which something stands, each with the part that it plays: no tagger, but small words and endings.

input:  "On Monday, Ann Lee said no", the word "said"
output: a verb, with "Lee" before its group; nothing but a space before it
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from service.analysis import Word
from service.text.inflections import Form, forms
from service.text.lexicons import entries, mapping


class Gap(StrEnum):
    """What stands between two words."""

    JOINED = "joined"  # a space, a hyphen, a possessive, the full stop of an abbreviation
    COMMA = "comma"
    BRACKET = "bracket"
    BREAK = "break"  # quotation marks, dashes, colons, semicolons


ROLES = mapping("roles")
_FINITE = frozenset(entries("finite_verbs"))
CUE_VERBS = {form: kind for verb in mapping("cues") if "+" not in verb for form, kind in forms(verb).items()}
_SPACE_ONLY = re.compile(r"[\s\u00a0]*(?:['’]s?)?[\s\u00a0]+|[-–/’'&]|\.[\s\u00a0]+|\s&\s|")
_ADJECTIVAL = frozenset({"determiner", "possessive", "preposition", "be", "adverb"})
_COMMAS = frozenset([",", ".,"])  # that of "Ashton, Md., said" too
_GROUP = frozenset({"auxiliary", "be", "adverb"})
_TIMES = frozenset({"week", "month", "year", "weekend", "spring", "summer", "autumn", "winter"})
_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june"],
) | frozenset(["july", "august", "september", "october", "november", "december"])
_NUMBERS = frozenset(mapping("number_words")) | {"half"}

Run = tuple[int, int]  # the indexes of the first and the last word


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence cut into words, asked for what stands between them and for the parts that they play."""

    text: str
    words: tuple[Word, ...]
    spelt: list[str]
    title_case: bool = False  # a headline in which nearly every word is capitalised

    def gap(self, index: int) -> Gap:
        """What stands before a word."""
        between = self.text[self.words[index - 1].end : self.words[index].start]
        if between == " " or _SPACE_ONLY.fullmatch(between):
            return Gap.JOINED
        if "(" in between or ")" in between:
            return Gap.BRACKET
        return Gap.COMMA if between.strip() in _COMMAS else Gap.BREAK

    def role(self, index: int) -> str:
        """The part that a small word plays; "" for the rest, and for a name."""
        spelt = self.spelt[index]
        role = ROLES.get(spelt) or (ROLES.get(spelt.split("'")[0]) if "'" in spelt else None)
        if role is None:
            return "adverb" if spelt.endswith("ly") and len(spelt) > 4 and index and not self.named(index) else ""
        return "" if self.named(index) and role not in {"day", "pronoun"} else role

    def named(self, index: int) -> bool:
        """Whether a word is capitalised where that tells something."""
        return index > 0 and not self.title_case and self.text[self.words[index].start].isupper()

    def verb(self, index: int) -> bool:
        """Whether a word is most likely a finite verb."""
        spelt = self.spelt[index]
        if self.named(index):
            return False
        if spelt in _FINITE or self.role(index) in {"be", "auxiliary"}:
            return True
        cue = CUE_VERBS.get(spelt)
        if cue is Form.PRESENT:
            return index == 0 or self.named(index - 1) or not self.after_adjective(index)
        return (cue is Form.PAST or (len(spelt) > 4 and spelt.endswith("ed"))) and not self.after_adjective(index)

    def after_adjective(self, index: int) -> bool:
        return index == 0 or (self.role(index - 1) in _ADJECTIVAL and self.spelt[index - 1] not in {"that", "her"})

    def number(self, index: int) -> bool:
        return index < len(self.words) and (self.spelt[index].isdigit() or self.spelt[index] in _NUMBERS)

    def before_group(self, verb: int) -> int:
        """The word before a verb, its auxiliaries, adverbs and days: "he has *repeatedly* said" gives "he"."""
        at = verb - 1
        while at >= 0:
            role, gap = self.role(at), self.gap(at + 1)
            if gap is Gap.BREAK or (gap is Gap.COMMA and (role != "adverb" or self.gap(at) is not Gap.COMMA)):
                break
            if role == "day" or (self.spelt[at] in _TIMES and self.spelt[at - 1] in {"last", "this"}):
                at -= 2 if at and self.spelt[at - 1] in {"on", "last", "this"} else 1
            elif self._dated(at):
                at -= 2
            elif self.spelt[at] == "since" and at and self.role(at - 1) == "auxiliary":
                at -= 1  # "has since said"
            elif role in _GROUP:
                at -= 1
            else:
                break
        return at

    def _dated(self, at: int) -> bool:
        """Whether a month or a year and its "in" end here: "who *in 2010* said"."""
        spelt = self.spelt[at]
        return (
            at > 1
            and self.spelt[at - 1] == "in"
            and (spelt in _MONTHS or (len(spelt) == 4 and spelt.isdigit()))
            and self.gap(at) is Gap.JOINED
        )
