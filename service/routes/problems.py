"""Every error as a problem document (RFC 9457): the one place where an exception becomes an answer."""

import http
import json
from dataclasses import asdict
from typing import Any

import flask
import structlog
from werkzeug.exceptions import HTTPException

from service.errors import InvalidFields, ServiceError
from service.routes.requests import request_id

RETRY_AFTER = {429: "1", 503: "5"}  # seconds, where the error does not know better
CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large", 429: "rate_limited"}

log = structlog.get_logger("service.problems")


def register(app: flask.Flask) -> None:
    """Answer every error of this app with a problem document; for Exception this is the outermost handler."""
    for kind in (ServiceError, HTTPException, Exception):
        app.register_error_handler(kind, _answer)


def described(error: Exception) -> dict[str, Any]:
    """The problem document of an error; one that nobody foresaw says nothing of the inside."""
    status, code, detail = _told(error)
    problem: dict[str, Any] = {
        "type": f"urn:factcheck:problem:{code}",
        "title": http.HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": flask.request.path,
        "request_id": request_id(),
    }
    if isinstance(error, InvalidFields):
        given = [{key: value for key, value in asdict(one).items() if value is not None} for one in error.faults]
        problem["errors"] = given
    return problem


def report(error: Exception) -> None:
    """Log what is the service's own fault."""
    if isinstance(error, ServiceError):
        if error.status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("failed", request_id=request_id(), code=error.code, reason=str(error))
    elif not isinstance(error, HTTPException):
        log.error("accident", request_id=request_id(), exc_info=error)


def _answer(error: Exception) -> flask.Response:
    report(error)
    problem = described(error)
    status = problem["status"]
    answer = flask.Response(json.dumps(problem, ensure_ascii=False), status, mimetype="application/problem+json")
    if status == http.HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="factcheck"'
    if status in RETRY_AFTER:
        answer.headers["Retry-After"] = RETRY_AFTER[status]
    if isinstance(error, HTTPException):
        answer.headers.update({name: value for name, value in error.get_headers() if name == "Allow"})
    return answer


def _told(error: Exception) -> tuple[int, str, str]:
    """Status, code and detail."""
    if isinstance(error, ServiceError):
        return error.status, error.code, str(error)
    if isinstance(error, HTTPException) and error.code:
        return error.code, CODES.get(error.code, http.HTTPStatus(error.code).name.lower()), _detail(error)
    return 500, "internal_error", "Something went wrong in the service; the request id finds it in the log."


def _detail(error: HTTPException) -> str:
    if error.code == http.HTTPStatus.NOT_FOUND:
        return "There is nothing at this path."
    if error.code == http.HTTPStatus.METHOD_NOT_ALLOWED:
        return f"{flask.request.method} is not possible here; Allow names what is."
    if error.code == http.HTTPStatus.TOO_MANY_REQUESTS:
        return f"Too many requests: {error.description}. Retry-After says when to come back."
    return error.description or "The request cannot be answered."
