"""Logs as JSON lines on standard error; nothing here or above ever passes a claim's or an article's text."""

import logging
import sys

import structlog


def configure(level: str) -> None:
    """One JSON object for each event, from `level` up."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),  # where standard error is now, not at the start
        cache_logger_on_first_use=False,
    )
