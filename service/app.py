"""The composition root: the only file that names concrete classes."""

import threading
from collections.abc import Callable
from typing import TypeVar

import flask
import flask_smorest
import structlog
from werkzeug.middleware.proxy_fix import ProxyFix

from service import __version__, logs
from service.answer import Answer, Request
from service.config import Settings
from service.deadline import Deadline
from service.desk import Desk
from service.errors import ServiceError
from service.judging import judges as judges_of
from service.metrics import counted, timed
from service.pipeline import check_claim
from service.retrieval.archives import opened_archive
from service.retrieval.engine import Generation
from service.routes import (
    articles,
    claimreview,
    corpus,
    cors,
    docs,
    keys,
    limits,
    metrics,
    operations,
    page,
    problems,
    quotes,
    requests,
    statements,
    verdicts,
)
from service.routes.edge import DESK
from service.timing import timed_generation, timed_judges
from service.verdict import Policy

BLUEPRINTS = (
    verdicts.blueprint,
    articles.blueprint,
    quotes.blueprint,
    claimreview.blueprint,
    statements.blueprint,
    corpus.blueprint,
    operations.blueprint,
    metrics.blueprint,
    docs.blueprint,
)

Thing = TypeVar("Thing")

log = structlog.get_logger("service.app")


def create_app(settings: Settings, *, desk: Desk | None = None) -> flask.Flask:
    """The web application; a test may pass a desk of its own."""
    logs.configure(settings.log_level)
    app = flask.Flask("service", static_folder=None, template_folder="web")
    app.config.update(
        API_TITLE="Claims against the archive",
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]  # answers keep the order of their schemas
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # and their letters
    app.json.compact = True  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False  # nothing is ever redirected: WordPress turns a redirected POST into a GET
    app.url_map.merge_slashes = False
    app.url_map.converters["document_id"] = corpus.DocumentIdConverter
    app.extensions[DESK] = desk or opened_desk(settings)
    requests.register(app)
    cors.register(app, settings)
    limits.register(app, settings)
    keys.register(app)
    api = flask_smorest.Api(app)
    problems.register(app)
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    app.register_blueprint(page.blueprint)  # not part of the API, so not of its description
    docs.publish(app, api.spec.to_dict(), settings)
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies)  # type: ignore[method-assign]
    return app


def opened_desk(settings: Settings) -> Desk:
    """The desk over the real archive and judges, each opened at its first use in a process."""
    archive = once(lambda: opened_archive(settings.index, settings.access))
    model = None if settings.model == "bundled" else settings.model
    judges = once(lambda: timed_judges(judges_of(model, threads=settings.model_threads)))
    policy = Policy()

    def check(request: Request, *, generation: Generation, deadline: Deadline | None) -> Answer:
        with timed("verdict"):
            answer = check_claim(request, generation=generation, judges=judges(), policy=policy, deadline=deadline)
        counted(answer)
        return answer

    return Desk(
        settings=settings,
        current=lambda: timed_generation(archive().current()),
        check=check,
        model=lambda: judges().model_id,
    )


def warm(app: flask.Flask) -> None:
    """Open the archive and the model before the first request; what cannot be opened now is tried again by requests."""
    desk: Desk = app.extensions[DESK]
    try:
        desk.current()
        desk.model()
    except ServiceError as error:
        log.warning("not ready", code=error.code, reason=str(error))


def once(make: Callable[[], Thing]) -> Callable[[], Thing]:
    """`make` called at the first need and then never again; what it raises is raised, and the next need tries anew."""
    made: list[Thing] = []
    lock = threading.Lock()

    def get() -> Thing:
        if not made:
            with lock:
                if not made:
                    made.append(make())
        return made[0]

    return get
