"""/docs and /openapi.json: the interface, described by itself, without anything from outside."""

from importlib.resources import files
from typing import Any, cast

import flask

from service.config import Settings
from service.routes.edge import Blueprint
from service.routes.openapi import completed

SPEC = "factcheck-openapi"
POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"

blueprint = Blueprint("docs", __name__, description="This description")


def publish(app: flask.Flask, spec: dict[str, Any], settings: Settings) -> None:
    """Keep the finished document where the routes find it."""
    app.extensions[SPEC] = completed(spec, settings)


@blueprint.route("/openapi.json")
@blueprint.etag
@blueprint.response(200, {"type": "object"})
def openapi() -> flask.Response:
    """Give this interface as an OpenAPI 3.1 document."""
    blueprint.set_etag(_spec())
    return flask.jsonify(_spec())


@blueprint.route("/docs")
@blueprint.response(200, {"type": "string"}, content_type="text/html")
def page() -> flask.Response:
    """Show this interface as a page."""
    answer = flask.make_response(flask.render_template("docs.html", spec=_spec()))
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


@blueprint.route("/docs.css")
@blueprint.response(200, {"type": "string"}, content_type="text/css")
def style() -> flask.Response:
    """Give the page's style."""
    return flask.Response(files("service.web").joinpath("docs.css").read_text("utf-8"), mimetype="text/css")


def _spec() -> dict[str, Any]:
    return cast(dict[str, Any], flask.current_app.extensions[SPEC])
