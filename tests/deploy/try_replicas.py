"""make deploy-test: the compose files read as docker compose reads them; deploy/ run by hand, without an engine.

One OpenSearch node (or a node that runs, named as host:port), two replicas of the service with the environment of
deploy/compose.yml, and nginx with deploy/nginx.conf; host names and ports are replaced, nothing else.
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.opensearch.cluster import TestCluster
from tests.serving import COMMAND, MODEL, ROOT, SAMPLE, Server, exchanged, free_port, running, wait_ready

DEPLOY = ROOT / "deploy"
CHECK = ROOT / "tests" / "deploy" / "compose"
CLASSPATH = ROOT / ".opensearch" / "classpath"
NEEDED = ("java", "nginx", "curl")
KEY = "try-me"  # the one of deploy/compose.yml
CLAIM = "The General Assembly resolution got 131 votes in favour."
CLIENTS = 4
REPLICAS = ("replica-1", "replica-2")


@dataclass
class Asked:
    """What clients got through nginx."""

    statuses: Counter[int] = field(default_factory=Counter)
    different: int = 0
    slowest: float = 0.0


def main() -> None:
    """All steps in order; the first that fails ends the run."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    if absent or not CLASSPATH.exists():
        print(f"skipped: make deploy-test: not here: {', '.join(absent) or CLASSPATH}")
        return
    say("compose files", compose_files())
    given = sys.argv[1] if len(sys.argv) > 1 else None
    composed = yaml.safe_load((DEPLOY / "compose.yml").read_text("utf-8"))["services"]
    with tempfile.TemporaryDirectory(prefix="factcheck-deploy-") as folder, ExitStack() as stack:
        home = Path(folder)
        node = given or stack.enter_context(opensearch(home))
        say("opensearch", f"health check of the compose file passes: {health(composed['opensearch'], node)}")
        say("ingest", ingest(environment(composed["ingest"], node)))
        stacks = {name: stack.enter_context(ExitStack()) for name in REPLICAS}
        servers = {
            name: stacks[name].enter_context(replica(home, name, environment(composed[name], node)))
            for name in REPLICAS
        }
        front = stack.enter_context(nginx(home, servers))
        answer = ask(front)
        same = [ask(server) == answer for server in servers.values()]
        say("verdict", f"through nginx: {json.loads(answer[1])['summary']} The same bytes from each replica: {same}")
        say("headers", "; ".join(headers(front)))
        with asking(front, answer) as asked:
            time.sleep(5)
            stacks["replica-1"].close()
            say("replica-1", "stopped with SIGTERM while clients ask")
            time.sleep(5)
        say("clients", f"{CLIENTS}: {told(asked)}")
        with asking(front, answer) as alone:
            time.sleep(3)
        say("one replica alone", told(alone))
        if not all(same) or set(asked.statuses + alone.statuses) != {200} or asked.different + alone.different:
            raise RuntimeError("not every request got the right answer")
    print("deploy-test: all steps done")


def compose_files() -> str:
    """Both files through the library that docker compose is made of; needs Go."""
    if shutil.which("go") is None:
        return "not checked, for want of Go"
    files = [str(ROOT / "compose.yaml"), str(DEPLOY / "compose.yml")]
    command = ["go", "run", ".", *files]
    done = subprocess.run(
        command, cwd=CHECK, env={**os.environ, "FACTCHECK_KEYS": "none"}, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip().replace(f"{ROOT}/", "").replace("\n", "; ")


@contextmanager
def opensearch(home: Path) -> Iterator[str]:
    """One node; its address."""
    cluster = TestCluster(home, CLASSPATH.read_text("utf-8").strip(), nodes=1)
    try:
        cluster.start()
        yield f"127.0.0.1:{cluster.nodes[0].http}"
    finally:
        cluster.stop()


def health(service: dict[str, Any], node: str) -> str:
    """What the health check of the compose file prints, asked of this node."""
    command = service["healthcheck"]["test"].replace("localhost:9200", node)
    answer = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout
    return f"status {json.loads(answer)['status']}"


def environment(service: dict[str, Any], node: str) -> dict[str, str]:
    """A service's environment, with this node in OpenSearch's place."""
    return {name: value.replace("opensearch:9200", node) for name, value in service["environment"].items()}


def ingest(given: dict[str, str]) -> str:
    """The sample archive, by the ingest service's environment."""
    command = [*COMMAND, "ingest", str(SAMPLE)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **given}, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1]


@contextmanager
def replica(home: Path, name: str, given: dict[str, str]) -> Iterator[Server]:
    """One replica, ready."""
    settings = {key.removeprefix("FACTCHECK_").lower(): value for key, value in given.items()}
    with running(settings.pop("index"), home / f"{name}.log", **settings, model=MODEL) as server:
        yield server


@contextmanager
def nginx(home: Path, servers: dict[str, Server]) -> Iterator[Server]:
    """nginx with the project's own configuration before these replicas."""
    port = free_port()
    text = (DEPLOY / "nginx.conf").read_text("utf-8").replace("listen 8080;", f"listen 127.0.0.1:{port};")
    for name, server in servers.items():
        text = text.replace(f"{name}:8080", server.url.removeprefix("http://"))
    path, log = home / "nginx.conf", home / "nginx.log"
    path.write_text(text, "utf-8")
    command = ["nginx", "-p", str(home), "-c", str(path), "-e", str(log), "-g", f"daemon off; pid {home}/nginx.pid;"]
    subprocess.run([*command, "-t"], capture_output=True, check=True)
    say("nginx -t", "deploy/nginx.conf: test is successful")
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        front = Server(f"http://127.0.0.1:{port}", process, log)
        wait_ready(front)
        yield front
    finally:
        process.terminate()
        process.wait(30)


def request(server: Server) -> urllib.request.Request:
    """The claim, with the key."""
    given = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}
    return urllib.request.Request(f"{server.url}/v1/verdicts", json.dumps({"claim": CLAIM}).encode(), given)  # noqa: S310 - loopback


def ask(server: Server) -> tuple[int, bytes]:
    """One answer."""
    return exchanged(request(server), 60)


def headers(server: Server) -> list[str]:
    """The page's headers that guard it, as they come through nginx."""
    wanted = ("content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options")
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)
    connection.request("GET", "/")
    return [f"{name}: {value}" for name, value in connection.getresponse().getheaders() if name.lower() in wanted]


@contextmanager
def asking(server: Server, right: tuple[int, bytes]) -> Iterator[Asked]:
    """Clients ask without a pause until the block ends."""
    asked, lock, enough = Asked(), threading.Lock(), threading.Event()

    def client() -> None:
        while not enough.is_set():
            began = time.monotonic()
            answer = ask(server)
            with lock:
                asked.statuses[answer[0]] += 1
                asked.different += answer[0] == 200 and answer != right
                asked.slowest = max(asked.slowest, time.monotonic() - began)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for one in threads:
        one.start()
    try:
        yield asked
    finally:
        enough.set()
        for one in threads:
            one.join()


def told(asked: Asked) -> str:
    """What came back, in words."""
    counts = ", ".join(f"{count} x {status}" for status, count in sorted(asked.statuses.items()))
    return f"{counts}; {asked.different} other than the first answer; slowest {asked.slowest:.1f} s"


def say(name: str, what: str) -> None:
    """One line of the report."""
    print(f"{name:20} {what}", flush=True)


if __name__ == "__main__":
    main()
