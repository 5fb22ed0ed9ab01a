"""GET /: a page for trying the service in a browser."""

from pathlib import Path

import flask
from werkzeug.exceptions import NotFound

from service.routes.edge import desk

WEB = Path(__file__).parents[1] / "web"
ASSETS = {"page.css": "text/css", "page.js": "text/javascript"}
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src data:",  # the empty icon
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",  # a text can never become markup, not even by a slip of ours
        "trusted-types 'none'",
    )
)
CLAIMS = (  # these work on sample_archive
    "The General Assembly resolution got 121 votes in favour.",
    "The General Assembly resolution got 131 votes in favour.",
    "The global average temperature in 2023 was 1.48 degrees above the level of 1850 to 1900.",
    "The earthquake killed 41,156 people in Turkey.",
    "Finland joined NATO on 4 April 2022.",
    "The price of copper rose by 4% in Santiago.",
)
ARTICLE = """\
Finland joined NATO on 4 April 2022 and became the alliance's 31st member. Who would have thought so ten years ago?

India's Chandrayaan-3 spacecraft landed near the south pole of the Moon on 23 August 2023. In the same summer Spain \
beat England 1-0 in the final of the Women's World Cup. The stadium was full of song.

The General Assembly resolution on Gaza received 131 votes in favour. A ferry sank off Lisbon with 40 people on board.
"""

blueprint = flask.Blueprint("page", __name__, template_folder=str(WEB))


@blueprint.get("/")
def page() -> flask.Response:
    """The page, with what it must know of the settings."""
    settings = desk().settings
    html = flask.render_template(
        "page.html", claims=CLAIMS, article=ARTICLE, needs_key=bool(settings.keys), max_article=settings.max_article
    )
    return _kept_to_itself(flask.Response(html, mimetype="text/html"))


@blueprint.get("/page/<name>")
def asset(name: str) -> flask.Response:
    """The stylesheet and the script."""
    if name not in ASSETS:
        raise NotFound
    found = flask.Response((WEB / name).read_bytes(), mimetype=ASSETS[name])
    found.add_etag()
    found.make_conditional(flask.request)
    return _kept_to_itself(found)


def _kept_to_itself(answer: flask.Response) -> flask.Response:
    """Nothing from elsewhere is loaded or run; a copy is used only after asking whether it is still the same."""
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    answer.headers["Cache-Control"] = "no-cache"
    return answer
