"""POST /v1/verdicts, /batch and /recheck: claims in, answers out."""

from typing import Any

from schemas.batch import BatchAnswerSchema, BatchSchema
from schemas.claim import ClaimRequestSchema
from schemas.recheck import KeptAnswerSchema, RecheckAnswerSchema, RecheckedSchema, RecheckSchema
from schemas.verdict import AnswerSchema
from service.answer import Answer, Request
from service.errors import Fault, InvalidFields
from service.recheck import rechecked
from service.routes.edge import Blueprint, answer, generation
from service.routes.items import NDJSON, results

blueprint = Blueprint("verdicts", __name__, url_prefix="/v1", description="Claims and their verdicts")


@blueprint.route("/verdicts", methods=["POST"])
@blueprint.arguments(ClaimRequestSchema)
@blueprint.response(200, AnswerSchema)
def verdict(request: Request) -> Answer:
    """Check one claim against the archive."""
    return answer(request)


@blueprint.route("/verdicts/batch", methods=["POST"])
@blueprint.arguments(BatchSchema)
@blueprint.response(200, BatchAnswerSchema)
@blueprint.alt_response(200, schema={"type": "string"}, content_type=NDJSON, success=True)
def batch(asked: dict[str, Any]) -> Any:
    """Check several claims, each by itself."""
    return results("claims", asked["claims"], _checked)


@blueprint.route("/verdicts/recheck", methods=["POST"])
@blueprint.arguments(RecheckSchema)
@blueprint.response(200, RecheckAnswerSchema)
@blueprint.alt_response(200, schema={"type": "string"}, content_type=NDJSON, success=True)
def recheck(asked: dict[str, Any]) -> Any:
    """Tell which kept answers still stand."""
    return results("answers", asked["answers"], _rechecked)


def _checked(item: dict[str, Any]) -> dict[str, Any]:
    if "id" not in item:
        raise InvalidFields([Fault("Each claim of a batch needs an id.", pointer="/id")])
    request = ClaimRequestSchema().load({name: value for name, value in item.items() if name != "id"})
    return {"answer": AnswerSchema().dump(answer(request))}


def _rechecked(item: dict[str, Any]) -> dict[str, Any]:
    kept, request = KeptAnswerSchema().load(item)
    found: dict[str, Any] = RecheckedSchema().dump(rechecked(kept, answer(request), generation=generation()))
    return found
