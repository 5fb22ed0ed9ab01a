"""gunicorn as `factcheck serve` starts it: slow clients, halves of requests, several workers, keys tried."""

import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from service import worker
from tests.serving import COMMAND, ROOT, SAMPLE, ingest, running

CLAIM = {"claim": "The General Assembly resolution got 121 votes in favour."}
BODY = json.dumps(CLAIM).encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Two workers of two threads each over the sample archive."""
    folder = tmp_path_factory.mktemp("serving")
    ingest(folder / "index")
    with running(folder / "index", folder / "log", model="none", workers="2", threads="2") as started:
        yield started


def connected(server):
    """A socket to the server."""
    host, port = server.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=60)


def head(length, *more):
    """The head of a POST of a claim."""
    lines = ["POST /v1/verdicts HTTP/1.1", "Host: localhost", "Content-Type: application/json"]
    return "\r\n".join([*lines, f"Content-Length: {length}", *more, "", ""]).encode()


def answer_of(sock):
    """Status, media type and body of what comes back until the server closes."""
    received = b""
    while part := sock.recv(65536):
        received += part
    top, _, body = received.partition(b"\r\n\r\n")
    lines = top.decode().split("\r\n")
    kind = next(line for line in lines if line.lower().startswith("content-type:")).split(": ")[1]
    return int(lines[0].split()[1]), kind, json.loads(body)


def test_half_a_body_loses_its_thread_and_is_told_so(server):
    with connected(server) as sock:
        sock.sendall(head(len(BODY), "Connection: close") + BODY[:10])
        status, kind, problem = answer_of(sock)
    assert (status, kind) == (408, "application/problem+json")
    assert problem["detail"] == f"Nothing came in for {worker.SILENCE} seconds."


def test_more_silent_clients_than_threads_do_not_stop_the_others(server):
    silent = [connected(server) for _ in range(8)]  # two for each thread
    for sock in silent:
        sock.sendall(head(len(BODY)) + BODY[:10])
    status, _ = server.post("/v1/verdicts", CLAIM, timeout=60)
    for sock in silent:
        sock.close()
    assert status == 200


def test_half_a_head_and_a_hang_up_cost_nothing(server):
    workers = server.workers()
    for sent in (b"", b"POST /v1/ver", head(len(BODY)), head(len(BODY)) + BODY[:5]):
        with connected(server) as sock:
            sock.sendall(sent)
    assert server.post("/v1/verdicts", CLAIM)[0] == 200
    assert server.workers() == workers


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(80)) + b"\r\n", 431),
    ],
)
def test_what_is_no_request_gets_a_problem_document_too(server, sent, status):
    with connected(server) as sock:
        sock.sendall(sent)
        got, kind, problem = answer_of(sock)
    assert (got, kind, problem["status"]) == (status, "application/problem+json", status)


def test_a_client_that_hangs_up_in_a_stream_costs_no_worker(server):
    workers = server.workers()
    body = json.dumps({"claims": [{"id": n, **CLAIM} for n in range(100)]}).encode()
    for _ in range(6):
        with connected(server) as sock:
            top = head(len(body), "Accept: application/x-ndjson").replace(b"/v1/verdicts", b"/v1/verdicts/batch")
            sock.sendall(top + body)
            sock.recv(200)
    assert server.post("/v1/verdicts", CLAIM, timeout=60)[0] == 200
    assert server.workers() == workers


def test_a_killed_worker_is_replaced_and_no_other_answer_lost(server):
    victim = server.workers()[0]
    os.kill(victim, signal.SIGKILL)
    until = time.monotonic() + 20
    while len(server.workers()) < 2 or victim in server.workers():
        assert time.monotonic() < until
        time.sleep(0.1)
    assert {server.post("/v1/verdicts", CLAIM)[0] for _ in range(10)} == {200}


def test_metrics_count_all_workers(server):
    def counted():
        name = 'factcheck_requests_total{method="POST",route="/v1/verdicts",status="200"}'
        lines = server.get("/metrics")[1].decode().splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith(name))

    before = counted()
    with ThreadPoolExecutor(8) as pool:
        assert {status for status, _ in pool.map(lambda _: server.post("/v1/verdicts", CLAIM), range(40))} == {200}
    assert counted() == before + 40
    stages = server.get("/metrics")[1].decode()
    assert all(f'factcheck_stage_seconds_count{{stage="{stage}"}}' in stages for stage in ("search", "verdict"))


def test_a_new_generation_is_taken_up_and_a_deleted_index_goes_on_serving(server, tmp_path):
    index = server.log.parent / "index"
    before = json.loads(server.get("/v1/corpus")[1])
    (tmp_path / "new.txt").write_text("The lighthouse of Alma was painted red in May 2024.", "utf-8")
    ingest(index, SAMPLE, tmp_path)
    after = [json.loads(server.get("/v1/corpus")[1]) for _ in range(10)]
    assert {one["documents"] for one in after} == {before["documents"] + 1}
    index.rename(tmp_path / "gone")
    assert {server.post("/v1/verdicts", CLAIM)[0] for _ in range(10)} == {200}
    (tmp_path / "gone").rename(index)


def test_ten_thousand_keys_are_refused_and_the_right_one_let_in(tmp_path):
    ingest(tmp_path / "index")
    digest = hashlib.sha256(b"right").hexdigest()
    given = {"keys": f"cms:check+read:{digest}", "rate_limit": "1000/minute", "workers": "1", "model": "none"}
    with running(tmp_path / "index", tmp_path / "log", log_level="error", **given) as server:

        def tried(keys):
            line = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=60)
            for key in keys:
                line.request("GET", "/v1/corpus", headers={"X-API-Key": key})
                answer = line.getresponse()
                answer.read()
                yield answer.status
            line.close()

        statuses = list(tried(f"key-{number}" for number in range(10_000)))
        assert set(statuses) == {401, 429}
        assert list(tried(["right"])) == [200]


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_an_open_door_is_refused(host):
    refused = subprocess.run([*COMMAND, "serve", "--host", host], cwd=ROOT, check=False, capture_output=True, text=True)
    assert refused.returncode == 2
    assert f"{host} can be reached by others and no keys are set" in refused.stderr
