"""Where a command's archive lives, and opening it."""

import click

from service.config import Settings
from service.place import Access, Cluster, Place, place
from service.retrieval import archives
from service.retrieval.engine import Generation


class PlaceType(click.ParamType[Place]):
    """A folder, or the URL of an archive in a cluster."""

    name = "index"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        """The place; what is none is wrong use."""
        try:
            return place(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


index_option = click.option(
    "--index",
    type=PlaceType(),
    required=True,
    envvar="FACTCHECK_INDEX",
    show_envvar=True,
    help="The folder of the archive's index, or opensearch://host:9200/name.",
)


def access_to(index: Place) -> Access:
    """How to reach a cluster, by the environment; a folder needs nothing."""
    return Settings.from_environ().access if isinstance(index, Cluster) else Access()


def opened(index: Place) -> Generation:
    """The generation that serves there."""
    return archives.open_generation(index, access_to(index))
