"""What `labels.json` says of a stance model: the order of its outputs, its calibration, its limits."""

import json
from dataclasses import dataclass
from typing import Self

OUTPUT_ORDER = ("supports", "refutes", "neutral")


@dataclass(frozen=True, slots=True)
class ModelLabels:
    """The checked labels file.

    >>> ModelLabels.from_json('{"labels": ["supports", "refutes", "neutral"]}').temperature
    1.0
    """

    order: tuple[str, ...]
    temperature: float = 1.0
    bias: tuple[float, ...] = (0.0, 0.0, 0.0)
    most_tokens: int = 128
    most_claim_tokens: int = 56

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the checked labels; raise ValueError, KeyError, TypeError or AttributeError for what they can't be."""
        raw = json.loads(text)
        calibration = raw.get("calibration", {})
        labels = cls(
            order=tuple(raw["labels"]),
            temperature=float(calibration.get("temperature", 1.0)),
            bias=tuple(float(one) for one in calibration.get("bias", (0.0, 0.0, 0.0))),
            most_tokens=int(raw.get("most_tokens", 128)),
            most_claim_tokens=int(raw.get("most_claim_tokens", 56)),
        )
        labels._check()
        return labels

    def _check(self) -> None:
        """Raise ValueError, naming what is wrong."""
        if sorted(self.order) != sorted(OUTPUT_ORDER):
            raise ValueError(f"labels must be {', '.join(OUTPUT_ORDER)} in some order")
        if len(self.bias) != len(OUTPUT_ORDER) or not self.temperature > 0:
            raise ValueError("calibration needs a positive temperature and three numbers as bias")
        if not 0 < self.most_claim_tokens < self.most_tokens - 8:
            raise ValueError("most_claim_tokens must leave room for the premise")
