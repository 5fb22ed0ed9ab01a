"""An archive by its place: the embedded engine for a folder, OpenSearch for a cluster. OpenSearch is loaded on need."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from service.errors import SettingsError
from service.place import Access, Place
from service.retrieval import generations
from service.retrieval.engine import Generation


class Archive(Protocol):
    """An open archive that follows its writer."""

    refused: str | None  # why the newest generation is not in use

    def current(self) -> Generation:
        """The newest generation that can be opened."""
        ...


def opened_archive(place: Place, access: Access) -> Archive:
    """The archive at a place, for a process that serves."""
    if isinstance(place, Path):
        return generations.Generations(place)
    return cast(Archive, _opensearch().ClusterGenerations(place, access))


def open_generation(place: Place, access: Access) -> Generation:
    """The generation that serves at a place."""
    if isinstance(place, Path):
        return generations.open_generation(place)
    return cast(Generation, _opensearch().open_generation(place, access))


def verify(place: Place, access: Access) -> Iterator[str]:
    """What of an archive is whole, as it is checked: files, or parts of an index."""
    if isinstance(place, Path):
        return (str(path) for path in generations.verify(place))
    return cast(Iterator[str], _opensearch().verify(place, access))


def _opensearch() -> ModuleType:
    return optional("service.retrieval.opensearch_generations")


def optional(module: str) -> ModuleType:
    """One of our modules that needs opensearch-py."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("opensearchpy"):
            raise
        raise SettingsError(
            "an archive in OpenSearch needs opensearch-py: install factcheck-service[opensearch]"
        ) from error
