"""Analysis in several processes. Results come in the order of the tasks; a small ingest starts no process."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from service.errors import IngestError
from service.ingest.prepared import Prepared, Task, all_analysed, analysed

BATCH = 200_000  # characters of text that go to a process in one message
AHEAD = 3  # batches under way for each process: bounds the memory
ALONE = 1_000_000  # characters analysed here before it pays to start processes


def results(tasks: Iterable[Task], processes: int) -> Iterator[Prepared]:
    """The tasks' results, in order."""
    coming = iter(tasks)
    spent = 0
    for task in coming:
        yield analysed(task)
        spent += len(task.document.text)
        if processes > 1 and spent >= ALONE:
            yield from _in_processes(coming, processes)


def _in_processes(tasks: Iterator[Task], processes: int) -> Iterator[Prepared]:
    context = multiprocessing.get_context("spawn")  # the search index's threads forbid a fork
    under_way: deque[Future[list[Prepared]]] = deque()
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        try:
            for batch in _batches(tasks):
                under_way.append(pool.submit(all_analysed, batch))
                if len(under_way) >= processes * AHEAD:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        except BrokenProcessPool as error:
            raise IngestError("a process that analyses documents died: is the memory full?") from error
        finally:
            pool.shutdown(cancel_futures=True)


def _batches(tasks: Iterator[Task]) -> Iterator[list[Task]]:
    batch: list[Task] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += len(task.document.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
