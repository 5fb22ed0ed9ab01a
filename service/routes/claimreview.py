"""POST /v1/claimreview: a draft for a person to sign off."""

import flask

from schemas.claimreview import ReviewRequestSchema
from service.claimreview import Review, claim_review
from service.routes.edge import Blueprint

JSON_LD = "application/ld+json"

blueprint = Blueprint("claimreview", __name__, url_prefix="/v1", description="Drafts of published reviews")


@blueprint.route("/claimreview", methods=["POST"])
@blueprint.arguments(ReviewRequestSchema)
@blueprint.response(200, {"type": "object"}, content_type=JSON_LD, description="A schema.org ClaimReview as JSON-LD")
def draft(review: Review) -> flask.Response:
    """Draft a ClaimReview from an answer."""
    return flask.Response(flask.json.dumps(claim_review(review)), content_type=JSON_LD)
