"""What gunicorn runs: the application made from the environment."""

import flask

from service.app import create_app
from service.config import Settings


def application() -> flask.Flask:
    """The application with the settings of the environment."""
    return create_app(Settings.from_environ())
