"""/metrics: for Prometheus."""

import flask
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from service import __version__, metrics
from service.errors import ServiceError
from service.routes.edge import Blueprint, desk, generation

blueprint = Blueprint("metrics", __name__, description="For those who run the service")


@blueprint.route("/metrics")
@blueprint.response(200, {"type": "string"}, content_type="text/plain")
def exposition() -> flask.Response:
    """Give what all workers measured, in Prometheus' text format."""
    return flask.Response(metrics.exposition(_standing()), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _standing() -> dict[str, str]:
    try:
        return {"version": __version__, "generation": generation().id, "model": desk().model()}
    except ServiceError as error:
        return {"version": __version__, "generation": "", "model": "", "not_ready": error.code}
