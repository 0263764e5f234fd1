"""Names, numbers, code and addresses in right-to-left words: the glyphs stand in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import serve
from tests.sites import build_site, write_site

_SITE = """
# content/countries/il.yml
locales: [he]
time_zone: Asia/Jerusalem
contacts:
  - phone: "+972 3 000 1234"
    purposes: [{he: "תמיכה ב-C++ ועוד"}]
    note: {he: "חייגו +972 3 000 4444 מחו\\"ל"}
# content/countries/ae.yml
locales: [ar]
time_zone: Asia/Dubai
# content/services.yml
cpp: {name: "C++"}
# content/facts.yml
dial: {value: "+972 3 000 5555"}
firm: {value: "ACME Inc."}
# status/outage/incident.yml
title: {he: "תקלה ב-C# אצלנו", ar: "عطل في C# لدينا"}
started: 2022-07-25
services: {cpp: major_outage}
# status/outage/2022-07-29.yml
status: investigating
published: 2022-07-29 10:00
text:
  he: |
    לפני `ls -la /` וגם F++ ועוד {firm} כאן, {dial} או +972 3 000 6666. דואר help@example.org ואתר
    https://example.org/a/?b=c כאן.
  ar: |
    قبل `ls -la /` وأيضا F++ ثم {firm} هنا، {dial} أو +972 3 000 6666. بريد help@example.org وموقع
    https://example.org/a/?b=c هنا.
"""
# Whether the characters of a text stand in one line, each to the right of the one before it.
_IS_IN_ORDER = """(text) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let found = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.data.indexOf(text);
    if (start < 0 || !node.parentElement.checkVisibility()) continue;
    const lefts = [...text].map((_, i) => {
      const range = document.createRange();
      range.setStart(node, start + i);
      range.setEnd(node, start + i + 1);
      return range.getClientRects()[0].left;
    });
    if (!lefts.every((left, i) => i === 0 || left > lefts[i - 1] - 0.01)) return false;
    found = true;
  }
  return found;
}"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = build_site(write_site(tmp_path_factory.mktemp("hebrew"), _SITE))
    with serve(folder, "/") as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    yield page
    page.close()


_IN_TEXT = [
    *("ls -la /", "F++", "ACME Inc.", "+972 3 000 5555", "+972 3 000 6666", "help@example.org"),
    *("https://example.org/a/?b=c", "C#", "C++"),
]
_IN_CONTACT = ["C++", "+972 3 000 1234", "+972 3 000 4444"]


@pytest.mark.parametrize(
    ("address", "texts"),
    [
        ("il/he/incidents/outage/", _IN_TEXT),
        ("ae/ar/incidents/outage/", _IN_TEXT),
        ("il/he/lite/", [*_IN_TEXT, *_IN_CONTACT]),
        ("il/he/contact/", _IN_CONTACT),
        ("il/he/services/", ["C++"]),
        ("il/he/", [*_IN_TEXT, *_IN_CONTACT]),
    ],
)
def test_glyphs_stand_in_order(url: str, tab: Page, address: str, texts: list[str]) -> None:
    tab.goto(url + address)
    assert [text for text in texts if not tab.evaluate(_IS_IN_ORDER, text)] == []


def test_an_address_on_paper_stands_in_order(url: str, browser: Browser) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"{url}il/he/incidents/outage/")
    # The slash at its end would stand before it.
    assert page.evaluate(_IS_IN_ORDER, "https://status.example.org/info/il/he/incidents/outage/")
    page.close()
