"""A claim's quoted words against the source: found word for word, altered, or not there."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from service.analysis import Quotation, Word
from service.stance.alignment import Alignment
from service.stance.speakers import other_speaker, span_of
from service.text.concepts import ANTONYMS
from service.text.stems import words
from service.types import Compared, Reason, ReasonKind, Stance, StanceKind

_ALIKE = 72.0  # partial ratio from which two runs of words are one quotation, changed or not
_ARTICLES = frozenset(["a", "an", "the"])
_NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_EXCEPTS, _INCLUDES = (
    frozenset(word.stem for word in words(text)) for text in ("except excluding barring exclude", "including include")
)
_TURNS = frozenset(["not", "no", "never", "nobody", "none", "nothing", "neither", "without"])


def judge_quotation(alignment: Alignment) -> Stance | None:
    """Supports where the quoted words are in the statement, refutes where they were changed in meaning."""
    quoted = [q for q in alignment.claim.analysis.quotations if len(alignment.claim.text[q.start : q.end].split()) >= 2]
    for quotation in quoted:
        stance = _stance(alignment, quotation)
        if stance is not None:
            return stance
    return None


def _stance(alignment: Alignment, quotation: Quotation) -> Stance | None:
    text = alignment.claim.text[quotation.start : quotation.end]
    told = alignment.statement.text
    mine, theirs = _plain(text), _plain(told)
    claim = Compared(text, quotation.start, quotation.end)
    found = fuzz.partial_ratio_alignment(mine, theirs, score_cutoff=_ALIKE)
    if found is None or len(theirs) < 0.6 * len(mine):
        return None
    speaker = alignment.statement.speaker
    if (
        alignment.claim.speaker
        and speaker
        and len(mine.split()) >= 4
        and alignment.names_speaker
        and other_speaker(alignment.claim.speaker, speaker.name)
    ):
        if changed_words(text, told) is None:
            return None
        return Stance(
            StanceKind.REFUTES,
            0.9,
            (
                Reason(
                    ReasonKind.DIFFERENT_SPEAKER,
                    span_of(alignment.claim.text, alignment.claim.speaker),
                    span_of(told, speaker.name),
                ),
            ),
        )
    if _of_another(alignment):
        return None
    if mine in theirs:
        return Stance(
            StanceKind.SUPPORTS,
            0.9 * alignment.coverage_in_context,
            (Reason(ReasonKind.SAME_WORDS, claim, Compared(told, 0, len(told))),),
        )
    changed = changed_words(text, told)
    if changed is None:
        return None
    if not changed:
        return Stance(
            StanceKind.SUPPORTS,
            0.8 * alignment.coverage_in_context,
            (Reason(ReasonKind.SAME_WORDS, claim, Compared(told, 0, len(told))),),
        )
    reason = Reason(ReasonKind.ALTERED_QUOTATION, claim, Compared(told, 0, len(told)))
    return Stance(StanceKind.REFUTES, found.score / 100, (reason,))


def _of_another(alignment: Alignment) -> bool:
    """Whether the words are not, as far as can be told, those of the claim's speaker."""
    asked, speaker = alignment.claim.speaker, alignment.statement.speaker
    if asked is None:
        return False
    text = alignment.claim.text
    if speaker is None:
        return any(text[name.start : name.end] in asked for name in alignment.missing_names)
    return other_speaker(asked, speaker.name)


def changed_words(quoted: str, told: str) -> tuple[tuple[str, str], ...] | None:
    """The pairs (quoted, told) that differ in meaning: numbers, negations, antonyms, swapped words; None: not alike.

    "said it was enough" against "but it's not enough" gives (("", "not"),).
    """
    mine, theirs = words(quoted), words(told)
    turned = _changed_places(*([w.stem for w in side if w.stem not in _ARTICLES] for side in (mine, theirs)))
    if turned is not None:
        return (turned,)
    matcher = SequenceMatcher(None, [w.stem for w in mine], [w.stem for w in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks or sum(b.size for b in blocks) < 0.5 * len(mine):
        return None
    if sum(word.content for b in blocks for word in mine[b.a : b.a + b.size]) < min(2, sum(w.content for w in mine)):
        return None
    first, last = blocks[0], blocks[-1]
    inside = SequenceMatcher(
        None,
        [w.stem for w in mine],
        [w.stem for w in theirs[first.b - min(first.a, first.b) : last.b + last.size + len(mine) - last.a - last.size]],
        autojunk=False,
    )
    window = theirs[first.b - min(first.a, first.b) : last.b + last.size + len(mine) - last.a - last.size]
    changed = []
    for tag, a1, a2, b1, b2 in inside.get_opcodes():
        if tag == "equal":
            continue
        left, right = [w.stem for w in mine[a1:a2]], [w.stem for w in window[b1:b2]]
        if _turns(left, right) or (
            tag == "replace" and _named(quoted, mine[a1:a2]) and any(w.content for w in window[b1:b2])
        ):
            changed.append((" ".join(left), " ".join(right)))
    return tuple(changed)


def _changed_places(mine: list[str], theirs: list[str]) -> tuple[str, str] | None:
    """The same words about a "not" in another order: "not a moment, a movement" quoted as "not a movement, a moment"."""
    if _TURNS.isdisjoint(mine):
        return None
    size, wanted = len(mine), sorted(mine)
    runs = [theirs[at : at + size] for at in range(len(theirs) - size + 1)]
    if mine in runs:
        return None
    found = next((run for run in runs if sorted(run) == wanted), None)
    return (" ".join(mine), " ".join(found)) if found is not None else None


def _named(text: str, found: Sequence[Word]) -> bool:
    """Whether a name was put there: a capital within a sentence."""
    return any(
        word.content and word.start > 1 and text[word.start].isupper() and text[word.start - 2] not in ".!?"
        for word in found
    )


def _turns(left: list[str], right: list[str]) -> bool:
    if _TURNS & set(left) != _TURNS & set(right):
        return True
    if any(stem.isdigit() for stem in left) and any(stem.isdigit() for stem in right):
        return True
    if (_EXCEPTS & set(left) and _INCLUDES & set(right)) or (_EXCEPTS & set(right) and _INCLUDES & set(left)):
        return True
    return any(
        not ANTONYMS.get(stem, frozenset()).isdisjoint(right)
        or any(_opposite_by_prefix(stem, other) for other in right)
        for stem in left
    )


def _opposite_by_prefix(one: str, other: str) -> bool:
    """Whether one stem is the other with a "no" in front: "unfair" and "fair"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and any(long == prefix + short for prefix in _NEGATING_PREFIXES)


def _plain(text: str) -> str:
    return " ".join(text[w.start : w.end].lower().replace("’", "'") for w in words(text))
