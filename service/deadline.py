"""A moment after which a request gets what there is."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on a clock that only runs forward; the clock is passed in, so that a test can hold it still."""

    at: float
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = time.monotonic) -> "Deadline":
        """The moment `seconds` from now."""
        return cls(clock() + seconds, clock)

    def remaining(self) -> float:
        """Seconds left; never below 0."""
        return max(0.0, self.at - self.clock())

    def passed(self) -> bool:
        """Is the time over?"""
        return self.clock() >= self.at
