"""Scripts of listed web origins may call; without a list, none may."""

import flask
from flask_cors import CORS

from service.config import Settings

EXPOSED = ["ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID"]
ALLOWED = ["Authorization", "Content-Type", "If-None-Match", "X-API-Key", "X-Request-ID"]


def register(app: flask.Flask, settings: Settings) -> None:
    """Answer preflights and mark answers for the listed origins."""
    if not settings.cors_origins:
        return
    CORS(
        app,
        origins=list(settings.cors_origins),
        methods=["GET", "POST"],
        allow_headers=ALLOWED,
        expose_headers=EXPOSED,
        max_age=600,
        supports_credentials=False,
    )
    app.after_request(_varied)


def _varied(answer: flask.Response) -> flask.Response:
    """A cache must not give one origin's answer to another, nor to a caller without one."""
    answer.vary.add("Origin")
    return answer
