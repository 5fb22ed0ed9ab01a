"""Names, offices and places: another person in the same role, another office of the same person, another place."""

import re
from collections.abc import Sequence

from service.analysis import Analysis, Name, NameKind
from service.stance.alignment import Alignment
from service.stance.offices import titles_conflict
from service.text.concepts import same_concept
from service.text.spellings import country, same_name
from service.text.stems import words
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_EVENT = 0.7
# types of aircraft, roads, viruses: letters and a number, no year
_MODEL = re.compile(r"\b(?P<series>[A-Z]{1,3})-?(?P<number>\d{1,3})(?=s?\b)(?![%,.]\d)")
# what is hit in a place is there: "hit Orsk" as "in Orsk"
_TOWN = re.compile(r"\s(?:town|city|village|port|province|capital|border|region|district|soil|territory|airspace)\b")
_STRIKES = frozenset({"hit", "struck", "bombed", "shelled", "targeted", "attacked", "inside", "within"})


def judge_names(alignment: Alignment) -> Stance | None:
    """Refutes where one name of the claim has another of its kind in its place; supports where all are met."""
    named = alignment.named
    if not named:
        return None
    title = _other_title(alignment)
    if title is not None:
        return Stance(StanceKind.REFUTES, 0.9, (title,))
    model = _other_model(alignment)
    if model is not None and alignment.same_event:
        return Stance(StanceKind.REFUTES, alignment.coverage_in_context, (model,))
    country_ = _other_country(alignment) or _other_nation(alignment)
    if country_ is not None:
        return Stance(StanceKind.REFUTES, alignment.coverage_in_context, (country_,))
    elsewhere = _elsewhere(alignment) or _turned_way(alignment)
    if elsewhere is not None:
        return Stance(StanceKind.REFUTES, alignment.coverage, (elsewhere,))
    missing = alignment.missing_names
    if not missing:
        return Stance(StanceKind.SUPPORTS, alignment.coverage_in_context * 0.5)
    if len(missing) == 1 and not _speaks(alignment, missing[0]) and alignment.coverage >= _EVENT - 0.15:
        rival = _rival(alignment, missing[0]) if not alignment.missing else _of_like_thing(alignment, missing[0])
        if rival is not None:
            place = missing[0].kind in {NameKind.PLACE, NameKind.UNKNOWN} and not alignment.missing
            kind = ReasonKind.DIFFERENT_PLACE if place else ReasonKind.DIFFERENT_NAME
            return Stance(StanceKind.REFUTES, alignment.coverage, (_reason(alignment, missing[0], rival, kind),))
    reasons = tuple(Reason(ReasonKind.PART_MISSING, _compared(alignment.claim.text, name)) for name in missing)
    return Stance(StanceKind.NEUTRAL, len(missing) / len(named), reasons)


def _speaks(alignment: Alignment, name: Name) -> bool:
    """Whether it is the name of the claim's speaker: whose words they are is judged as attribution."""
    return alignment.claim.text[name.start : name.end] in (alignment.claim.speaker or "")


def _rival(alignment: Alignment, missing: Name) -> Name | None:
    """The statement's one name of the same kind that the claim does not mention, in the same company of words."""
    mentioned = [name.words for name in alignment.claim.analysis.names]
    rivals = [
        other
        for other in alignment.told.names
        if _same_kind(missing, other) and not any(same_name(words, other.words) for words in mentioned)
    ]
    if missing.kind in {NameKind.PLACE, NameKind.UNKNOWN}:
        rivals = [rival for rival in rivals if _same_preposition(alignment, missing, rival)]
    else:
        rivals = [rival for rival in rivals if _same_company(alignment, missing, rival)]
    return rivals[0] if len(rivals) == 1 else None


def _of_like_thing(alignment: Alignment, missing: Name) -> Name | None:
    """Another name before the same noun, of an event that a third name ties: Lee of "the Roe campaign", "the Lind campaign"."""
    if len(alignment.missing) > 1 or not any(other is not None for _, other in alignment.named):
        return None
    thing = _noun_behind(alignment.claim.analysis, missing)
    mentioned = [name.words for name in alignment.claim.analysis.names]
    rivals = [
        other
        for other in alignment.told.names
        if thing
        and _noun_behind(alignment.told, other) == thing
        and not any(same_name(words_, other.words) for words_ in mentioned)
    ]
    return rivals[0] if len(rivals) == 1 else None


