"""Many items in one request: a status for each, and delivery as one JSON body or line by line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import flask
from marshmallow import ValidationError

from service.errors import Fault, InvalidFields
from service.routes.edge import desk, faults, generation
from service.routes.problems import described, report

NDJSON = "application/x-ndjson"
LONGEST_ID = 200


def results(name: str, items: Sequence[Any], settle: Callable[[dict[str, Any]], dict[str, Any]]) -> flask.Response:
    """Each item settled by itself; `name` is the member of the body that holds the items."""
    most = desk().settings.max_batch
    if len(items) > most:
        raise InvalidFields([Fault(f"Holds {len(items)} items; this service takes {most}.", pointer=f"/{name}")])
    generation()  # an archive that cannot be opened fails the request, not each of its items
    settled = (_settled(item, f"/{name}/{place}", settle) for place, item in enumerate(items))
    return written_lines(settled) if wants_lines() else flask.jsonify({"results": list(settled)})


def wants_lines() -> bool:
    """Does the caller's Accept ask for one line for each item?"""
    return flask.request.accept_mimetypes.best_match(["application/json", NDJSON]) == NDJSON


def written_lines(rows: Iterator[dict[str, Any]]) -> flask.Response:
    """One line for each row, sent as soon as it is done."""
    lines = (flask.json.dumps(row) + "\n" for row in rows)
    headers = {"X-Accel-Buffering": "no"}  # a proxy must not wait for the last line
    return flask.Response(flask.stream_with_context(lines), content_type=NDJSON, headers=headers)


def _settled(item: Any, path: str, settle: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """The result of one item. Nothing that goes wrong with it may cost the others: this is their outermost handler."""
    try:
        return {"id": _identity(item), "status": 200, **settle(_usable(item))}
    except ValidationError as error:
        failure: Exception = InvalidFields(_placed(faults(error.messages, in_body=True), path))
    except InvalidFields as error:
        failure = InvalidFields(_placed(error.faults, path))
    except Exception as error:  # noqa: BLE001 - see above
        failure = error
    report(failure)
    problem = described(failure)
    return {"id": _identity(item), "status": problem["status"], "problem": problem}


def _placed(found: Iterable[Fault], path: str) -> list[Fault]:
    """Faults of an item as faults of the body that holds it."""
    return [replace(fault, pointer=path + (fault.pointer or "")) for fault in found]


def _identity(item: Any) -> str | int | None:
    """What the caller calls this item, where it is fit to be given back."""
    given = item.get("id", item.get("verification_id")) if isinstance(item, dict) else None
    return given if isinstance(given, str | int) and 0 < len(str(given)) <= LONGEST_ID else None


def _usable(item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise InvalidFields([Fault("Must be an object.", pointer="")])
    if "id" in item and _identity(item) is None:
        raise InvalidFields([Fault("Must be a string or a number, up to 200 characters.", pointer="/id")])
    return item
