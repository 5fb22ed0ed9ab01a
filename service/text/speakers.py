"""The speaker of each sentence of an entry, pronouns followed back across sentences.

input:  ["Humza Yousaf denied the report.", "“It is false,” he said.", "“I was at home.”"]
output: Humza Yousaf (denied); Humza Yousaf (said); Humza Yousaf (said)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.analysis import Analysis, Attribution, CueKind, Name, NameKind, Quotation
from service.text.names import names
from service.text.spellings import same_name
from service.types import Speaker

_TAKEN_UP = re.compile(r",?\s(?:who|which|that)$")
_PRONOUN = re.compile(
    r"^(?:he|she|they|it|the (?:statement|letter|report|spokesman|spokeswoman|spokesperson|minister|president|official|group|ministry|agency|organisation|organization|company|leader|two|pair|army|military|force|paper|newspaper|poll|study))$",
    re.IGNORECASE,
)


_PERSONAL = frozenset(["he", "she"])
_GENDERS = {
    "mr": "he",
    "sir": "he",
    "lord": "he",
    "mrs": "she",
    "ms": "she",
    "miss": "she",
    "lady": "she",
    "dame": "she",
}
# a noun behind a name, which is then about the noun ("Berg aides"); not "Berg himself", "Berg of Malmo", "Berg recently"
_HEAD_BEHIND = re.compile(
    r"(?:['’]s?)?\s(?!(?:himself|herself|itself|themselves|alone|also|both|later|too|and|or|as|at|by|for|from|in|of|on|to"
    r"|with|who|which|that|speaking|writing)\b)[a-z][\w-]*+(?<!ly)(?<!ed)"
)
_HEAD_BEFORE = re.compile(r"[a-z]\w*\s(?:of|for|to|from|at|in|by|with|on)\s(?:the\s|an?\s|its\s|his\s|her\s|their\s)?$")
_VOICE = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b", re.IGNORECASE)
_HANGING = frozenset(["of", "for", "to", "from", "at", "in", "by", "the", "a", "an", "and"])
_LEAD = 60  # characters before a name in which the word that it belongs to may end
_MOST_PERSONS = 20
_TITLE_BEFORE = 40  # characters of an office before the name that a sentence begins with


@dataclass(frozen=True, slots=True)
class _Known:
    """A name told before, and how it was spelt there."""

    name: Name
    spelt: str


@dataclass(slots=True)
class _Persons:
    """The persons of an entry that "he" and "she" may mean: speakers and whoever a sentence begins with, latest last."""

    found: list[Speaker] = field(default_factory=list)
    pronouns: dict[str, str] = field(default_factory=dict)

    def note(self, speaker: Speaker, pronoun: str | None = None) -> None:
        """A person in a subject's place, and the pronoun that has been used of him, if any."""
        self.found = [*self.found, speaker][-_MOST_PERSONS:]
        pronoun = pronoun or _GENDERS.get((speaker.role or "").split(" ")[0])
        if pronoun is not None:
            self.pronouns[speaker.name] = pronoun

    def meant(self, pronoun: str | None) -> Speaker | None:
        """The last person of whom the other pronoun has not been used.

        input:  Ann Lee (she), Tom Reed (none yet); "she"
        output: Tom Reed, who came last
        """
        if pronoun is None:
            return None
        return next((s for s in reversed(self.found) if self.pronouns.get(s.name, pronoun) == pronoun), None)


def speakers(sentences: Sequence[str], analyses: Sequence[Analysis]) -> list[Speaker | None]:
    """For each sentence of one entry, in order, who says it; None: the publication itself. Spans are the sentence's."""
    result: list[Speaker | None] = []
    known: list[_Known] = []
    persons = _Persons()
    last: Speaker | None = None
    about: Speaker | None = None  # the person whom the sentence before is about, where nobody speaks in it
    open_quote = False
    for text, told in zip(sentences, analyses, strict=True):
        found = told.names
        main = _principal(text, told.attributions)
        speaker: Speaker | None = None
        if main is not None:
            speaker = _speaker(text, main, found, known, persons.meant(_pronoun(text, main)) or last)
        elif last is not None and (open_quote or _is_quoted(text, told.quotations)):
            quoted = last if open_quote or about is None else about
            speaker = Speaker(quoted.name, last.cue, quoted.role)
        open_quote = _open_after(text, before=open_quote)
        subject = _subject(text, main, speaker, found, known)
        about = subject if speaker is None else None
        if subject is not None:
            persons.note(subject, None if main is None else _pronoun(text, main))
        known = [*known, *(_Known(name, text[name.start : name.end]) for name in found)][-60:]
        if speaker is not None:
            last = speaker
        result.append(speaker)
    return result


def source_words(text: str, told: Attribution) -> str:
    """The source of an attribution without the pronoun that takes it up: "Ann Lee, who" is "Ann Lee"."""
    return _TAKEN_UP.sub("", text[told.source_start : told.source_end])


def _pronoun(text: str, main: Attribution) -> str | None:
    """ "he" or "she", where that is the source."""
    source = text[main.source_start : main.source_end].lower()
    return source if source in _PERSONAL else None


