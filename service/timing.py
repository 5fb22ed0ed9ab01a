"""An archive and a model whose time is counted, so that the pipeline itself need not know of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service import metrics
from service.pipeline import Judges, ModelJudge
from service.retrieval.engine import Engine, Generation, Kept, Store
from service.retrieval.segment import Notice
from service.stance.fusion import Probabilities
from service.types import Document, Filters, Hit, Statement


@dataclass(frozen=True, slots=True)
class TimedEngine:
    """An engine; its time is the stage "search"."""

    engine: Engine

    def search(self, terms: Sequence[str], filters: Filters, limit: int) -> list[Hit]:
        """What the engine finds."""
        with metrics.timed("search"):
            return self.engine.search(terms, filters, limit)


@dataclass(frozen=True, slots=True)
class TimedStore:
    """A store; the time of fetching statements is the stage "statements"."""

    store: Store

    def statements(self, ids: Sequence[str]) -> list[Statement]:
        """What the store holds."""
        with metrics.timed("statements"):
            return self.store.statements(ids)

    def document(self, document_id: str, version: str | None = None) -> Document:
        """One document."""
        return self.store.document(document_id, version)

    def versions(self, document_id: str) -> tuple[Document, ...]:
        """Every kept version of a document."""
        return self.store.versions(document_id)

    def history(self, document_id: str) -> Sequence[Kept]:
        """When each kept version may be used."""
        return self.store.history(document_id)

    def notices(self, document_id: str) -> tuple[Notice, ...]:
        """What later documents say of this one."""
        return self.store.notices(document_id)


@dataclass(frozen=True, slots=True)
class TimedModel:
    """A stance model; its time is the stage "model"."""

    model: ModelJudge

    @property
    def id(self) -> str:
        """The model's own id."""
        return self.model.id

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[Probabilities]:
        """What the model says."""
        with metrics.timed("model"):
            return self.model.probabilities(pairs)


def timed_generation(generation: Generation) -> Generation:
    """The same generation with its time counted."""
    return replace(generation, engine=TimedEngine(generation.engine), store=TimedStore(generation.store))


def timed_judges(judges: Judges) -> Judges:
    """The same judges with the model's time counted."""
    return judges if judges.model is None else replace(judges, model=TimedModel(judges.model))
