"""What every route uses: the desk of this app, the generation of this request, bodies read with care."""

import json
import math
from typing import Any, NoReturn, cast

import flask
import flask_smorest
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser

from service.answer import Answer, Request
from service.deadline import Deadline
from service.desk import Desk
from service.errors import Fault, InvalidFields, Malformed, TooLarge, UnsupportedMedia
from service.retrieval.engine import Generation

DESK = "factcheck"


def desk() -> Desk:
    """The desk that this app was made with."""
    return cast(Desk, flask.current_app.extensions[DESK])


def generation() -> Generation:
    """The generation that answers this request, the same from its first line to its last."""
    if "generation" not in flask.g:
        flask.g.generation = desk().current()
    return cast(Generation, flask.g.generation)


def answer(request: Request) -> Answer:
    """The answer to one claim within its time budget."""
    deadline = Deadline.after(desk().settings.time_budget_ms / 1000)
    return desk().check(request, generation=generation(), deadline=deadline)


class Parser(FlaskParser):
    """Loads bodies and query strings with the schemas; raises the service's own errors."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {"json": "raise", "query": "raise"}  # noqa: RUF012

    def load_json(self, req: flask.Request, schema: Schema) -> Any:  # noqa: ARG002
        """The body as JSON."""
        return json_body(req)

    def handle_error(self, error: ValidationError, *_: Any, **__: Any) -> NoReturn:
        """Name each field that cannot be used."""
        ((location, messages),) = cast(dict[str, Any], error.messages).items()
        raise InvalidFields(tuple(faults(messages, in_body=location == "json"))) from error


class Blueprint(flask_smorest.Blueprint):
    """A blueprint whose arguments are loaded by our parser."""

    ARGUMENTS_PARSER = Parser()


def json_body(req: flask.Request) -> Any:
    """The body as JSON values; Malformed, TooLarge or UnsupportedMedia where it is none."""
    largest = desk().settings.max_body_bytes
    if (req.content_length or 0) > largest:
        raise TooLarge(f"The body has {req.content_length} bytes; this service takes {largest}.")
    if not req.is_json:
        raise UnsupportedMedia("Send the body as application/json.")
    try:
        return json.loads(req.get_data(), parse_constant=_refused, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise Malformed(f"The body is no JSON: {error.msg} at line {error.lineno} column {error.colno}.") from error
    except UnicodeDecodeError as error:
        raise Malformed(f"The body is not UTF-8: byte {error.start} begins no character.") from error
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is no JSON that can be read: a number or the nesting goes too far.") from error


def faults(messages: Any, *, in_body: bool, path: str = "") -> list[Fault]:
    """Marshmallow's nested messages as flat faults.

    input: {"filters": {"publishers": {0: ["Not a valid string."]}}}
    output: [Fault("Not a valid string.", pointer="/filters/publishers/0")]
    """
    if isinstance(messages, dict):
        inner = ((path if key == "_schema" else f"{path}/{_escaped(key)}", below) for key, below in messages.items())
        return [fault for place, below in inner for fault in faults(below, in_body=in_body, path=place)]
    texts = messages if isinstance(messages, list) else [messages]
    if in_body:
        return [Fault(str(text), pointer=path) for text in texts]
    return [Fault(str(text), parameter=path.split("/")[1]) for text in texts]


def _escaped(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(digits)
    return number
