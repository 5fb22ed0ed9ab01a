"""Every error the service raises on purpose: a stable code, a suggested HTTP status, a message for people."""

from collections.abc import Sequence
from dataclasses import dataclass


class ServiceError(Exception):
    """Root of the tree; `code` never changes once published, `status` is what HTTP should answer."""

    code = "internal_error"
    status = 500


class InvalidInput(ServiceError):
    """What the caller sent cannot be used: the message says what and where."""

    code = "invalid_input"
    status = 422


class NotFound(ServiceError):
    """The thing asked for is not in this generation of the archive."""

    code = "not_found"
    status = 404


class ArchiveError(ServiceError):
    """The archive's index cannot be used now: missing, torn, foreign or out of reach."""

    code = "archive_unavailable"
    status = 503


class IngestError(ServiceError):
    """Nothing was ingested, or not everything: the message names the sources that failed."""

    code = "ingest_failed"


class ModelError(ServiceError):
    """The stance model cannot be loaded or failed to answer."""

    code = "model_unavailable"
    status = 503


class SettingsError(ServiceError):
    """A setting is missing or out of range; raised at start, never later."""

    code = "invalid_settings"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request: where (a JSON pointer, or a parameter's name) and what."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class InvalidFields(InvalidInput):
    """Fields of a request are missing, unknown or out of range; `faults` names each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("The request holds fields that cannot be used; errors names each.")
        self.faults = tuple(faults)


class Malformed(ServiceError):
    """The body is no JSON."""

    code = "malformed_json"
    status = 400


class Unauthenticated(ServiceError):
    """No key was sent, or one that nobody knows."""

    code = "unauthenticated"
    status = 401


class Forbidden(ServiceError):
    """The key is known but not allowed to do this."""

    code = "forbidden"
    status = 403


class TooLarge(ServiceError):
    """The body is larger than the service takes."""

    code = "too_large"
    status = 413


class UnsupportedMedia(ServiceError):
    """The body is not labelled as JSON."""

    code = "unsupported_media_type"
    status = 415


class RateLimited(ServiceError):
    """Too many requests in too short a time."""

    code = "rate_limited"
    status = 429


class RequestTimeout(ServiceError):
    """The client did not send its request in time."""

    code = "request_timeout"
    status = 408
