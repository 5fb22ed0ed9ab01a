"""The real page of the real server in Debian's Chromium; skipped where either is missing."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import SAMPLE, Server, ingest, running

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
SCREENSHOTS = Path(__file__).parents[2] / "screenshots"  # ignored by git
HOSTILE = Path(__file__).parent / "hostile"
WIDE, NARROW = {"width": 1200, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One headless Chromium."""
    binary = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-browser")
    if binary is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium, or CHROMIUM=path")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=binary, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the sample archive and a few documents that mean harm."""
    folder = tmp_path_factory.mktemp("browser")
    ingest(folder / "index", SAMPLE, HOSTILE)
    with running(folder / "index", folder / "log", workers="1") as started:
        yield started


@pytest.fixture
def open_page(browser: Any, server: Server) -> Iterator[Callable[..., Any]]:
    """Opens the page; at the end nothing may have been complained about in the console."""
    contexts, complaints = [], []

    def opened(viewport: dict[str, int] = WIDE, **options: Any) -> Any:
        context = browser.new_context(viewport=viewport, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.complaints = complaints
        page.goto(server.url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """The page on a wide screen."""
    return open_page()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Any], None]:
    """Keeps a screenshot under the name of the test, to be looked at; of the window alone where a dialog is open."""

    def taken(page: Any, *, whole: bool = True) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{request.node.name}.png", full_page=whole)

    return taken
