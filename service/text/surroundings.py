"""What stands around a statement and tells a reader who and what it is about."""

from service.analysis import Around
from service.text.names import folded, names
from service.text.stems import words
from service.types import Speaker


def around(*texts: str | None, speaker: Speaker | None = None) -> Around:
    """The stems and names of headline, lead, sentence before and speaker, each once, in order."""
    given = [text for text in texts if text]
    voice = f"{speaker.role or ''} {speaker.name}".strip() if speaker else ""
    stems = dict.fromkeys(word.stem for text in [*given, voice] for word in words(text))
    found = [name for text in given for name in names(text)]
    spoken = tuple(word for word in map(folded, speaker.name.split()) if word) if speaker else ()
    return Around(
        tuple(stems),
        tuple(dict.fromkeys([*(name.words for name in found), *([spoken] if spoken else [])])),
        tuple(name for name in found if name.title),
    )
