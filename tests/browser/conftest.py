"""Two sites, one written from left to right and one from right to left, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.arabic import ARABIC
from tests.browser.kinds import kinds_of
from tests.browser.readers import Reader, Tab, open_tab
from tests.browser.server import serve
from tests.sites import build_site, write_site

FONTS = Path(__file__).parent / "fonts.conf"
OpenTab = Callable[..., Tab]
ServeSite = Callable[..., AbstractContextManager["Site"]]


@dataclass(frozen=True)
class Site:
    """A built and served site, one of its editions, and a page of each kind."""

    url: str
    folder: Path
    edition: str

    @property
    def kinds(self) -> dict[str, str]:
        """The address of one page of each kind."""
        return {kind: self.url + address for kind, address in kinds_of(self.folder).items()}


@pytest.fixture(scope="session")
def shipped_site(shipped: Path) -> Iterator[Site]:
    """The real case, at the root of a host."""
    with serve(shipped, "/") as url:
        yield Site(url, shipped, "lu/de")


@pytest.fixture(scope="session")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small site in Arabic, below a path."""
    folder = build_site(write_site(tmp_path_factory.mktemp("arabic"), ARABIC))
    with serve(folder, "/info/") as url:
        yield Site(url, folder, "ae/ar")


@pytest.fixture(scope="session")
def example_site(example: Path) -> Iterator[Site]:
    """The example of 22 countries."""
    with serve(example, "/") as url:
        yield Site(url, example, "il/he")


@pytest.fixture(scope="session")
def history_site(history: Path) -> Iterator[Site]:
    """The example of three years."""
    with serve(history, "/") as url:
        yield Site(url, history, "us/en")


@pytest.fixture(scope="session")
def serve_site(tmp_path_factory: pytest.TempPathFactory) -> ServeSite:
    """Build the site of a text and serve it below a path while the context lasts."""

    @contextmanager
    def build_and_serve(text: str, edition: str, at: str = "2022-12-31") -> Iterator[Site]:
        folder = build_site(write_site(tmp_path_factory.mktemp("site"), text), at)
        with serve(folder, "/info/") as url:
            yield Site(url, folder, edition)

    return build_and_serve


@pytest.fixture(params=["left-to-right", "right-to-left"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites."""
    name = {"left-to-right": "shipped_site", "right-to-left": "arabic_site"}[request.param]
    site: Site = request.getfixturevalue(name)
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which reaches nothing but this machine."""
    chromium = shutil.which("chromium")
    assert chromium, "run `make checkers` first"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-lcd-text",
                "--font-render-hinting=none",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def read_as(browser: Browser) -> Iterator[OpenTab]:
    """Open a tab for a reader; it is closed after the test."""
    tabs: list[Tab] = []

    def read(reader: Reader, *, bypass_policy: bool = False) -> Tab:
        tabs.append(open_tab(browser, reader, bypass_policy=bypass_policy))
        return tabs[-1]

    yield read
    for tab in tabs:
        tab.page.context.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of `make pictures`."""
    parser.addoption("--renew-pictures", action="store_true", help="keep the pages as they look")
