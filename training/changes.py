"""Pairs made from desk statements by rule: one number, day, name, speaker or the polarity changed, or nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from training.desk import DeskLine
from training.rows import Label, Pair

Change = Callable[[str, random.Random], str | None]

MOST_WORDS = 30

_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w:/-])(?!,\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")
_FULL_NAME = re.compile(r"\b[A-Z][\w'-]+ (?:[A-Z][a-z]?[\w'-]+)(?: [A-Z][\w'-]+)?\b")
_SPEECH = re.compile(r"\b(?:said|told|says|announced|denied|insisted|warned|argued|confirmed)\b")
_AUXILIARY = re.compile(r"\b(was|were|is|are|has|have|had|will|would|could|can)\b(?! (?:not|no|never)\b)(?!n't)")
_OPPOSITES = (
    ("rose", "fell"),
    ("fell", "rose"),
    ("more than", "fewer than"),
    ("before", "after"),
    ("after", "before"),
    ("won", "lost"),
    ("lost", "won"),
    ("approved", "rejected"),
    ("rejected", "approved"),
    ("increased", "decreased"),
    ("opened", "closed"),
    ("accepted", "refused"),
    ("refused", "agreed"),
    ("higher", "lower"),
    ("lower", "higher"),
    ("up from", "down from"),
    ("down from", "up from"),
    ("arrived in", "left"),
    ("confirmed", "denied"),
    ("denied", "confirmed"),
)


def other_number(text: str, rng: random.Random) -> str | None:
    """Return the text with one amount changed: "41 people" -> "47 people"; years and times stay."""
    amounts = [found for found in _NUMBER.finditer(text) if not _YEAR.fullmatch(found[0])]
    if not amounts:
        return None
    found = rng.choice(amounts)
    value = float(found[0].replace(",", ""))
    factor = rng.choice((0.5, 0.6, 0.7, 0.8, 1.2, 1.3, 1.5, 2.0))
    changed = value * factor if value > 12 else value + rng.choice((-3, -2, -1, 1, 2, 3))
    places = len(found[0].partition(".")[2])
    new = f"{changed:,.{places}f}" if "," in found[0] or changed >= 10_000 else f"{changed:.{places}f}"
    return None if changed <= 0 or new == found[0] else text[: found.start()] + new + text[found.end() :]


def other_weekday(text: str, rng: random.Random) -> str | None:
    """Return the text with one weekday changed."""
    days = list(_WEEKDAY.finditer(text))
    if not days:
        return None
    found = rng.choice(days)
    new = rng.choice([day for day in _WEEKDAYS if day != found[0]])
    return text[: found.start()] + new + text[found.end() :]


def other_polarity(text: str, rng: random.Random) -> str | None:
    """Return the text with its one auxiliary negated, or one word turned into its opposite."""
    for old, new in rng.sample(_OPPOSITES, len(_OPPOSITES)):
        if len(re.findall(rf"\b{old}\b", text)) == 1 and rng.random() < 0.8:
            return re.sub(rf"\b{old}\b", new, text)
    found = _AUXILIARY.search(text)
    return f"{text[: found.end()]} not{text[found.end() :]}" if found else None


def swapped_names(text: str, rng: random.Random) -> str | None:  # noqa: ARG001  one shape for all changes
    """Return the text with its two full names swapped: who did it and to whom."""
    names = list(_FULL_NAME.finditer(text))
    if len(names) != 2 or names[0][0] == names[1][0]:
        return None
    first, second = names
    return f"{text[: first.start()]}{second[0]}{text[first.end() : second.start()]}{first[0]}{text[second.end() :]}"


CHANGES: tuple[tuple[str, Change], ...] = (
    ("number", other_number),
    ("date", other_weekday),
    ("polarity", other_polarity),
    ("role_swap", swapped_names),
)


# "..., the ministry said on Monday." at the end, and what may follow a comma without being needed before it
_SAID_TAIL = re.compile(r",\s+[^,\"“”]{3,60}\b(?:said|says|announced|reported|told|added|ruled|wrote)\b[^,\"“”]*\.$")
_LOOSE_TAIL = re.compile(r",\s+(?:after|before|while|which|saying|and|but|though|although)\s[^;]*\.$")
_HANGING = re.compile(
    r"^(?:If|Unless|Had|Were|Should|Without|Instead|After|Before|While|When|As|Since|Though|Although|Asked|Having|"
    r"Despite|Because|Neither|Both|Either)\b|\b(?:if|unless)\b|;"
)


def shortened(text: str) -> str | None:
    """Return the statement without its last part: "Ten died, the ministry said." -> "Ten died."."""
    for tail in (_SAID_TAIL, _LOOSE_TAIL):
        head = tail.sub("", text).strip()
        if head != text and len(head.split()) >= 5 and head.count('"') % 2 == 0 and not _HANGING.search(head):
            return f"{head}."
    return None


def shortened_pairs(lines: Sequence[DeskLine], count: int, rng: random.Random) -> list[Pair]:
    """Return pairs of a statement and its own beginning: as it stands (supports) or changed in one place (refutes).

    Written claims share few words with a statement that supports them; without these a network takes many shared
    words for a sign of the opposite.
    """
    pairs: list[Pair] = []
    for line in rng.sample(list(lines), len(lines)):
        if len(pairs) >= count:
            break
        text = shortened(line.evidence)
        if text is None:
            continue
        whole = line.premise() if rng.random() < 0.7 else line.evidence
        pairs.append(Pair(text, whole, Label.SUPPORTS, "made_change", "shortened"))
        if rng.random() < 0.5 and (made := _changed(text, (), rng)) is not None:
            pairs.append(Pair(made[1], whole, Label.REFUTES, "made_change", made[0]))
    return pairs


def changed_pairs(lines: Sequence[DeskLine], count: int, rng: random.Random) -> list[Pair]:
    """Return pairs of a statement, as it stands or changed in one place, with its own premise.

    As many unchanged (supports) as changed ones, so that a claim in the words of the statement says nothing.
    """
    speakers = [found for line in lines if (found := _speaker(line.evidence))]
    pairs: list[Pair] = []
    for line in rng.sample(list(lines), len(lines)):
        if len(pairs) >= count:
            break
        if len(line.evidence.split()) > MOST_WORDS:
            continue
        made = _changed(line.evidence, speakers, rng)
        if made is None:
            continue
        kind, text = made
        whole = line.premise()
        pairs.append(Pair(text, whole, Label.REFUTES, "made_change", kind))
        pairs.append(Pair(line.evidence, whole, Label.SUPPORTS, "made_change", "unchanged"))
    return pairs


def _changed(text: str, speakers: Sequence[str], rng: random.Random) -> tuple[str, str] | None:
    """Return the kind of a change that the text allows, and the changed text."""
    for kind, change in rng.sample(CHANGES, len(CHANGES)):
        if (changed := change(text, rng)) is not None:
            return kind, changed
    if (speaker := _speaker(text)) and (others := [one for one in speakers if one != speaker]):
        return "speaker", text.replace(speaker, rng.choice(others))
    return None


def _speaker(text: str) -> str | None:
    """Return the full name next to a verb of saying, if the text has just one."""
    names = _FULL_NAME.findall(text)
    return names[0] if len(names) == 1 and _SPEECH.search(text) else None
