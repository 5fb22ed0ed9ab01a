"""A real server that is stopped while it answers."""

import json
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from threading import Barrier

import pytest

from tests.serving import running

SENTENCES = 100
ARTICLE = "In 2024 Labour won 411 seats. " * SENTENCES


def streamed(server, begun):
    """The lines of an article that is checked, once the first has come."""
    headers = {"Content-Type": "application/json", "Accept": "application/x-ndjson"}
    with closing(HTTPConnection(server.url.removeprefix("http://"), timeout=60)) as connection:
        connection.request("POST", "/v1/articles/check", json.dumps({"text": ARTICLE}), headers)
        response = connection.getresponse()
        first = response.readline()
        begun.wait(60)
        return [json.loads(line) for line in (first, *response.read().splitlines())]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_requests_in_flight_come_to_their_end(sample_index, tmp_path, workers):
    begun = Barrier(4)
    with (
        running(sample_index, tmp_path / "log", workers=workers, model="none") as server,
        ThreadPoolExecutor(3) as pool,
    ):
        streams = [pool.submit(streamed, server, begun) for _ in range(3)]
        begun.wait(60)
        server.process.send_signal(signal.SIGTERM)
        assert [len(stream.result()) for stream in streams] == [SENTENCES] * 3
        assert server.process.wait(60) == 0
