"""Who says what: speaker, cue and content of the sentences of one entry or article."""

from collections.abc import Sequence

from service.types import Speaker


def speakers(sentences: Sequence[str]) -> list[Speaker | None]:
    """For each sentence of one entry, in order, who says it; None: the publication itself. Spans are the sentence's."""
    return [None for _ in sentences]
