"""A bar on a terminal for an ingest: bytes read of all, documents, statements, rate, time left. Nothing elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar


class Watch:
    """Is told of an ingest as it goes on."""

    def __init__(self, bar: Bar | None, total: int) -> None:
        self._bar = bar
        self._task = bar.add_task("ingest", total=total or None, counts="") if bar else None

    def read(self, count: int) -> None:
        """So many bytes more were read."""
        if self._bar and self._task is not None:
            self._bar.advance(self._task, count)

    def written(self, documents: int, statements: int) -> None:
        """So many documents and statements were written in all."""
        if self._bar and self._task is not None:
            rate = statements / max(self._bar.tasks[0].elapsed or 0.0, 0.1)
            counts = f"{documents:,} documents, {statements:,} statements, {rate:,.0f}/s"
            self._bar.update(self._task, counts=counts)


@contextmanager
def watch(total: int) -> Iterator[Watch]:
    """A watch over an ingest of so many bytes (0: nobody knows)."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Watch(None, total)
        return
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[counts]}"), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        yield Watch(bar, total)