def _subject(
    text: str, main: Attribution | None, speaker: Speaker | None, found: Sequence[Name], known: Sequence[_Known]
) -> Speaker | None:
    """The person whom a sentence is about: its speaker, or the one whose name it begins with."""
    if main is not None and speaker is not None:
        named = any(n.kind is NameKind.PERSON and n.start == speaker.start for n in found)
        return speaker if named or _pronoun(text, main) else None
    first = next(iter(found), None)
    if first is None or first.start > _TITLE_BEFORE or (first.start and first.title is None):
        return None
    full = _full(first, known)
    if NameKind.PERSON not in {first.kind, full and full.name.kind}:
        return None
    return Speaker(text[first.start : first.end] if full is None else full.spelt, "", first.title)


def _full(name: Name, known: Sequence[_Known]) -> _Known | None:
    """The longer name, told before, that a name is short for."""
    longer = (one for one in known if len(one.name.words) > len(name.words))
    return next((one for one in longer if same_name(one.name.words, name.words)), None)


def _principal(text: str, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution that governs most of the sentence; a stand or a plan told of somebody is nobody's words."""
    words = [told for told in found if told.kind is not CueKind.HOLDS]
    best = max(words, key=lambda a: (a.content_end - a.content_start, -a.cue_start), default=None)
    if best is None:
        return None
    told = max(best.content_end, best.source_end) - min(best.content_start, best.source_start)
    return best if told >= 0.4 * len(text) else None


def _speaker(
    text: str, main: Attribution, found: Sequence[Name], known: Sequence[_Known], last: Speaker | None
) -> Speaker:
    source = source_words(text, main)
    cue = text[main.cue_start : main.cue_end]
    denies = main.kind is CueKind.DENIES
    if _PRONOUN.match(source) or source.lower() in {"we", "i"}:
        meant = _taken_up(source, known, last)
        if meant is not None:
            return Speaker(meant.name, cue, meant.role, denies)
    name = _named(text, main, found)
    if name is not None:
        full = _full(name, known)
        shown = text[name.start : name.end] if full is None else full.spelt
        role = name.title or (full.name.title if full else None) or _role(source, text[name.start : name.end])
        return Speaker(shown, cue, role, denies, name.start, name.end)
    whole = re.sub(r"^(?:the|a|an)\s", "", source, flags=re.IGNORECASE)
    shown = whole.partition(" (")[0] if whole.count("(") > whole.count(")") else whole
    start = main.source_start + len(source) - len(whole)
    return Speaker(shown, cue, None, denies, start, start + len(shown))


def _taken_up(source: str, known: Sequence[_Known], last: Speaker | None) -> Speaker | None:
    """Whom a pronoun means: who spoke last, else the last person or body told of; "they" no one person."""
    they = source.lower() == "they"
    taken_for = _kinds(last) if last is not None else frozenset()
    if they and NameKind.PLACE in taken_for:
        return None
    if last is not None and not (they and NameKind.PERSON in taken_for):
        return last
    kinds = {NameKind.BODY} if they else {NameKind.PERSON, NameKind.BODY}
    antecedent = next((one for one in reversed(known) if one.name.kind in kinds), None)
    return Speaker(antecedent.spelt, "", antecedent.name.title) if antecedent else None


def _named(text: str, main: Attribution, found: Sequence[Name]) -> Name | None:
    """The name that a source is known by: its first person's, else its only one; none that only modifies another word.

    input:  "Trump spokesman Jason Miller", "the Bush administration", "aides to Hillary Clinton", "a Red Cross spokesman"
    output: Jason Miller; none; none; Red Cross, for which its spokesman stands
    """
    inside = [n for n in found if main.source_start <= n.start and n.end <= main.source_end]
    heads = [name for name in inside if not _modifies(text, main, name)]
    person = next((name for name in heads if name.kind is NameKind.PERSON), None)
    if person is not None:
        return person
    return heads[0] if len(heads) == len(inside) == 1 and heads[0].kind is not NameKind.PLACE else None


def _modifies(text: str, main: Attribution, name: Name) -> bool:
    """Whether the source is another than the name in it: behind it or before it stands the word that is."""
    source_before, source_behind = text[main.source_start : name.start], text[name.end : main.source_end]
    if name.kind is NameKind.BODY and (_VOICE.search(source_before) or _VOICE.search(source_behind)):
        return False
    return bool(_HEAD_BEHIND.match(source_behind) or _HEAD_BEFORE.search(source_before[-_LEAD:]))


def _kinds(speaker: Speaker) -> frozenset[NameKind]:
    """What a speaker's names are: neither one person nor a country is meant by "they"."""
    return frozenset(name.kind for name in names(speaker.name))


def _role(source: str, name: str) -> str | None:
    rest = re.sub(r"^(?:the|a|an)\s", "", source.replace(name, " ").strip(" ,"), flags=re.IGNORECASE)
    words = rest.removeprefix("'s ").removeprefix("’s ").split()
    while words and words[-1].lower() in _HANGING:
        words.pop()
    return " ".join(words) or None


def _is_quoted(text: str, spans: Sequence[Quotation]) -> bool:
    return sum(span.end - span.start for span in spans) > 0.7 * len(text) or bool(
        re.match(r"[“\"]", text) and not re.search(r"[”\"]", text[1:])
    )


def _open_after(text: str, *, before: bool) -> bool:
    opened, closed = text.rfind("“"), text.rfind("”")
    if opened < 0 and closed < 0:
        return before
    return opened > closed
