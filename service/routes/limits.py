"""Rate limits for each key, or each address without one, told in the headers of every answer that counts."""

import math
import time

import flask
from flask_limiter import Limiter

from service.config import Settings
from service.routes.keys import caller

OPEN = ("operations", "metrics", "docs", "page")  # never limited: probes and scrapers must get through


def register(app: flask.Flask, settings: Settings) -> None:
    """Count requests where a limit is set."""
    if not settings.rate_limit:
        return
    limiter = Limiter(_who, storage_uri=settings.rate_limit_storage, default_limits=[settings.rate_limit])
    limiter.request_filter(lambda: flask.request.blueprint in OPEN or flask.request.method == "OPTIONS")
    limiter.init_app(app)
    app.after_request(lambda answer: _told(limiter, answer))


def _who() -> str:
    key = caller()
    return f"key:{key.name}" if key else f"address:{flask.request.remote_addr}"


def _told(limiter: Limiter, answer: flask.Response) -> flask.Response:
    """The headers of draft-ietf-httpapi-ratelimit-headers, and Retry-After on a refusal."""
    current = limiter.current_limit
    if current is not None:
        window = current.limit.get_expiry()
        left = min(window, max(1, math.ceil(current.reset_at - time.time())))
        answer.headers["RateLimit-Policy"] = f'"default";q={current.limit.amount};w={window}'
        answer.headers["RateLimit"] = f'"default";r={current.remaining};t={left}'
        if answer.status_code == 429:
            answer.headers["Retry-After"] = str(left)
    return answer
