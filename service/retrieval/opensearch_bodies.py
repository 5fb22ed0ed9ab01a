"""Statements that a search has just brought along, so that asking the store for them costs no second way."""

import threading
from collections import OrderedDict
from collections.abc import Mapping

REMEMBERED = 4096


class Bodies:
    """Encoded statements of one generation by id, the newest few thousand. They never change."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, str] = OrderedDict()

    def keep(self, bodies: Mapping[str, str]) -> None:
        """Remember these; the oldest are forgotten."""
        with self._lock:
            for name, body in bodies.items():
                self._kept[name] = body
                self._kept.move_to_end(name)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def get(self, name: str) -> str | None:
        """A statement that is remembered."""
        return self._kept.get(name)
