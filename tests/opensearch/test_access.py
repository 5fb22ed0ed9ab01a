"""TLS, basic and key authentication: a proxy with a certificate stands before the cluster, as a load balancer does."""

import base64
import subprocess
import threading

import pytest
import urllib3
from werkzeug import Request, Response
from werkzeug.serving import make_server

from service.errors import ArchiveError, SettingsError
from service.ingest.opensearch_ingest import ingest
from service.place import Access, Cluster
from service.retrieval.opensearch_client import connected
from service.retrieval.opensearch_generations import open_generation
from service.types import Filters
from tests.builders import document

BASIC = "Basic " + base64.b64encode(b"desk:secret word").decode()
KEY = "ApiKey abc123"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    home = tmp_path_factory.mktemp("certificate")
    subject = ["-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1"]
    keys = ["-keyout", str(home / "key.pem"), "-out", str(home / "cert.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *keys]
    subprocess.run(command, check=True, capture_output=True)
    return home


@pytest.fixture
def guarded(place, certificate):
    """The cluster behind TLS, for those who know the user or the key."""

    @Request.application
    def guard(request):
        if request.headers.get("Authorization") not in (BASIC, KEY):
            return Response('{"error": "who are you?", "status": 401}', 401, mimetype="application/json")
        url = f"http://{place.hosts[0]}{request.environ['REQUEST_URI']}"
        headers = {"Content-Type": request.headers.get("Content-Type", "application/json")}
        answer = urllib3.request(request.method, url, body=request.get_data(), headers=headers)
        return Response(answer.data, answer.status, mimetype="application/json")

    keys = (str(certificate / "cert.pem"), str(certificate / "key.pem"))
    server = make_server("127.0.0.1", 0, guard, threaded=True, ssl_context=keys)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Cluster("opensearch", (f"127.0.0.1:{server.server_port}",), place.name)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "known", [{"user": "desk", "password": "secret word"}, {"authorization": KEY}], ids=["password", "key"]
)
def test_an_archive_behind_tls_is_written_and_read_by_those_who_may(guarded, certificate, known):
    access = Access(ca=str(certificate / "cert.pem"), timeout_ms=10_000, **known)
    ingest([document()], guarded, access)
    assert open_generation(guarded, access).engine.search(["ferri"], Filters(), 5)


@pytest.mark.parametrize("known", [{}, {"user": "desk", "password": "guess"}, {"authorization": "ApiKey other"}])
def test_others_are_told_so(guarded, certificate, known):
    access = Access(ca=str(certificate / "cert.pem"), timeout_ms=10_000, **known)
    with pytest.raises(ArchiveError, match="does not know the user or key"):
        open_generation(guarded, access)


def test_a_certificate_that_nobody_vouches_for_is_refused(guarded):
    with pytest.raises(ArchiveError, match="certificate cannot be trusted"):
        open_generation(guarded, Access(user="desk", password="secret word", timeout_ms=10_000))  # noqa: S106


def test_a_missing_certificate_file_is_named():
    with pytest.raises(SettingsError, match="FACTCHECK_OPENSEARCH_CA: /nowhere"):
        connected(Cluster("opensearch", ("localhost:9200",), "desk"), Access(ca="/nowhere.pem"))


def test_a_password_never_travels_in_the_clear():
    with pytest.raises(SettingsError, match="in the clear"):
        connected(Cluster("opensearch+http", ("search.example:9200",), "desk"), Access(user="a", password="b"))  # noqa: S106
