"""Every error as a problem document (RFC 9457): the one place where an exception becomes an answer."""

import http
import json
from collections.abc import Sequence
from dataclasses import asdict

import flask
import structlog
from werkzeug.exceptions import HTTPException

from service.errors import Fault, InvalidFields, ServiceError
from service.routes.requests import request_id

RETRY_AFTER = {429: "1", 503: "5"}  # seconds, where the error does not know better
CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large", 429: "rate_limited"}

log = structlog.get_logger("service.problems")


def register(app: flask.Flask) -> None:
    """Answer every error of this app with a problem document."""
    app.register_error_handler(ServiceError, _of_service)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _of_accident)


def problem(
    status: int, code: str, detail: str, *, faults: Sequence[Fault] = (), headers: dict[str, str] | None = None
) -> flask.Response:
    """One problem document as an answer."""
    body: dict[str, object] = {
        "type": f"urn:factcheck:problem:{code}",
        "title": http.HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": flask.request.path,
        "request_id": request_id(),
    }
    if faults:
        body["errors"] = [{key: value for key, value in asdict(one).items() if value is not None} for one in faults]
    answer = flask.Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/problem+json")
    if status == http.HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="factcheck"'
    if status in RETRY_AFTER:
        answer.headers["Retry-After"] = RETRY_AFTER[status]
    answer.headers.update(headers or {})
    return answer


def _of_service(error: ServiceError) -> flask.Response:
    if error.status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("failed", code=error.code, reason=str(error))
    faults = error.faults if isinstance(error, InvalidFields) else ()
    return problem(error.status, error.code, str(error), faults=faults)


def _of_http(error: HTTPException) -> flask.Response:
    status = error.code or http.HTTPStatus.INTERNAL_SERVER_ERROR
    code = CODES.get(status, http.HTTPStatus(status).name.lower())
    headers = {name: value for name, value in error.get_headers() if name == "Allow"}
    return problem(status, code, _detail(error), headers=headers)


def _detail(error: HTTPException) -> str:
    if error.code == http.HTTPStatus.NOT_FOUND:
        return "There is nothing at this path."
    if error.code == http.HTTPStatus.METHOD_NOT_ALLOWED:
        return f"{flask.request.method} is not possible here; Allow names what is."
    if error.code == http.HTTPStatus.TOO_MANY_REQUESTS:
        return f"Too many requests: {error.description}. Retry-After says when to come back."
    return error.description or "The request cannot be answered."


def _of_accident(error: Exception) -> flask.Response:
    """The outermost handler: says nothing of the inside, and logs it."""
    log.error("accident", exc_info=error)
    return problem(500, "internal_error", "Something went wrong in the service; the request id finds it in the log.")
