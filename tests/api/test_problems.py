"""Every error is a problem document, wherever it comes from."""

import pytest

from service.app import create_app
from service.config import Settings
from service.errors import ArchiveError
from tests.api import desks

CLAIM = b'{"claim": "The dam broke."}'


def problem(code, title, status, detail, instance):
    """The whole body of a problem."""
    kind = f"urn:factcheck:problem:{code}"
    return {
        "type": kind, "title": title, "status": status, "detail": detail, "instance": instance, "request_id": "r-1"
    }  # fmt: skip


def ask(client, method, path, **given):
    """The answer's status, media type and body."""
    headers = {"X-Request-ID": "r-1", **given.pop("headers", {})}
    answer = client.open(path, method=method, headers=headers, **given)
    return answer.status_code, answer.mimetype, answer.get_json(force=True)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "The body is no JSON: Expecting value at line 1 column 1."),
        (b'{"claim": "The d', "The body is no JSON: Unterminated string starting at at line 1 column 11."),
        (b'{"claim": "\xff\xfe"}', "The body is not UTF-8: byte 11 begins no character."),
        (b'{"claim": NaN}', "The body is no JSON that can be read: a number or the nesting goes too far."),
        (b'{"claim": 1e999}', "The body is no JSON that can be read: a number or the nesting goes too far."),
        (
            b'{"max_evidence": ' + b"9" * 5000 + b"}",
            "The body is no JSON that can be read: a number or the nesting goes too far.",
        ),
        (b"[" * 200_000, "The body is no JSON that can be read: a number or the nesting goes too far."),
    ],
)
def test_a_body_that_is_no_json_is_a_400(client, body, detail):
    status, kind, said = ask(client, "POST", "/v1/verdicts", data=body, content_type="application/json")
    assert (status, kind) == (400, "application/problem+json")
    assert said == problem("malformed_json", "Bad Request", 400, detail, "/v1/verdicts")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_body_not_labelled_as_json_is_a_415(client, kind):
    status, _, said = ask(client, "POST", "/v1/verdicts", data=CLAIM, content_type=kind)
    detail = "Send the body as application/json."
    assert status == 415
    assert said == problem("unsupported_media_type", "Unsupported Media Type", 415, detail, "/v1/verdicts")


def test_a_body_over_the_limit_is_a_413_before_it_is_read(client):
    status, _, said = ask(client, "POST", "/v1/verdicts", data=b" " * 4_194_305, content_type="application/json")
    detail = "The body has 4194305 bytes; this service takes 4194304."
    assert status == 413
    assert said["detail"] == detail


def test_an_unknown_path_is_a_404(client):
    status, kind, said = ask(client, "GET", "/v2/verdicts")
    assert (status, kind) == (404, "application/problem+json")
    assert said == problem("not_found", "Not Found", 404, "There is nothing at this path.", "/v2/verdicts")


def test_a_wrong_method_is_a_405_that_names_the_right_ones(client):
    answer = client.get("/v1/verdicts", headers={"X-Request-ID": "r-1"})
    detail = "GET is not possible here; Allow names what is."
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}
    assert answer.get_json() == problem("method_not_allowed", "Method Not Allowed", 405, detail, "/v1/verdicts")


def test_a_post_is_never_redirected(client):
    answer = client.post("/v1/verdicts/", json={"claim": "The dam broke."})
    assert answer.status_code == 200
    assert client.post("//v1/verdicts", json={"claim": "The dam broke."}).status_code == 404


def test_a_missing_archive_is_a_503_that_says_when_to_come_back():
    def current():
        raise ArchiveError("there is no index in ./index")

    client = create_app(Settings(), desk=desks.desk(current=current)).test_client()
    answer = client.post("/v1/verdicts", json={"claim": "The dam broke."}, headers={"X-Request-ID": "r-1"})
    detail = "there is no index in ./index"
    assert answer.headers["Retry-After"] == "5"
    assert answer.get_json() == problem("archive_unavailable", "Service Unavailable", 503, detail, "/v1/verdicts")


def test_an_accident_says_nothing_of_the_inside():
    def check(request, *, generation, deadline):
        raise ZeroDivisionError("secret")

    client = create_app(Settings(), desk=desks.desk(check=check)).test_client()
    answer = client.post("/v1/verdicts", json={"claim": "The dam broke."}, headers={"X-Request-ID": "r-1"})
    detail = "Something went wrong in the service; the request id finds it in the log."
    assert answer.get_json() == problem("internal_error", "Internal Server Error", 500, detail, "/v1/verdicts")
