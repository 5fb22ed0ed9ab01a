"""Who may call what: keys, their scopes, and the error for those without."""

import hashlib
import hmac
from typing import cast

import flask

from service.config import Key
from service.errors import Forbidden, Unauthenticated
from service.routes.edge import desk

SCOPES = {  # blueprint -> the scope that it needs; one that is not here is open to all
    "verdicts": "check",
    "articles": "check",
    "quotes": "check",
    "claimreview": "check",
    "corpus": "read",
    "statements": "read",
    "metrics": "metrics",
}


def register(app: flask.Flask) -> None:
    """Look at the key of each request that needs one."""
    app.before_request(_admit)


def caller() -> Key | None:
    """The key of this request; None where it has none, or one that nobody knows."""
    if "caller" not in flask.g:
        flask.g.caller = _known(_sent())
    return cast("Key | None", flask.g.caller)


def _admit() -> None:
    scope = SCOPES.get(flask.request.blueprint or "")
    if scope is None or not desk().settings.keys or flask.request.method == "OPTIONS":
        return
    key = caller()
    if key is None:
        raise Unauthenticated("Send a key as Authorization: Bearer or X-API-Key." if not _sent() else "Unknown key.")
    if scope not in key.scopes:
        raise Forbidden(f"This key may not {scope}; its scopes are {', '.join(sorted(key.scopes))}.")


def _sent() -> str:
    scheme, _, token = flask.request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else flask.request.headers.get("X-API-Key", "").strip()


def _known(sent: str) -> Key | None:
    """Each hash is compared, in constant time, so that the time tells nothing."""
    digest = hashlib.sha256(sent.encode("utf-8", "replace")).hexdigest()
    matches = [key for key in desk().settings.keys if hmac.compare_digest(key.digest, digest)]
    return matches[0] if matches else None
