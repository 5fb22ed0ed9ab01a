"""make container-test: build the real Dockerfile, run the image as it is meant to be run, stop it under load."""

import hashlib
import http.client
import json
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

from tests.container.boxes import Box, Images, missing
from tests.serving import MODEL, ROOT, SAMPLE, Server, free_port

HOME = (ROOT / "build" / "container").resolve()
TAG = "localhost/factcheck"
KEY = "a-key-for-this-test"
HEADERS = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}
CLAIM = "The General Assembly resolution got 131 votes in favour."
ARTICLE = "In 2024 Labour won 411 seats. " * 150  # a second of work or more
IN_FLIGHT = 3


def main() -> None:
    """All steps in order; the first that fails ends the run."""
    reason = missing()
    if reason:
        print(f"skipped: make container-test: {reason}")
        return
    images = Images(HOME)
    step("base", images.make_base)
    step("build", lambda: images.build(ROOT, TAG))
    say("size", f"{images.size(TAG)}, of which the stand-in for the base image {images.size('python-slim-stand-in')}")
    config = images.config(TAG)
    say("meant to be run as", f"user {config['User']}, {' '.join([*config['Entrypoint'], *config['Cmd']])}")
    root = images.root_of(TAG)
    volume = fresh_volume(config["User"])
    run_ingest(root, config, volume)
    with serving(root, config, volume) as (box, server):
        say("healthy", f"after {healthy(box, config['Healthcheck']['Test']):.1f} s, as HEALTHCHECK tells it")
        show_limits(box)
        say("verdict", verdict(server))
        say("stopped", stopped_under_load(box, server))
    print("container-test: all steps done")


def run_ingest(root: Path, config: dict[str, object], volume: Path) -> None:
    """The sample archive into the volume, by the image itself."""
    arguments = ["ingest", "/mnt", "--index", "/index"]
    box = made("factcheck-ingest", root, config, volume, arguments, {})
    log = HOME / "ingest.log"
    if box.started(log).wait(120):
        raise RuntimeError(f"ingest failed:\n{log.read_text()}")
    say("ingest", log.read_text().strip().splitlines()[-1])


@contextmanager
def serving(root: Path, config: dict[str, object], volume: Path) -> Iterator[tuple[Box, Server]]:
    """The image serving on a free port, with one key."""
    port = free_port()
    digest = hashlib.sha256(KEY.encode()).hexdigest()
    environ = {"FACTCHECK_PORT": port, "FACTCHECK_KEYS": f"test:check+read:{digest}", "FACTCHECK_MODEL": MODEL}
    box = made("factcheck-serve", root, config, volume, ["serve"], environ)
    process = box.started(HOME / "serve.log")
    try:
        yield box, Server(f"http://127.0.0.1:{port}", process, HOME / "serve.log")
    finally:
        if process.poll() is None:
            box.kill("KILL")
            process.wait(20)


def made(
    name: str, root: Path, config: dict[str, object], volume: Path, arguments: list[str], environ: dict[str, object]
) -> Box:
    """A box under a name of this run's own."""
    name = f"{name}-{time.monotonic_ns()}"
    given = {"arguments": arguments, "environ": environ}
    return Box.made(HOME / "bundles" / name, name, root, config, volume=volume, sources=SAMPLE, **given)


def fresh_volume(user: str) -> Path:
    """An empty volume that belongs to the image's user, as an engine would make it from the image's /index."""
    volume = HOME / "volume"
    shutil.rmtree(volume, ignore_errors=True)
    volume.mkdir()
    uid, gid = (int(part) for part in user.split(":"))
    shutil.chown(volume, uid, gid)
    return volume


def healthy(box: Box, test: list[str]) -> float:
    """Seconds until the image's own health check passes."""
    began = time.monotonic()
    while time.monotonic() - began < 60:
        if box.inside(*test[1:]).returncode == 0:
            return time.monotonic() - began
        time.sleep(0.5)
    raise RuntimeError("HEALTHCHECK did not pass within 60 seconds")


def show_limits(box: Box) -> None:
    """Nobody special, and nowhere to write but /tmp and /index."""
    say("user inside", box.inside("id").stdout.strip())
    for place in ("/opt/factcheck", "/etc", "/var"):
        if box.inside("touch", f"{place}/written").returncode == 0:
            raise RuntimeError(f"{place} can be written to")
    if box.inside("touch", "/tmp/written", "/index/written").returncode != 0:
        raise RuntimeError("/tmp or /index cannot be written to")
    say("root", "read-only; /tmp and /index can be written to")


def verdict(server: Server) -> str:
    """One claim, with the key; and none without it."""
    if server.post("/v1/verdicts", {"claim": CLAIM})[0] != http.client.UNAUTHORIZED:
        raise RuntimeError("a claim without a key was answered")
    answer = json.loads(posted(server, "/v1/verdicts", {"claim": CLAIM}).read())
    if answer["verdict"] != "refuted":
        raise RuntimeError(f"{CLAIM} -> {answer['verdict']}")
    return f"{answer['verdict']}: {answer['summary']}"


def stopped_under_load(box: Box, server: Server) -> str:
    """SIGTERM while articles are being read: each must come to its end, and then the process."""
    begun = Barrier(IN_FLIGHT + 1)

    def article() -> int:
        response = posted(server, "/v1/articles/check", {"text": ARTICLE}, Accept="application/x-ndjson")
        first = response.readline()
        begun.wait(30)
        rest = response.read().splitlines()
        return len([json.loads(line) for line in (first, *rest)])

    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        reading = [pool.submit(article) for _ in range(IN_FLIGHT)]
        begun.wait(30)
        at = time.monotonic()
        box.kill("TERM")
        lines = [one.result() for one in reading]
    status = server.process.wait(60)
    if lines != [ARTICLE.count(".")] * IN_FLIGHT or status != 0:
        raise RuntimeError(f"of {ARTICLE.count('.')} sentences came {lines}; exit status {status}")
    return f"{IN_FLIGHT} streams of {lines[0]} lines came whole, exit 0, {time.monotonic() - at:.1f} s after SIGTERM"


def posted(server: Server, path: str, body: object, **headers: str) -> http.client.HTTPResponse:
    """The answer to a POST with the key, its body not yet read."""
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=60)
    connection.request("POST", path, json.dumps(body), {**HEADERS, **headers})
    return connection.getresponse()


def step(name: str, work: Callable[[], None]) -> None:
    """Do it and tell how long it took."""
    began = time.monotonic()
    work()
    say(name, f"{time.monotonic() - began:.0f} s")


def say(name: str, what: str) -> None:
    """One line of the report."""
    print(f"{name:20} {what}", flush=True)


if __name__ == "__main__":
    main()
