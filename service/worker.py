"""gunicorn's threaded worker with two things more: clients that stall are let go, and its own errors are problems."""

import http
import json
import socket
import struct
import uuid
from typing import Any

from gunicorn.http import get_parser
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from service.deadline import Deadline
from service.errors import RequestTimeout

SILENCE = 10  # seconds without one byte read or taken, after which a client has lost its thread
DETAILS = {
    http.HTTPStatus.BAD_REQUEST: "This is no HTTP request.",
    http.HTTPStatus.REQUEST_URI_TOO_LONG: "The address is too long; longer texts belong in the body of a POST.",
    http.HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The headers are too many or too long.",
}
WHOLE_REQUEST = 30.0  # seconds in which a request must have come in, however it trickles


class TimedSocket:
    """A socket to read requests from, for as long as they may take."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.deadline = Deadline.after(WHOLE_REQUEST)

    def recv(self, size: int) -> bytes:
        """What has come in; RequestTimeout where the client is silent or slow for too long."""
        if self.deadline.passed():
            raise RequestTimeout(f"The request did not come in within {WHOLE_REQUEST:.0f} seconds.")
        try:
            return self._sock.recv(size)
        except BlockingIOError as error:
            raise RequestTimeout(f"Nothing came in for {SILENCE} seconds.") from error

    def __getattr__(self, name: str) -> Any:
        """Everything else is the socket's own."""
        return getattr(self._sock, name)


class PatientWorker(ThreadWorker):
    """A worker of which no slow client can hold a thread for long."""

    def handle(self, conn: Any) -> Any:
        """Serve what this connection asks, within its time."""
        if conn.parser is None:
            for direction in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                conn.sock.setsockopt(socket.SOL_SOCKET, direction, struct.pack("ll", SILENCE, 0))
            conn.parser = get_parser(self.cfg, TimedSocket(conn.sock), conn.client)
        conn.parser.unreader.sock.deadline = Deadline.after(WHOLE_REQUEST)
        return super().handle(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what never reached the application with a problem document."""
        status = _status(exc)
        answer = _problem(status, DETAILS.get(status) or str(exc))
        if status == http.HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.exception("accident outside the application")
            answer = _problem(status, "Something went wrong in the service.")
        try:
            client.sendall(answer)
        except OSError:
            self.log.debug("the client had gone")


def _status(error: BaseException) -> http.HTTPStatus:
    if isinstance(error, LimitRequestLine):
        return http.HTTPStatus.REQUEST_URI_TOO_LONG
    if isinstance(error, LimitRequestHeaders):
        return http.HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    if isinstance(error, RequestTimeout):
        return http.HTTPStatus.REQUEST_TIMEOUT
    if isinstance(error, ParseException):
        return http.HTTPStatus.BAD_REQUEST
    return http.HTTPStatus.INTERNAL_SERVER_ERROR


def _problem(status: http.HTTPStatus, detail: str) -> bytes:
    request_id = uuid.uuid4().hex
    body = {
        "type": f"urn:factcheck:problem:{status.name.lower()}",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": "",
        "request_id": request_id,
    }
    text = json.dumps(body).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Connection: close",
        "Content-Type: application/problem+json",
        f"Content-Length: {len(text)}",
        f"X-Request-ID: {request_id}",
    )
    return "\r\n".join((*head, "", "")).encode() + text
