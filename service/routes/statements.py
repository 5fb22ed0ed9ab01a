"""GET /v1/statements: plain search."""

from schemas.statement import PageSchema, SearchSchema
from service.routes.edge import Blueprint, generation
from service.search import Page, Search, page

blueprint = Blueprint("statements", __name__, url_prefix="/v1", description="Plain search")


@blueprint.route("/statements")
@blueprint.etag
@blueprint.arguments(SearchSchema, location="query")
@blueprint.response(200, PageSchema)
def statements(search: Search) -> Page:
    """Find the statements nearest to some words."""
    return page(search, generation=generation())
