"""docs/transcripts.md: each endpoint and each error as curl sees it. python -m tests.transcripts writes it."""

import hashlib
import json
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.serving import ROOT, ingest, running

PAGE = ROOT / "docs" / "transcripts.md"
PLACE = "http://127.0.0.1:8080"
TOLD = ("allow", "etag", "ratelimit", "ratelimit-policy", "retry-after", "www-authenticate", "x-request-id")
LONGEST = 60  # lines of a body that are shown
KEY = "secret"
KEYS = f"cms:check:{hashlib.sha256(KEY.encode()).hexdigest()}"
EXAMPLES = json.loads((ROOT / "service" / "web" / "examples.json").read_text("utf-8"))
JSON = "Content-Type: application/json"
INTRO = """# Transcripts

Each endpoint over the sample archive and each error, as curl sees them, judged by the rules alone
(`FACTCHECK_MODEL=none`). Written by `python -m tests.transcripts`; the tests make each call again and compare status,
media type and members. Long bodies are cut.
"""


@dataclass(frozen=True, slots=True)
class Call:
    """One call: a title, which server, and what curl is told."""

    title: str
    path: str
    body: Any = None
    headers: tuple[str, ...] = ()
    server: str = "open"
    method: str | None = None

    def command(self, url: str) -> list[str]:
        """The curl command."""
        given = [part for header in self.headers for part in ("-H", header)]
        if self.body is not None:
            text = self.body if isinstance(self.body, str) else json.dumps(self.body, ensure_ascii=False)
            kind = [] if any(header.lower().startswith("content-type") for header in self.headers) else ["-H", JSON]
            given += [*kind, "-d", text]
        method = ["-X", self.method] if self.method else []
        return ["curl", "-s", "-i", *method, url + self.path, "-H", "X-Request-ID: demo", *given]


def example(path: str, name: str) -> Any:
    """A body of the description's examples."""
    return EXAMPLES[f"post {path}"][name]


CLAIM = example("/v1/verdicts", "refuted")
LINES = ("Accept: application/x-ndjson",)
CALLS = (
    Call("One claim", "/v1/verdicts", CLAIM),
    Call("Several claims", "/v1/verdicts/batch", example("/v1/verdicts/batch", "two")),
    Call("Several claims, line by line", "/v1/verdicts/batch", example("/v1/verdicts/batch", "two"), LINES),
    Call("Kept answers again", "/v1/verdicts/recheck", example("/v1/verdicts/recheck", "kept")),
    Call("An article", "/v1/articles/check", example("/v1/articles/check", "draft")),
    Call("A quotation", "/v1/quotes/check", example("/v1/quotes/check", "misattributed")),
    Call("A ClaimReview draft", "/v1/claimreview", example("/v1/claimreview", "draft")),
    Call("Statements", "/v1/statements?q=Labour+seats&limit=2"),
    Call("A document", "/v1/documents/earthquake%2F2023-02-14"),
    Call("The archive", "/v1/corpus"),
    Call("Health", "/healthz"),
    Call("Readiness", "/readyz"),
    Call("400: no JSON", "/v1/verdicts", '{"claim": "half'),
    Call("401: no key", "/v1/verdicts", CLAIM, server="keyed"),
    Call("403: a key without the scope", "/v1/corpus", headers=(f"X-API-Key: {KEY}",), server="keyed"),
    Call("404: no such document", "/v1/documents/nothing"),
    Call("405: not this way", "/v1/verdicts", method="DELETE"),
    Call("413: too large", "/v1/verdicts", {"claim": "a" * 2000}, server="keyed", headers=(f"X-API-Key: {KEY}",)),
    Call("415: not labelled as JSON", "/v1/verdicts", CLAIM, ("Content-Type: text/plain",)),
    Call(
        "422: fields that cannot be used", "/v1/verdicts", {"claim": "ab", "speed": 9, "filters": {"publishers": [7]}}
    ),
    Call("429: too many", "/v1/verdicts", CLAIM, (f"X-API-Key: {KEY}",), server="keyed"),
    Call("503: no archive", "/v1/verdicts", CLAIM, server="empty"),
)


def answered(url: str, call: Call) -> tuple[str, str, list[str], str]:
    """Status line, media type, headers worth telling, body."""
    done = subprocess.run(call.command(url), capture_output=True, check=True, timeout=120)
    head, _, body = done.stdout.decode().partition("\r\n\r\n")
    status, *lines = head.split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines)
    named = {name.lower(): value for name, value in fields.items()}
    told = [f"{name}: {value}" for name, value in fields.items() if name.lower() in TOLD]
    return status, named.get("content-type", ""), told, body


def all_answers() -> Iterator[tuple[Call, tuple[str, str, list[str], str]]]:
    """Every call made against a server of its kind."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        ingest(index)
        keyed = {"keys": KEYS, "rate_limit": "2/hour", "max_body_bytes": "1024"}
        with (
            running(index, Path(folder) / "1", model="none", workers="1") as plain,
            running(index, Path(folder) / "2", model="none", workers="1", **keyed) as closed,
        ):
            servers = {"open": plain.url, "keyed": closed.url, "empty": ""}
            for call in CALLS:
                if call.server == "empty":
                    with running(Path(folder) / "nowhere", Path(folder) / "3", ready="/healthz", model="none") as bare:
                        yield call, answered(bare.url, call)
                else:
                    if call.title.startswith("429"):
                        answered(closed.url, call)
                    yield call, answered(servers[call.server], call)


def page() -> str:
    """The whole page."""
    return INTRO + "".join(_section(call, *answer) for call, answer in all_answers())


def _section(call: Call, status: str, kind: str, told: list[str], body: str) -> str:
    command = shlex.join(call.command(PLACE))
    shown = command if len(command) < 1500 else command[:200] + "..."
    text = body if "ndjson" in kind else json.dumps(json.loads(body), indent=1, ensure_ascii=False)
    text = re.sub(r"/\S+/nowhere", "./index", text)  # where this machine has its temporary files
    lines = [line if len(line) < 300 else line[:300] + " ..." for line in text.splitlines()]
    cut = [*lines[:LONGEST], *(["..."] if len(lines) > LONGEST else [])]
    head = [status, f"Content-Type: {kind}", *told]
    return "\n".join(["", f"## {call.title}", "", "```", f"$ {shown}", *head, "", *cut, "```", ""])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