def _noun_behind(analysis: Analysis, name: Name) -> str:
    """The stem of the content word that stands right behind a name; "" where none does."""
    return next((word.stem for word in analysis.words if word.start == name.end + 1 and word.content), "")


def _elsewhere(alignment: Alignment) -> Reason | None:
    """A place that the statement has only as an origin or a goal, the event being in another: "fired from Orsk, in Lind"."""
    if len(alignment.missing) > 1 or alignment.coverage < _EVENT:
        return None
    mentioned = [name.words for name in alignment.claim.analysis.names]
    told = [(other, _slot(alignment.statement.text, other)) for other in alignment.told.names]
    for name in alignment.claim.analysis.names:
        if _slot(alignment.claim.text, name) != "in":
            continue
        slots = {slot for other, slot in told if same_name(name.words, other.words)}
        rivals = [o for o, slot in told if slot == "in" and not any(same_name(words_, o.words) for words_ in mentioned)]
        if slots and slots <= {"from", "to", "towards"} and len(rivals) == 1:
            return _reason(alignment, name, rivals[0], ReasonKind.DIFFERENT_PLACE)
    return None


def _turned_way(alignment: Alignment) -> Reason | None:
    """A way told the other way round: "from Orsk to Lind" beside "from Lind to Orsk"."""
    if alignment.coverage < _EVENT:
        return None
    ways = {
        (slot, index): name
        for index, (mine, theirs) in enumerate(alignment.named)
        if theirs is not None
        for slot, name in ((_slot(alignment.claim.text, mine), mine),)
    }
    told = {index: theirs for index, (_, theirs) in enumerate(alignment.named) if theirs is not None}
    ends = {slot: index for slot, index in ways if slot in {"from", "to"}}
    if ends.keys() != {"from", "to"}:
        return None
    start, goal = told[ends["from"]], told[ends["to"]]
    if _slot(alignment.statement.text, start) == "to" and _slot(alignment.statement.text, goal) == "from":
        return _reason(alignment, ways["from", ends["from"]], start, ReasonKind.ROLES_SWAPPED)
    return None


def _same_company(alignment: Alignment, one: Name, other: Name) -> bool:
    """Whether two names have a like content word right before or right behind: "Roe resigned", "resigned Lind"."""
    mine, theirs = _beside(alignment.claim.analysis, one), _beside(alignment.told, other)
    return any(a and b and same_concept(a, b) for a, b in zip(mine, theirs, strict=True))


def _beside(analysis: Analysis, name: Name) -> tuple[str, str]:
    """The stems of the nearest content words before and behind a name."""
    office = {word.stem for word in words(name.title or "")}
    before = [w.stem for w in analysis.words if w.content and w.end <= name.start and w.stem not in office]
    behind = [word.stem for word in analysis.words if word.content and word.start >= name.end]
    return before[-1] if before else "", behind[0] if behind else ""


def _other_country(alignment: Alignment) -> Reason | None:
    """The same event in another country: "the strikes hit Norway" where the statement has "strikes in Sweden".

    Only where each side names one country as the place; "Norwegian-backed" is no place.
    """
    if len(alignment.missing) > 1 or alignment.coverage_in_context < _EVENT - 0.1:
        return None
    mine = _countries_within(alignment.claim.text, alignment.claim.analysis.names)
    theirs = _countries_within(alignment.statement.text, alignment.told.names)
    if len(mine) != 1 or len(theirs) != 1 or mine.keys() & (theirs.keys() | _adjoined(alignment)):
        return None
    [one], [other] = mine.values(), theirs.values()
    return _reason(alignment, one, other, ReasonKind.DIFFERENT_PLACE)


def _other_nation(alignment: Alignment) -> Reason | None:
    """Another nation's for the same thing: "a Norwegian prison" where the statement has "a Swedish prison"."""
    if len(alignment.missing) > 1 or alignment.coverage < _EVENT - 0.2:
        return None
    told = {country(name.words) for name in alignment.told.names}
    for mine, thing in _of_nations(alignment.claim.analysis):
        if country(mine.words) in told:
            continue
        for theirs, other in _of_nations(alignment.told):
            if same_concept(thing, other):
                return _reason(alignment, mine, theirs, ReasonKind.DIFFERENT_PLACE)
    return None


