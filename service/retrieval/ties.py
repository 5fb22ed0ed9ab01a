"""Where a list of hits is cut: both engines fetch more than they were asked for, so that ties are settled by id."""

from collections.abc import Callable, Sequence
from typing import TypeVar

EXTRA = 10  # fetched beyond the limit
DECIMALS = 5
MOST_TIES = 20_000  # beyond so many equal scores the cut falls where it falls

Found = TypeVar("Found")


def beyond_ties(
    fetch: Callable[[int], Sequence[Found]], score: Callable[[Found], float], limit: int
) -> Sequence[Found]:
    """The best of what `fetch` finds, with all that tie with the last one inside the limit."""
    size = limit + EXTRA
    while True:
        found = fetch(size)
        if len(found) < size or score(found[-1]) < score(found[limit - 1]) or size > MOST_TIES:
            return found
        size *= 4
