"""The signature of an answer and the id that follows from it."""

import json
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files

from service import __version__
from service.answer import Request, Signature
from service.retrieval.engine import Generation
from service.verdict import Policy


def signature(generation: Generation, *, model: str, policy: Policy) -> Signature:
    """Everything that shapes an answer on this generation."""
    return Signature(generation.id, generation.analyzer, rules_id(), model, policy.id, __version__)


def verification_id(request: Request, signed: Signature) -> str:
    """ "v1-" and a hash of the request and the signature: the same question on the same state has the same id."""
    normal = {"request": asdict(request), "signature": asdict(signed)}
    return "v1-" + sha256(json.dumps(normal, sort_keys=True, default=_plain).encode()).hexdigest()[:32]


@cache
def rules_id() -> str:
    """A hash of the rules: the text and stance packages, their word lists and weights."""
    digest = sha256()
    for package in ("service.text", "service.text.lexicons", "service.stance"):
        for item in sorted(files(package).iterdir(), key=lambda item: item.name):
            if item.is_file() and item.name.endswith((".py", ".txt", ".json")):
                digest.update(item.name.encode())
                digest.update(item.read_bytes())
    return "rules-" + digest.hexdigest()[:12]


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
