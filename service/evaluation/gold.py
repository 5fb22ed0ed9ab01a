"""Gold claims from a JSON lines file, each bad line named."""

import json
from pathlib import Path

from service.errors import InvalidInput
from service.evaluation.metrics import GoldClaim, GoldEvidence
from service.types import Label


def gold_claims(path: Path) -> tuple[GoldClaim, ...]:
    """The labelled claims of a file in the form of `gold/GUIDE.md`; raises InvalidInput with file and line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found.append(
                GoldClaim(
                    id=str(row.get("id", number)),
                    text=row["claim"],
                    label=Label(row["label"]),
                    evidence=tuple(GoldEvidence(e["doc"], e["stance"], e["quote"]) for e in row.get("evidence", ())),
                    tags=tuple(row.get("tags", ())),
                    line=number,
                    as_of=row.get("as_of"),
                )
            )
        except (ValueError, KeyError, TypeError) as problem:
            raise InvalidInput(f"{path.name}:{number}: not a labelled claim: {problem}") from problem
    if not found:
        raise InvalidInput(f"{path.name}: no claims in it")
    return tuple(found)
