"""What stands around a statement and tells a reader who and what it is about."""

from collections.abc import Sequence

from service.analysis import Analysis, Around
from service.text.spellings import folded
from service.types import Speaker


def around(analyses: Sequence[Analysis], speaker: Speaker | None = None) -> Around:
    """The stems and names of headline, lead, sentence before and speaker, each once, in order."""
    stems = dict.fromkeys(word.stem for analysis in analyses for word in analysis.words)
    found = [name for analysis in analyses for name in analysis.names]
    spoken = tuple(word for word in map(folded, speaker.name.split()) if word) if speaker else ()
    return Around(
        tuple(stems | dict.fromkeys(spoken)),
        tuple(dict.fromkeys([*(name.words for name in found), *([spoken] if spoken else [])])),
        tuple(name for name in found if name.title),
    )
