"""Finding the copies of earlier documents, those of this ingest included."""

from collections import Counter
from itertools import chain

from service.ingest.home import Shelf
from service.ingest.origins import Shingled, copied, decoded
from service.types import Document

CANDIDATES = 6  # documents compared with each
FEWEST_SHARED = 2  # samples that two documents share before they are compared
REMEMBERED = 10_000  # documents of this ingest at hand; older ones are found once published


class Copies:
    """The documents of an archive and of the ingest under way, by their shingle samples."""

    def __init__(self, store: Shelf) -> None:
        self._store = store
        self._recent: dict[str, Shingled] = {}
        self._by_sample: dict[int, list[str]] = {}

    def found(self, document: Document) -> Shingled:
        """A document with its copied paragraphs; from now on it is known itself."""
        shingled = Shingled(document)
        shingled.copied = copied(shingled, map(self._candidate, self._candidates(shingled)))
        self._remember(shingled)
        return shingled

    def _candidates(self, shingled: Shingled) -> list[str]:
        own = shingled.samples
        enough = min(FEWEST_SHARED, len(own))
        shared = Counter(dict(self._store.sharing(own, enough, CANDIDATES)) if own else {})
        shared.update(chain.from_iterable(self._by_sample.get(sample, ()) for sample in own))
        shared.pop(shingled.document.id, None)
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]
        return [known for known, count in best if count >= enough]

    def _candidate(self, document_id: str) -> Shingled:
        if document_id in self._recent:
            return self._recent[document_id]
        edition = self._store.editions(document_id)[-1]
        return Shingled(self._store.edition_document(edition), tuple(decoded(edition.origins)))

    def _remember(self, shingled: Shingled) -> None:
        if len(self._recent) >= REMEMBERED:
            self._recent.clear()
            self._by_sample.clear()
        self._recent[shingled.document.id] = shingled
        for sample in shingled.samples:
            self._by_sample.setdefault(sample, []).append(shingled.document.id)
