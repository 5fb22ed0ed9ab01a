"""Where an archive lives: in a folder, or in an OpenSearch cluster under a name."""

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path

IN_THE_CLEAR = "opensearch+http"
SCHEMES = {"opensearch": "https", IN_THE_CLEAR: "http"}
URL = re.compile(r"(?P<scheme>[a-z+]+)://(?P<hosts>[^/@?#]+)/(?P<name>[^/?#]+)")
HOST = re.compile(r"(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
PORT = 9200
FORM = "opensearch://host:9200,host:9200/name, or opensearch+http://... without TLS"


@dataclass(frozen=True, slots=True)
class Cluster:
    """An archive in OpenSearch: the nodes to ask, and the alias under which it serves."""

    scheme: str
    hosts: tuple[str, ...]  # with their ports
    name: str

    def __str__(self) -> str:
        return f"{self.scheme}://{','.join(self.hosts)}/{self.name}"

    @property
    def nodes(self) -> list[str]:
        """The nodes' own addresses. input: opensearch://a,b:9201/desk, output: https://a:9200, https://b:9201"""
        return [f"{SCHEMES[self.scheme]}://{host}" for host in self.hosts]

    @property
    def exposed(self) -> bool:
        """Would a password travel a network in the clear?"""
        return self.scheme == IN_THE_CLEAR and not all(_loopback(host) for host in self.hosts)


Place = Path | Cluster


def place(text: str) -> Place:
    """A folder, or the cluster that a URL names; ValueError says what a URL must look like."""
    if "://" not in text:
        return Path(text)
    found = URL.fullmatch(text)
    hosts = [HOST.fullmatch(one) for one in found["hosts"].split(",")] if found else []
    if found is None or found["scheme"] not in SCHEMES or not all(hosts):
        raise ValueError(f"must be a folder or {FORM} (a user and password have settings of their own)")
    if not NAME.fullmatch(found["name"]):
        raise ValueError("must name an archive in small letters, digits, - and _, as in opensearch://host:9200/desk")
    return Cluster(
        found["scheme"], tuple(f"{one['host']}:{one['port'] or PORT}" for one in hosts if one), found["name"]
    )


def _loopback(host: str) -> bool:
    bare = host.rpartition(":")[0].strip("[]")
    try:
        return bare == "localhost" or ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a cluster, and how to lay out what is written there."""

    user: str = ""
    password: str = field(default="", repr=False)
    authorization: str = field(default="", repr=False)  # the whole header, for keys and tokens
    ca: str = ""  # a file of certificates; empty: those that the system trusts
    timeout_ms: int = 1000  # of one attempt at one node
    connections: int = 4  # kept open to each node
    shards: int = 1
    replicas: int = 1  # of each shard, as far as there are nodes for them
