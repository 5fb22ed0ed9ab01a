"""/healthz, /readyz: is the process alive, and can it answer?"""

from schemas.problem import HealthSchema, ReadinessSchema
from service import __version__
from service.routes.edge import Blueprint, desk, generation

blueprint = Blueprint("operations", __name__, description="For those who run the service")


@blueprint.route("/healthz")
@blueprint.response(200, HealthSchema)
def health() -> dict[str, str]:
    """Tell that the process is alive."""
    return {"status": "alive"}


@blueprint.route("/readyz")
@blueprint.response(200, ReadinessSchema)
def readiness() -> dict[str, str]:
    """Tell that an index is open and the model loaded; 503 where not."""
    return {"status": "ready", "generation": generation().id, "model": desk().model(), "version": __version__}
