"""A client of a service without an index."""

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.config import Settings
from tests.api import desks


@pytest.fixture
def client() -> FlaskClient:
    """A client of a service whose desk is a builder's."""
    return create_app(Settings(), desk=desks.desk()).test_client()
