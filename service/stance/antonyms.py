"""Words of claim and statement that exclude each other: antonyms, "fair" and "unfair", directions, degrees."""

import re

from service.analysis import Analysis, Word
from service.stance.alignment import Alignment
from service.text.concepts import ANTONYMS, same_concept
from service.text.spellings import folded, same_word
from service.text.stems import words

_LEAST_BARE = 4  # letters of a word that "un" may turn: not "under" or "union"
DEGREES = frozenset(word.stem for word in words("more less fewer"))
DIRECTIONS = frozenset(word.stem for word in words("north northern south southern east eastern west western"))
# what a direction belongs to: "southern Gaza", "the south of the Gaza Strip"
_DIRECTED = re.compile(r"(?:\s(?:parts?|half|end|side|areas?|section))?(?:\sof)?(?:\sthe)?\s([A-Z]\w+)")


def opposite_words(alignment: Alignment) -> tuple[Word, Word] | None:
    """A word of the claim whose antonym stands in the statement in its place."""
    apart = [(q.start, q.end) for q in alignment.claim.analysis.quantities]  # "no fewer than 57"
    apart += [(time.start, time.end) for time in alignment.claimed_times]  # "early March"
    for word in alignment.claim.analysis.words:
        opposites = ANTONYMS.get(word.stem, frozenset()) | _with_or_without_un(word.stem)
        if any(start <= word.start < end for start, end in apart):
            continue
        if alignment.stems.isdisjoint(opposites) or alignment.said(word.stem):
            continue
        for other in alignment.told.words:
            if other.stem not in opposites or any(
                time.start <= other.start < time.end for time in alignment.told.times
            ):
                continue
            if word.stem in DIRECTIONS and not _of_one_place(alignment, word, other):
                continue
            if word.stem not in DEGREES or _of_one_measure(alignment, word, other):
                return word, other
    return None


def _with_or_without_un(stem: str) -> frozenset[str]:
    """The stem with "un" before it, or without: "fair" and "unfair"."""
    bare = stem.removeprefix("un")
    return frozenset({f"un{stem}"} | ({bare} if len(bare) < len(stem) and len(bare) >= _LEAST_BARE else set()))


def _of_one_place(alignment: Alignment, word: Word, other: Word) -> bool:
    """Whether two directions are of one place: "western Iraq" and "eastern Syria" are not."""
    mine = _DIRECTED.match(alignment.claim.text, word.end)
    theirs = _DIRECTED.match(alignment.statement.text, other.end)
    return mine is None or theirs is None or same_word(folded(mine[1]), folded(theirs[1]))


def _of_one_measure(alignment: Alignment, word: Word, other: Word) -> bool:
    """Whether two degrees are of one thing: "less crowded" and "more crowded", but not "less" and "more popular"."""
    mine = _next_content(alignment.claim.text, alignment.claim.analysis, word)
    theirs = _next_content(alignment.statement.text, alignment.told, other)
    claimed = [one.stem for one, _ in alignment.content]
    return (mine is None or alignment.said(mine.stem)) and (
        theirs is None or any(same_concept(theirs.stem, stem) for stem in claimed)
    )


def _next_content(text: str, analysis: Analysis, word: Word) -> Word | None:
    """The content word that follows a word at once."""
    return next((one for one in analysis.words if one.content and text[word.end : one.start].isspace()), None)
