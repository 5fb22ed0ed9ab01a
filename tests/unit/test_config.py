"""Settings: read once, cast, checked."""

from pathlib import Path

import pytest

from service.config import Key, Settings, serving_environ
from service.errors import SettingsError


def test_an_empty_environment_gives_the_defaults():
    assert Settings.from_environ({"HOME": "/root"}) == Settings()


def test_each_setting_survives_the_way_through_the_environment():
    settings = Settings(
        index=Path("/data/i"), port=9000, keys=(Key("a", frozenset({"read", "check"}), "0" * 64),), allow_open=True
    )
    assert Settings.from_environ(settings.as_environ()) == settings


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("FACTCHECK_PORT", "0", "FACTCHECK_PORT must be a whole number from 1 to 65535, not '0'"),
        ("FACTCHECK_PORT", "８０", "FACTCHECK_PORT must be a whole number from 1 to 65535, not '８０'"),  # wide digits
        ("FACTCHECK_ALLOW_OPEN", "maybe", "FACTCHECK_ALLOW_OPEN must be yes or no, not 'maybe'"),
        ("FACTCHECK_LOG_LEVEL", "loud", "FACTCHECK_LOG_LEVEL must be one of debug, info, warning, error, not 'loud'"),
        (
            "FACTCHECK_CORS_ORIGINS",
            "*",
            "FACTCHECK_CORS_ORIGINS must be origins such as https://cms.example, "
            "without a path, separated by commas, not '*'",
        ),
        ("FACTCHECK_KEYS", "cms:check:hunter2", "FACTCHECK_KEYS must hold each key's SHA-256 in 64 hexadecimal digits"),
        ("FACTCHECK_KEYS", "cms:write:" + "0" * 64, "FACTCHECK_KEYS must name scopes out of check, metrics, read"),
        ("FACTCHECK_RATE_LIMIT", "60", "FACTCHECK_RATE_LIMIT must be a number and a span of time, such as 60/minute"),
        ("FACTCHECK_PROT", "1", "FACTCHECK_PROT is no setting of this service; the README lists them all"),
    ],
)
def test_a_wrong_setting_is_named_at_start(name, text, message):
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ({name: text})
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("cms", False)],
)
def test_loopback_is_known(host, loopback):
    assert Settings(host=host).loopback is loopback


def test_a_serving_process_tells_nobody_outside():
    assert serving_environ(Settings(), Path("/metrics"))["ORT_DISABLE_TELEMETRY"] == "1"
