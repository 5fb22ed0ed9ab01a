"""What a training pair is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum


class Label(IntEnum):
    """The model's classes, in the order of its output; NOT_SUPPORTED is refutes or neutral."""

    SUPPORTS = 0
    REFUTES = 1
    NEUTRAL = 2
    NOT_SUPPORTED = 3


LABEL_OF_NAME = {
    "supported": Label.SUPPORTS,
    "refuted": Label.REFUTES,
    "not_enough_evidence": Label.NEUTRAL,
    "not_supported": Label.NOT_SUPPORTED,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, the premise it is held against, and what the premise does to it."""

    claim: str
    premise: str
    label: Label
    source: str
    kind: str = ""


def share(text: str, salt: str = "") -> float:
    """Return a number in [0, 1) that depends on the text alone: splits are made with it.

    >>> share("a") == share("a")
    True
    """
    digest = hashlib.sha256(f"{salt}\n{text}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
