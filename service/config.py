"""Settings: every environment variable of the service, read, cast and checked here and nowhere else."""

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from service.errors import SettingsError
from service.place import Access, Place, place

PREFIX = "FACTCHECK_"
MEBIBYTE = 1024 * 1024
NO = False
SCOPES = {"check", "read", "metrics"}


def _whole(low: int, high: int) -> Callable[[str], int]:
    def cast(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return cast


def _one_of(*choices: str) -> Callable[[str], str]:
    def cast(text: str) -> str:
        if text not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return text

    return cast


def _truth(text: str) -> bool:
    if text not in ("0", "1", "false", "true", "no", "yes"):
        raise ValueError("must be yes or no")
    return text in ("1", "true", "yes")


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of one key: a name for the logs, what it may do, and the hash of the key itself."""

    name: str
    scopes: frozenset[str]
    digest: str

    def __str__(self) -> str:
        return f"{self.name}:{'+'.join(sorted(self.scopes))}:{self.digest}"


def _keys(text: str) -> tuple[Key, ...]:
    return tuple(_key(part) for part in _several(text))


def _key(text: str) -> Key:
    parts = text.split(":")
    if len(parts) != len(("name", "scopes", "digest")):
        raise ValueError("must be keys as name:scope+scope:sha256")
    name, scopes, digest = parts
    if not scopes or not set(scopes.split("+")) <= SCOPES:
        raise ValueError(f"must name scopes out of {', '.join(sorted(SCOPES))}")
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise ValueError("must hold each key's SHA-256 in 64 hexadecimal digits, never the key itself")
    return Key(name, frozenset(scopes.split("+")), digest)


def _rate(text: str) -> str:
    if text and not re.fullmatch(r"[1-9][0-9]{0,8}/(second|minute|hour|day)", text):
        raise ValueError("must be a number and a span of time, such as 60/minute")
    return text


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _origins(text: str) -> tuple[str, ...]:
    origins = _several(text)
    for origin in origins:
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?", origin):
            raise ValueError("must be origins such as https://cms.example, without a path, separated by commas")
    return origins


def _setting(default: object, cast: Callable[[str], object], meaning: str, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"cast": cast, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. FACTCHECK_ and the name in capitals is the environment variable."""

    index: Place = _setting(
        Path("index"), place, "folder of the archive's index, or `opensearch://host:9200/name` for one in a cluster"
    )
    opensearch_user: str = _setting("", str, "user of the OpenSearch cluster; empty: none")
    opensearch_password: str = _setting("", str, "the user's password", secret=True)
    opensearch_authorization: str = _setting(
        "", str, "whole `Authorization` header instead, for keys and tokens: `ApiKey ...`, `Bearer ...`", secret=True
    )
    opensearch_ca: str = _setting("", str, "file with the certificate authority of the cluster; empty: the system's")
    opensearch_timeout_ms: int = _setting(1000, _whole(50, 60_000), "time for one try at one node, in milliseconds")
    opensearch_shards: int = _setting(1, _whole(1, 1024), "shards of an archive that `factcheck ingest` makes anew")
    opensearch_replicas: int = _setting(1, _whole(0, 10), "copies of each shard, as far as there are nodes for them")
    model: str = _setting("bundled", str, "`bundled`, a folder with another stance model, or `none` for rules alone")
    model_threads: int = _setting(1, _whole(1, 64), "threads of one worker's stance model")
    host: str = _setting("127.0.0.1", str, "address to listen on")
    port: int = _setting(8080, _whole(1, 65535), "port to listen on")
    workers: int = _setting(2, _whole(1, 64), "worker processes")
    threads: int = _setting(4, _whole(1, 64), "requests that one worker answers at a time")
    graceful_timeout: int = _setting(30, _whole(1, 600), "seconds that a worker has to finish its requests at a stop")
    worker_requests: int = _setting(
        100_000, _whole(0, 100_000_000), "requests after which a worker is replaced, give or take a tenth; 0: never"
    )
    allow_open: bool = _setting(NO, _truth, "`yes`: serve without keys on an address that others can reach")
    keys: tuple[Key, ...] = _setting((), _keys, "keys as `name:scope+scope:sha256-of-the-key`, with commas between")
    article_budget_ms: int = _setting(20_000, _whole(50, 600_000), "time for all claims of one article")
    time_budget_ms: int = _setting(2000, _whole(50, 60_000), "time for one claim, in milliseconds; then: what there is")
    max_body_bytes: int = _setting(4 * MEBIBYTE, _whole(1024, 64 * MEBIBYTE), "largest request body in bytes")
    max_batch: int = _setting(100, _whole(1, 1000), "claims in one batch or recheck")
    max_article: int = _setting(200_000, _whole(1000, 2_000_000), "characters of an article to check")
    rate_limit: str = _setting("", _rate, "requests per key (or address), such as `60/minute`; empty: no limit")
    rate_limit_storage: str = _setting(
        "memory://", str, "where requests are counted: each worker's memory, or `redis://...`"
    )
    cors_origins: tuple[str, ...] = _setting((), _origins, "web origins whose scripts may call, with commas between")
    trusted_proxies: int = _setting(0, _whole(0, 8), "proxies in front whose `X-Forwarded-For` is believed")
    log_level: str = _setting("info", _one_of("debug", "info", "warning", "error"), "least level that is logged")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """The settings of the environment, the rest at their defaults; SettingsError names what is wrong."""
        environ = os.environ if environ is None else environ
        known = {variable(one): one for one in fields(cls)}
        given = {name: text for name, text in environ.items() if name.startswith(PREFIX)}
        for name in given:
            if name not in known:
                raise SettingsError(f"{name} is no setting of this service; the README lists them all")
        return cls(**{known[name].name: _cast(known[name], text) for name, text in given.items()})

    def as_environ(self) -> dict[str, str]:
        """These settings as environment variables, for the process that serves."""
        return {variable(one): _written(getattr(self, one.name)) for one in fields(self)}

    @property
    def access(self) -> Access:
        """How to reach the cluster, where the index is in one."""
        return Access(
            user=self.opensearch_user,
            password=self.opensearch_password,
            authorization=self.opensearch_authorization,
            ca=self.opensearch_ca,
            timeout_ms=self.opensearch_timeout_ms,
            connections=self.threads,
            shards=self.opensearch_shards,
            replicas=self.opensearch_replicas,
        )

    @property
    def loopback(self) -> bool:
        """Is the address one that only this machine can reach?"""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def variable(one: "Field[Any]") -> str:
    """The environment variable of a setting. input: the field `port`, output: `FACTCHECK_PORT`"""
    return PREFIX + one.name.upper()


def serving_environ(settings: Settings, metrics: Path) -> dict[str, str]:
    """The whole environment for a serving process: this one's, the settings, the folder shared by its metrics."""
    return {**os.environ, **settings.as_environ(), "PROMETHEUS_MULTIPROC_DIR": str(metrics)}


def metrics_folder() -> Path | None:
    """Where several workers share their metrics; None: there is one process, and it keeps its own."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    return Path(folder) if folder else None


def _cast(one: "Field[Any]", text: str) -> Any:
    try:
        return one.metadata["cast"](text.strip())
    except ValueError as error:
        raise SettingsError(f"{variable(one)} {error}, not {text!r}") from error


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
