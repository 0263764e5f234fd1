"""Readers as their browsers know them, and the tab in which one reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

# An event of the page itself, so that a broken policy is heard even where the console is silent.
_SAY_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`));
"""


@dataclass(frozen=True)
class Reader:
    """How somebody reads: the width is in CSS pixels, the size of the text in per cent.

    The size is the browser's own setting of its text, not a zoom of the page: a page that zooms to
    400 % at 1280 px is the page at 320 px.
    """

    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    text_size: int = 100
    has_javascript: bool = True
    wants_less_motion: bool = False
    has_forced_colours: bool = False
    time_zone: str | None = None

    def __str__(self) -> str:
        return f"{self.scheme}, {self.width} px, text {self.text_size} %"


@dataclass
class Tab:
    """A page, and what happened in it since it was opened."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        """Go to an address, wait until all of it is there, and forget what was before."""
        self.complaints.clear()
        self.failed.clear()
        self.requested.clear()
        self.page.goto(url, wait_until="load")
        return self.page

    def hosts(self) -> set[str]:
        """Who was asked for something; `data:` and the like ask nobody."""
        return {urlsplit(url).netloc for url in self.requested} - {""}

    def _listen(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("requestfailed", self._fail)
        self.page.on("requestfinished", self._check)

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium also reports the status of the page for what is not there, which is right.
        if message.type in ("error", "warning") and message.location["url"] != self.page.url:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def _fail(self, request: Request) -> None:
        # The icon of a page that was left before it came.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(request.url)

    def _check(self, request: Request) -> None:
        response = request.response()
        if response and response.status >= 400 and not request.is_navigation_request():
            self.failed.append(request.url)


def open_tab(browser: Browser, reader: Reader, *, bypass_policy: bool = False) -> Tab:
    """A tab in a context of its own. `bypass_policy` lets a test add styles to a page."""
    context = browser.new_context(
        viewport={"width": reader.width, "height": 800},
        color_scheme=reader.scheme,
        java_script_enabled=reader.has_javascript,
        reduced_motion="reduce" if reader.wants_less_motion else "no-preference",
        forced_colors="active" if reader.has_forced_colours else "none",
        bypass_csp=bypass_policy,
        timezone_id=reader.time_zone,
    )
    page = context.new_page()
    page.add_init_script(_SAY_VIOLATIONS)
    if reader.text_size != 100:
        size = 16 * reader.text_size // 100
        session = context.new_cdp_session(page)
        session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    tab = Tab(page)
    tab._listen()
    return tab
