"""The OpenAPI document: what the schemas say, completed by what holds for every operation."""

import http
import json
from importlib.resources import files
from typing import Any

from service.config import Settings

DESCRIPTION = (
    "Claims against a newsroom's own archive: sourced verdicts with exact places. "
    "All offsets count Unicode code points. Every error is a problem document (RFC 9457)."
)
OF_ALL = (401, 403, 408, 429, 500, 503)
OF_BODIES = (400, 413, 415, 422)
OF_QUERIES = (404, 414, 422)
OPEN = ("operations", "docs")  # tags of operations that need no key
SECURITY: dict[str, dict[str, str]] = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}


def completed(spec: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """The whole document for these settings."""
    spec["info"] |= {"description": DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}}
    spec["servers"] = [{"url": "/"}]
    spec["components"]["responses"] = _problems() | {"NOT_MODIFIED": {"description": "Not Modified"}}
    for name in ("Error", "PaginationMetadata"):
        spec["components"]["schemas"].pop(name, None)
    if settings.keys:
        spec["components"]["securitySchemes"] = SECURITY
    examples = json.loads(files("service.web").joinpath("examples.json").read_text("utf-8"))
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            if method != "parameters":
                _complete(operation, method, path, examples.get(f"{method} {path}", {}), settings)
    _loosen_items(spec["components"]["schemas"])
    return spec


def _complete(operation: dict[str, Any], method: str, path: str, examples: dict[str, Any], settings: Settings) -> None:
    operation["operationId"] = f"{method}_{path.strip('/').replace('/', '_').translate(NO_BRACES)}"
    statuses = [*OF_ALL, *(OF_BODIES if method == "post" else OF_QUERIES)]
    operation["responses"].pop("default", None)
    operation["responses"] |= {str(status): {"$ref": f"#/components/responses/{_name(status)}"} for status in statuses}
    for parameter in operation.get("parameters", ()):
        _without_null(parameter.get("schema", {}))
    if settings.keys and operation["tags"][0] not in OPEN:
        operation["security"] = [{"bearer": []}, {"key": []}]
    if examples:
        body = operation["requestBody"]["content"]["application/json"]
        body["examples"] = {name: {"value": value} for name, value in examples.items()}


NO_BRACES = str.maketrans("", "", "{}.")


def _without_null(schema: dict[str, Any]) -> None:
    """A parameter of a query is there or not; it is never null."""
    if schema.get("default", "") is None:
        del schema["default"]
    if isinstance(schema.get("type"), list):
        schema["type"] = next(kind for kind in schema["type"] if kind != "null")


def _loosen_items(schemas: dict[str, Any]) -> None:
    """Items of a batch are told of one by one: what is no such item does not fail the request."""
    for name, member in (("Batch", "claims"), ("Recheck", "answers")):
        field = schemas[name]["properties"][member]
        field["items"] = {"anyOf": [field["items"], {"description": "Anything else: gets a problem of its own."}]}


def _problems() -> dict[str, Any]:
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        _name(status): {
            "description": http.HTTPStatus(status).phrase,
            "content": {"application/problem+json": schema},
        }
        for status in sorted({*OF_ALL, *OF_BODIES, *OF_QUERIES})
    }


def _name(status: int) -> str:
    return http.HTTPStatus(status).name
