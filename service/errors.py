"""Every error the service raises on purpose: a stable code, a suggested HTTP status, a message for people."""


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
