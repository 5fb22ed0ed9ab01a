"""The subject of a verb, found without a tagger: by small words, endings and commas alone.

input:  "On Monday the minister, who was in Oslo, and his deputy said no", the verb "said"
output: "the minister, who was in Oslo, and his deputy"
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
_CUE_VERBS = {form: kind for verb in mapping("cues") if "+" not in verb for form, kind in forms(verb).items()}
_COMMON = frozenset(entries("common_words"))
_SPACE_ONLY = re.compile(r"[\s\u00a0]*(?:['’]s?)?[\s\u00a0]+|[-–/’'&]|\.[\s\u00a0]+|\s&\s|")
_ADJECTIVAL = frozenset({"determiner", "possessive", "preposition", "be", "adverb"})
_ARTICLES = frozenset({"determiner", "possessive"})
_LONGEST_NAME = 8  # words of a name in apposition
_LONGEST = 30  # words of a noun phrase
_DEEPEST = 4  # verbs above an infinitive: "declined to begin to try to say"
_MARKS_WITHIN = frozenset([" “", "” ", ' "', '" ', " ‘", "’ ", " '"])  # no stop or comma before them
_COMMAS = frozenset([",", ".,"])  # that of "Ashton, Md., said" too
_DASHES = frozenset(["-", "--", "–", "—", "―"])
_LEADS = frozenset({"preposition", "subordinator", "adverb", "conjunction", "to"})
_GROUP = frozenset({"auxiliary", "be", "adverb"})
_TIMES = frozenset({"week", "month", "year", "weekend", "spring", "summer", "autumn", "winter"})
_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june"],
) | frozenset(["july", "august", "september", "october", "november", "december"])
_LATER = frozenset(["later", "earlier", "ago"])  # "a few minutes later they"
_ROUNDING = frozenset(["about", "around", "over", "under"])
_NUMBERS = frozenset(mapping("number_words")) | {"half"}
_NOT_IN_PHRASE = frozenset({"auxiliary", "be", "subordinator", "relative", "pronoun", "object", "to"})

Run = tuple[int, int]  # the indexes of the first and the last word


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence cut into words, asked for the subjects of its verbs."""

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
        cue = _CUE_VERBS.get(spelt)
        if cue is Form.PRESENT:
            return index == 0 or self.named(index - 1) or not self._after_adjective(index)
        return (cue is Form.PAST or (len(spelt) > 4 and spelt.endswith("ed"))) and not self._after_adjective(index)

    def _after_adjective(self, index: int) -> bool:
        return index == 0 or (self.role(index - 1) in _ADJECTIVAL and self.spelt[index - 1] not in {"that", "her"})

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

    def subject(self, verb: int, form: Form, *, depth: int = 0) -> Run | None:
        """The words of the subject of the verb that begins at an index; None where none is to be seen."""
        at = self.before_group(verb)
        if at > 0 and self.gap(at + 1) is Gap.BREAK and self._dashed(at + 1):
            return self._across_dashes(at)
        if at < 0 or self.gap(at + 1) is Gap.BREAK:
            return self._after_participle(verb) if form in {Form.ING, Form.PAST} and at == verb - 1 else None
        gap, role = self.gap(at + 1), self.role(at)
        if gap is Gap.BRACKET:
            return self._across_brackets(at)
        if role == "to":
            governor = self._governor(at)
            if governor is None or depth == _DEEPEST:
                return None
            return self.subject(governor, Form.PAST, depth=depth + 1)
        if role == "conjunction" or self.spelt[at] in {"but", "then"}:
            return self.clause_subject(at - 1)
        if gap is Gap.COMMA:
            return self._apposed(at) or self.clause_subject(at, closed=True)
        if role == "relative" or (self.spelt[at] == "that" and form is not Form.ING):
            return self._antecedent(at)
        if role in {"preposition", "subordinator"}:
            found = self.clause_subject(at - 1) if form is Form.ING else None
            return found or (self._after_participle(verb) if form is Form.ING else None)
        found = self.phrase_ending(at)
        if found is not None:
            found = self._past_relative(found) or found
        if form is Form.ING and at + 1 == verb and found is not None and found[0] > 0 and self.verb(found[0] - 1):
            return self.clause_subject(found[0] - 1) or found
        return found

    def _apposed(self, last: int) -> Run | None:
        """An office and the name beside it, between commas: "*the mayor, Ola Berg*, said"; not "On Monday, Ola Berg, said"."""
        first = last
        while first > 0 and last - first < _LONGEST_NAME and self.gap(first) is Gap.JOINED:
            first -= 1
        if first == 0 or self.gap(first) is not Gap.COMMA or not self.named(last):
            return None
        if not (self.named(first) and self.named(min(first + 1, last))):
            return None
        office = self.phrase_ending(first - 1)
        if office is None or office[1] != first - 1 or self.named(first - 1) or self.role(office[0]) not in _ARTICLES:
            return None
        return office[0], last

    def with_name_behind(self, office: Run) -> Run:
        """An office with the name behind its comma: "said *the firm's chief pilot, Ann Lee*, ..."; else the office."""
        first = office[1] + 1
        if self.named(office[1]) or self.role(office[0]) not in _ARTICLES or first + 1 >= len(self.words):
            return office
        if self.gap(first) is not Gap.COMMA or not self.named(first):
            return office
        last = first
        while last + 1 < len(self.words) and self.named(last + 1) and self.gap(last + 1) is Gap.JOINED:
            last += 1
        closed = last + 1 == len(self.words) or self.gap(last + 1) is not Gap.JOINED
        return (office[0], last) if closed and 0 < last - first < _LONGEST_NAME else office

    def _past_relative(self, found: Run) -> Run | None:
        """The phrase that a relative clause right before the verb belongs to: "*voters who back Lee* say".

        The phrase found is the object of that clause.
        """
        at = found[0] - 1
        if at > 0 and self.role(at) == "relative" and found[0] < found[1] and self._bare_cue(found[0]):
            whole = self.phrase_ending(at - 1)
            return None if whole is None else (whole[0], found[1])
        if at < 2 or not self.verb(at) or self.gap(found[0]) is not Gap.JOINED:
            return None
        before = self.before_group(at)
        if before < 1 or self.gap(before) is not Gap.JOINED:
            return None
        if self.role(before) != "relative" and self.spelt[before] != "that":
            return None
        whole = self.phrase_ending(before - 1)
        if whole is None or (whole[0] > 0 and self.verb(whole[0] - 1)):
            return None
        return whole[0], found[1]

    def _bare_cue(self, index: int) -> bool:
        return _CUE_VERBS.get(self.spelt[index]) is Form.BASE

    def _governor(self, to: int) -> int | None:
        """The verb before "to": "declined" of "declined on Monday to say"."""
        for at in range(to - 1, max(to - 5, -1), -1):
            if self.gap(at + 1) is not Gap.JOINED:
                return None
            if self.verb(at) or self.spelt[at] in _CUE_VERBS:
                return at
        return None

    def _across_brackets(self, at: int) -> Run | None:
        """The phrase before a bracket that closes right before the verb: "Ann Lee (Labour) said"."""
        start = at
        while start > max(0, at - 30) and "(" not in self.text[self.words[start - 1].end : self.words[start].start]:
            start -= 1
        found = self.phrase_ending(start - 1) if start else None
        return None if found is None else (found[0], at)

    def _dashed(self, index: int) -> bool:
        return self.text[self.words[index - 1].end : self.words[index].start].strip(" ,\u00a0") in _DASHES

    def _across_dashes(self, at: int) -> Run | None:
        """The phrase before a remark between dashes: "Ann Lee - a teacher - said"."""
        start = next((i for i in range(at, max(0, at - 30), -1) if self._dashed(i)), None)
        found = self.phrase_ending(start - 1) if start else None
        return None if found is None else (found[0], at)

    def share(self, run: Run) -> bool:
        """Whether a phrase is a share of people: "six in 10", "four in ten"."""
        first, last = run
        return last > first + 1 and self.spelt[last - 1] == "in" and self._number(last) and self._number(last - 2)

    def _number(self, index: int) -> bool:
        return index < len(self.words) and (self.spelt[index].isdigit() or self.spelt[index] in _NUMBERS)

    def _antecedent(self, relative: int) -> Run | None:
        if relative == 0 or self.gap(relative) is Gap.BREAK:
            return None
        found = self._across_brackets(relative - 1) if self.gap(relative) is Gap.BRACKET else None
        found = found or self.phrase_ending(relative - 1) or self._object_before(relative - 1)
        return None if found is None else (found[0], relative)

    def _object_before(self, last: int) -> Run | None:
        """What stands behind the last preposition: "Among *those* who said"."""
        behind = next((i + 1 for i in range(last - 1, max(last - 6, -1), -1) if self.role(i) == "preposition"), None)
        return None if behind is None else (behind, last)

    def _after_participle(self, verb: int) -> Run | None:
        """The subject after a clause without one: "Speaking on Monday, *he* said"."""
        for at in range(verb + 1, min(len(self.words), verb + 40)):
            gap = self.gap(at)
            if gap is Gap.COMMA and (self.named(at) or self.role(at) in {"determiner", "pronoun", "possessive"}):
                found = self.phrase_from(at)
                follows = found[1] + 1 if found else len(self.words)
                if found and follows < len(self.words) and (self.verb(follows) or self.gap(follows) is Gap.COMMA):
                    return found
        return None

    def phrase_ending(self, last: int) -> Run | None:
        """The noun phrase that ends with a word."""
        first, joint = last, None
        while True:
            role = self.role(first)
            if role in {"subordinator", "relative"} or self.spelt[first] == "that":
                first += 1
                break
            if role == "conjunction":
                joint = first
            elif self.verb(first) and first < last and not self._reduced(first):
                first = (joint if joint is not None else first) + 1
                break
            elif role == "pronoun" and first == last:
                return first, last
            if first == 0 or self.gap(first) is not Gap.JOINED or last - first > _LONGEST:
                break
            first -= 1
        return self._trimmed(first, last)

    def _reduced(self, index: int) -> bool:
        """A participle inside a noun phrase: "the man *killed* in the attack", "a *retired* general"."""
        return self.spelt[index].endswith(("ed", "en")) and (
            self._after_adjective(index) or self.role(index + 1) == "preposition"
        )

    def _trimmed(self, first: int, last: int) -> Run | None:
        while first <= last and self.role(first) in _LEADS and not self._about(first):
            if self.role(first) in {"preposition", "to"} and first < last:
                following = next(
                    (i for i in range(first + 2, last + 1) if self._begins(i)), self._last_name(first, last)
                )
                if following is None:
                    return None
                first = following
            else:
                first += 1
        return (first, last) if first <= last and last - first < _LONGEST else None

    def _about(self, index: int) -> bool:
        """Whether a small word belongs to a number of people: "*about* half of voters", "*all* of the doctors"."""
        if self.spelt[index] in {"all", "both"} and index + 1 < len(self.words):
            return self.spelt[index + 1] == "of"
        return self.spelt[index] in _ROUNDING and self._number(index + 1)

    def _begins(self, index: int) -> bool:
        """Whether a noun phrase may begin here, right after another: "In Gaza *officials*", "in May *the* court"."""
        role = self.role(index)
        if self._about(index) and self.gap(index) is Gap.COMMA:
            return True
        return role in {"determiner", "possessive", "pronoun"} and self.role(index - 1) not in _LEADS

    def _last_name(self, first: int, last: int) -> int | None:
        """Where the name begins that ends a phrase and stands right behind a common noun: "In an interview *Lee*"."""
        at = last
        while at > first + 1 and self.named(at - 1):
            at -= 1
        return at if at > first + 1 and self.named(at) and not self.role(at - 1) else None

    def clause_subject(self, last: int, *, closed: bool = False) -> Run | None:
        """The first noun phrase of the clause that a word belongs to.

        Where a comma closes what stands before the verb, no subordinate clause there has it for its verb.
        """
        if last < 0:
            return None
        leads = {"conjunction"} if closed else {"conjunction", "subordinator"}
        first = last
        while first > 0 and last - first < 60 and (self.gap(first) is not Gap.BREAK or self._quoted_word(first)):
            if self._opens_bracket(first, last):
                break
            if self.gap(first) is Gap.COMMA and self.role(first) in leads and first < last:
                found = self.phrase_from(first + 1)
                if found and found[1] < last and self.verb(found[1] + 1):
                    return found
            first -= 1
        return self._past_leads(first, last)

    def _quoted_word(self, index: int) -> bool:
        """Whether only the mark of a quoted word or two stands before a word: "told voters to “wait” and praised"."""
        between = self.text[self.words[index - 1].end : self.words[index].start]
        return between in _MARKS_WITHIN

    def _opens_bracket(self, index: int, last: int) -> bool:
        """Whether a bracket opens before a word and holds all up to another: "the crew (*Roe*, who led *it*, said"."""
        between = self.text[self.words[index - 1].end : self.words[index].start]
        return "(" in between and ")" not in self.text[self.words[index].start : self.words[last].end + 1]

    def _past_leads(self, first: int, last: int) -> Run | None:
        """The phrase after leading adverbs and adverbials: "In March, after a vote, *the court* ..."."""
        while first <= last:
            role, spelt = self.role(first), self.spelt[first]
            if self._about(first):
                return self.phrase_from(first, last)
            if role in {"adverb", "conjunction"} or spelt == "but":
                first += 1
            elif role in _LEADS or role == "day" or self._participle(first):
                comma = next((i for i in range(first + 1, last + 1) if self.gap(i) is Gap.COMMA), None)
                if comma is None:
                    return None
                first = comma
            else:
                found = self.phrase_from(first, last)
                if found is None or found[1] >= last or self.spelt[found[1] + 1] not in _LATER:
                    return found
                first = found[1] + 2
        return None

    def _participle(self, index: int) -> bool:
        """Whether a clause without a subject begins here: "Speaking in Oslo, she said"; not "Ebeling said"."""
        spelt = self.spelt[index]
        return spelt.endswith(("ing", "ed")) and not self.named(index) and (index > 0 or spelt in _COMMON)

    def phrase_from(self, first: int, limit: int | None = None) -> Run | None:
        """The noun phrase that begins with a word."""
        last, end = first, min(len(self.words) - 1 if limit is None else limit, first + 20)
        if first > end or (self.role(first) in (_NOT_IN_PHRASE | _LEADS) - {"pronoun"} and not self._about(first)):
            return None
        if self.role(first) == "pronoun":
            return first, first
        while (
            last < end
            and self.gap(last + 1) is Gap.JOINED
            and self.role(last + 1) not in _NOT_IN_PHRASE
            and not (self.verb(last + 1) and last + 1 > first)
        ):
            last += 1
        while last > first and self.role(last) in _LEADS | {"determiner", "day"}:
            last -= 1
        return first, last
