"""POST /v1/articles/check: a text on its way to print."""

from typing import Any

from schemas.article import ArticleAnswerSchema, ArticleRequestSchema, CheckedSchema
from service.articles import Article, checked_sentences
from service.deadline import Deadline
from service.errors import Fault, InvalidFields
from service.routes.edge import Blueprint, answer, desk, generation
from service.routes.items import NDJSON, wants_lines, written_lines

blueprint = Blueprint("articles", __name__, url_prefix="/v1", description="Texts on their way to print")


@blueprint.route("/articles/check", methods=["POST"])
@blueprint.arguments(ArticleRequestSchema)
@blueprint.response(200, ArticleAnswerSchema)
@blueprint.alt_response(200, schema={"type": "string"}, content_type=NDJSON, success=True)
def check(article: Article) -> Any:
    """Check what is worth checking in a text."""
    _fits(article)
    opened = generation()
    checked = checked_sentences(article, answer, Deadline.after(desk().settings.article_budget_ms / 1000))
    if wants_lines():
        return written_lines(CheckedSchema().dump(one) for one in checked)
    done = list(checked)
    complete = all(one.skipped is None and (one.answer is None or one.answer.coverage.complete) for one in done)
    return {"generation": opened.id, "complete": complete, "sentences": done}


def _fits(article: Article) -> None:
    most = desk().settings.max_article
    if len(article.text) > most:
        fault = Fault(f"Holds {len(article.text)} characters; this service takes {most}.", pointer="/text")
        raise InvalidFields([fault])
