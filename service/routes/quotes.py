"""POST /v1/quotes/check: did they say it, in these words?"""

from typing import Any

from schemas.quote import QuoteAnswerSchema, QuoteRequestSchema
from service.quotes import QuoteCheck, checked_quote
from service.routes.edge import Blueprint, generation

blueprint = Blueprint("quotes", __name__, url_prefix="/v1", description="Quotations and who said them")


@blueprint.route("/quotes/check", methods=["POST"])
@blueprint.arguments(QuoteRequestSchema)
@blueprint.response(200, QuoteAnswerSchema)
def check(asked: dict[str, Any]) -> QuoteCheck:
    """Look for a quotation: found, altered, misattributed or absent."""
    return checked_quote(asked["quote"], asked["speaker"], generation(), asked["filters"])
