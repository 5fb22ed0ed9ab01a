"""Request ids, one log line for each request, and the headers that every answer carries."""

import http
import re
import time
import uuid
from typing import cast

import flask
import structlog

from service import metrics
from service.routes.keys import caller

REQUEST_ID = "X-Request-ID"
USABLE_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")  # fit for a log and a header
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}

log = structlog.get_logger("service.requests")


def register(app: flask.Flask) -> None:
    """Name each request as it comes in and log it as it goes out."""
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """The caller's X-Request-ID where it is usable, else one of our own; the same all through one request."""
    if "request_id" not in flask.g:
        given = flask.request.headers.get(REQUEST_ID, "")
        flask.g.request_id = given if USABLE_ID.fullmatch(given) else uuid.uuid4().hex
    return cast(str, flask.g.request_id)


def _begin() -> None:
    flask.g.began = time.monotonic()


def _end(answer: flask.Response) -> flask.Response:
    answer.headers[REQUEST_ID] = request_id()
    for name, value in SECURITY.items():
        answer.headers.setdefault(name, value)
    if flask.request.method == "POST" or answer.status_code >= 400:
        answer.headers.setdefault("Cache-Control", "no-store")
    if flask.request.method == "OPTIONS" and answer.status_code == http.HTTPStatus.OK:
        answer.status_code = http.HTTPStatus.NO_CONTENT
        del answer.headers["Content-Type"]
    _report(answer, time.monotonic() - flask.g.get("began", time.monotonic()))
    return answer


def _report(answer: flask.Response, seconds: float) -> None:
    route = flask.request.url_rule.rule if flask.request.url_rule else "unknown"
    metrics.requests.labels(route, _method(), answer.status_code).inc()
    metrics.request_seconds.labels(route).observe(seconds)
    key = caller()
    log.info(
        "request",
        request_id=request_id(),
        method=_method(),
        route=route,
        status=answer.status_code,
        milliseconds=round(seconds * 1000, 1),
        bytes_in=flask.request.content_length or 0,
        key=key.name if key else None,
    )


def _method() -> str:
    """The method; one that nobody knows is not written down as sent."""
    return flask.request.method if flask.request.method in METHODS else "other"
