"""A real OpenSearch cluster on loopback: each node is a process, so that one can be killed."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from service.place import Cluster

HEAP = "512m"
JAVA = (
    "java",
    f"-Xms{HEAP}",
    f"-Xmx{HEAP}",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-Dfile.encoding=UTF-8",
)
START = 900  # seconds, on a machine with much else to do
HERE = Path(__file__).parent


class Node:
    """One node, running or not."""

    def __init__(self, number: int, home: Path, ports: list[tuple[int, int]], classpath: str) -> None:
        self.http, transport = ports[number]
        self._log = home / f"node{number}.log"
        peers = ",".join(f"127.0.0.1:{port}" for _, port in ports)
        own = (f"node{number}", str(home / f"node{number}"), str(self.http), str(transport), peers)
        self._command = (*JAVA, "-cp", classpath, str(HERE / "OneNode.java"), *own)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; it takes a while until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=log, stderr=log)

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process
        assert self._process.stdin
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()

    def stop(self) -> None:
        """Have it end."""
        if self._process and self._process.poll() is None:
            assert self._process.stdin
            self._process.stdin.close()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def healthy(self, nodes: int) -> bool:
        """Does it answer, with so many nodes and all shards in their places?"""
        assert self._process
        if self._process.poll() is not None:
            raise RuntimeError(f"a node ended by itself: {self._log.read_text('utf-8', 'replace')[-3000:]}")
        url = f"http://127.0.0.1:{self.http}/_cluster/health?local=true"
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                health = json.load(answer)
        except (urllib.error.URLError, OSError):
            return False
        return health["number_of_nodes"] == nodes and health["status"] == "green"

    def cpu_seconds(self) -> float:
        """What it has computed so far."""
        assert self._process
        after_name = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")  # in user and system mode


class TestCluster:
    """Three nodes."""

    __test__ = False

    def __init__(self, home: Path, classpath: str, nodes: int = 3) -> None:
        ports = free_ports(nodes)
        self.nodes = [Node(number, home, ports, classpath) for number in range(nodes)]

    def start(self) -> None:
        """Start all nodes and wait until they are one cluster."""
        for node in self.nodes:
            node.start()
        self.wait()

    def wait(self) -> None:
        """Wait until each node sees all others and every shard is in its place."""
        end = time.monotonic() + START
        while not all(node.healthy(len(self.nodes)) for node in self.nodes):
            if time.monotonic() > end:
                raise RuntimeError("the cluster did not come up in time")
            time.sleep(0.5)

    def stop(self) -> None:
        """End all nodes."""
        for node in self.nodes:
            node.stop()

    def cpu_seconds(self) -> float:
        """What its nodes have computed so far."""
        return sum(node.cpu_seconds() for node in self.nodes)

    def archive(self, name: str) -> Cluster:
        """The place of an archive in this cluster."""
        return Cluster("opensearch+http", tuple(f"127.0.0.1:{node.http}" for node in self.nodes), name)


class Other:
    """A cluster that was there before."""

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self.hosts = hosts

    def cpu_seconds(self) -> float:
        """What happens on its machines is not seen from here."""
        return 0.0

    def archive(self, name: str) -> Cluster:
        """The place of an archive in it."""
        return Cluster("opensearch+http", self.hosts, name)


def free_ports(nodes: int) -> list[tuple[int, int]]:
    """Two ports for each node that nobody uses now."""
    sockets = [socket.socket() for _ in range(2 * nodes)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return list(zip(ports[::2], ports[1::2], strict=True))
