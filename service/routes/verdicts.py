"""POST /v1/verdicts: one claim, one answer."""

from schemas.claim import ClaimRequestSchema
from schemas.verdict import AnswerSchema
from service.answer import Answer, Request
from service.routes.edge import Blueprint, answer

blueprint = Blueprint("verdicts", __name__, url_prefix="/v1", description="Claims and their verdicts")


@blueprint.route("/verdicts", methods=["POST"])
@blueprint.arguments(ClaimRequestSchema)
@blueprint.response(200, AnswerSchema)
def verdict(request: Request) -> Answer:
    """Check one claim against the archive."""
    return answer(request)
