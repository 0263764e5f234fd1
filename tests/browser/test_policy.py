"""A page asks nobody but its own host, sets no cookie, breaks no policy and needs no script."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.browser.conftest import OpenTab, Site
from tests.browser.readers import Reader

# What a script adds is marked, so that it is known not to be missed where there is none.
_READ = """() => {
  const main = document.querySelector("main");
  main.querySelectorAll("[data-enhanced], noscript").forEach((added) => added.remove());
  main.querySelectorAll("details").forEach((closed) => { closed.open = true; });
  return main.innerText.split("\\n").map((line) => line.trim()).filter(Boolean);
}"""


def test_a_page_makes_no_complaint_and_asks_nobody_else(site: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader())
    faults = []
    for kind, url in site.kinds.items():
        # What a browser asks for on its own, such as an icon, comes after everything else.
        tab.open(url).wait_for_load_state("networkidle")
        faults += [f"{kind}: said: {complaint}" for complaint in tab.complaints]
        faults += [f"{kind}: not there: {failed}" for failed in tab.failed]
        faults += [f"{kind}: asked {host}" for host in tab.hosts() - {urlsplit(site.url).netloc}]
    assert not faults, "\n".join(faults)


def test_a_page_sets_no_cookie_and_stays_no_longer_than_it_is_read(
    site: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader())
    for kind, url in site.kinds.items():
        page = tab.open(url)
        assert page.context.cookies() == [], kind
        assert page.evaluate("navigator.serviceWorker.getRegistrations()") == [], kind


def test_without_scripts_a_reader_reads_the_same(site: Site, read_as: OpenTab) -> None:
    with_scripts, without = read_as(Reader()), read_as(Reader(has_javascript=False))
    for kind, url in site.kinds.items():
        shown = without.open(url).evaluate(_READ)
        assert shown, kind
        assert shown == with_scripts.open(url).evaluate(_READ), kind


def test_without_scripts_nothing_is_offered_that_needs_one(site: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader(has_javascript=False))
    for kind, url in site.kinds.items():
        page = tab.open(url)
        offered = page.locator("button, input, select, textarea").filter(visible=True)
        assert offered.count() == 0, (kind, offered.first.evaluate("e => e.outerHTML"))
