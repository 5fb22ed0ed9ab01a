"""The real command, serving on loopback: for tests that need more than the client of Flask."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_archive"
COMMAND = [sys.executable, "-c", "from service.cli import main; main()"]
MODEL = "bundled"  # the packaged one: a server without it must fail here, not serve by the rules alone
START = 120  # seconds for a server to become ready


@dataclass(frozen=True, slots=True)
class Server:
    """One running server."""

    url: str
    process: "subprocess.Popen[bytes]"
    log: Path

    def get(self, path: str, timeout: float = 10) -> tuple[int, bytes]:
        """Status and body of a GET."""
        return exchanged(urllib.request.Request(self.url + path), timeout)  # noqa: S310 - loopback

    def post(self, path: str, body: Any, timeout: float = 30) -> tuple[int, bytes]:
        """Status and body of a POST."""
        data, kind = json.dumps(body).encode(), {"Content-Type": "application/json"}
        asked = urllib.request.Request(self.url + path, data=data, headers=kind)  # noqa: S310 - loopback
        return exchanged(asked, timeout)

    def workers(self) -> list[int]:
        """The process ids of the workers: the children of the process that was started."""
        pid = self.process.pid
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def exchanged(request: urllib.request.Request, timeout: float) -> tuple[int, bytes]:
    """Status and body, of errors too."""
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310 - loopback
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def ingest(index: Path, *sources: Path) -> None:
    """Build an index with the real command."""
    command = [*COMMAND, "ingest", *map(str, sources or (SAMPLE,)), "--index", str(index)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@contextmanager
def running(index: Path, log: Path, *, ready: str = "/readyz", **environ: str) -> Iterator[Server]:
    """A server on a free port, ready; stopped at the end as an init system would stop it."""
    port = free_port()
    given = {f"FACTCHECK_{name.upper()}": value for name, value in {"model": MODEL, **environ}.items()}
    command = [*COMMAND, "serve", "--index", str(index), "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **given}, stdout=out, stderr=out)
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        wait_ready(server, ready)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def wait_ready(server: Server, path: str = "/readyz") -> None:
    """Return once this path says 200; say what the log says where it does not."""
    until = time.monotonic() + START
    while time.monotonic() < until:
        if server.process.poll() is not None:
            break
        try:
            if server.get(path)[0] == 200:
                return
        except OSError:
            pass  # not listening yet
        time.sleep(0.2)
    raise RuntimeError(f"the server did not become ready:\n{server.log.read_text()}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