def _of_nations(analysis: Analysis) -> list[tuple[Name, str]]:
    """Each nation's name that stands right before a thing, and the stem of the thing: "Swedish prison"."""
    return [
        (name, word.stem)
        for name in analysis.names
        if len(name.words) == 1 and country(name.words)
        for word in analysis.words
        if word.start == name.end + 1 and word.content
    ]


def _countries_within(text: str, found: Sequence[Name]) -> dict[str, Name]:
    """The countries that a text names as the place of something, by code: "in Oslo, Norway" gives one."""
    return {code: name for name in found if (code := country(name.words)) and _slot(text, name) == "in"}


def _adjoined(alignment: Alignment) -> set[str]:
    """Codes of the places that a statement explains by its people: "Orsk, a Norwegian town"."""
    return {
        code
        for name in alignment.told.names
        if (code := country(name.words)) and _TOWN.match(alignment.statement.text, name.end)
    }


def _other_model(alignment: Alignment) -> Reason | None:
    """Another model of one series: "F-35" where the statement has "F-16"."""
    for mine in _MODEL.finditer(alignment.claim.text):
        told = _MODEL.finditer(alignment.statement.text)
        series = [other for other in told if other["series"] == mine["series"]]
        if len(series) == 1 and series[0]["number"] != mine["number"]:
            [other] = series
            return Reason(
                ReasonKind.DIFFERENT_NAME,
                Compared(mine.group(), mine.start(), mine.end()),
                Compared(other.group(), other.start(), other.end()),
            )
    return None


def _same_kind(one: Name, other: Name) -> bool:
    if {one.kind, other.kind} <= {NameKind.PLACE, NameKind.UNKNOWN}:  # told by the preposition before them
        return (country(one.words) is None) == (country(other.words) is None)
    return one.kind is other.kind and one.kind in {NameKind.PERSON, NameKind.BODY}


def _same_preposition(alignment: Alignment, one: Name, other: Name) -> bool:
    """ "In Orsk" and "in Lind"; "mayor of Orsk" and "mayor of Lind", not "the port of Lind"."""
    mine, theirs = _slot(alignment.claim.text, one), _slot(alignment.statement.text, other)
    if mine == theirs == "of":
        ahead, told = _beside(alignment.claim.analysis, one)[0], _beside(alignment.told, other)[0]
        return bool(ahead) and same_concept(ahead, told)
    return mine == theirs and mine in {"in", "at", "near", "to", "from", "outside", "into"}


def _slot(text: str, name: Name) -> str:
    """The preposition before a place; "in" for what is hit there."""
    word = _word_before(text, name)
    return "in" if word in _STRIKES else word


def _word_before(text: str, name: Name) -> str:
    before = text[: name.start].split()
    while before and before[-1].lower() in {"the", "southern", "northern", "eastern", "western", "central"}:
        before.pop()
    return before[-1].lower() if before else ""


def _other_title(alignment: Alignment) -> Reason | None:
    """The same person with another office, both offices spelt out."""
    for name in alignment.claim.analysis.names:
        if name.title is None or name.kind is not NameKind.PERSON:
            continue
        for other in _titled(alignment):
            if other.title and same_name(name.words, other.words) and titles_conflict(name.title, other.title):
                told = other if other in alignment.told.names else None
                statement = (
                    Compared(alignment.statement.text[told.start : told.end], told.start, told.end, told.title)
                    if told
                    else None
                )
                claim = Compared(alignment.claim.text[name.start : name.end], name.start, name.end, name.title)
                return Reason(ReasonKind.DIFFERENT_TITLE, claim, statement)
    return None


def _titled(alignment: Alignment) -> tuple[Name, ...]:
    return alignment.told.names + alignment.statement.around.titled


def _compared(text: str, name: Name) -> Compared:
    return Compared(text[name.start : name.end], name.start, name.end)


def _reason(alignment: Alignment, name: Name, other: Name, kind: ReasonKind) -> Reason:
    return Reason(kind, _compared(alignment.claim.text, name), _compared(alignment.statement.text, other))
