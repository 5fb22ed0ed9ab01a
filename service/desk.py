"""What the routes need of the service; app.py builds it, tests build another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from service.answer import Answer, Request
from service.config import Settings
from service.deadline import Deadline
from service.retrieval.engine import Generation


class Check(Protocol):
    """The pipeline with its judges and policy already in place."""

    def __call__(self, request: Request, *, generation: Generation, deadline: Deadline | None) -> Answer:
        """The answer to one claim."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """The open archive and those who check; each call raises a ServiceError where it cannot be had."""

    settings: Settings
    current: Callable[[], Generation]
    check: Check
    model: Callable[[], str]
