"""axe finds nothing on any kind of page, for any reader."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenTab, Site
from tests.browser.readers import Reader
from tests.conftest import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READERS = [Reader(320, "light"), Reader(1280, "dark"), Reader(1280, text_size=200)]
# Rules that axe itself leaves off, such as the size of targets, are turned on by name; not those it
# calls experimental, which also report what is right.
_FIND = """async ([part, tags]) => {
  const rules = axe.getRules(tags).map((rule) =>
    [rule.ruleId, {enabled: !rule.tags.includes("experimental")}]);
  const found = await axe.run(part, {
    runOnly: {type: "tag", values: tags},
    rules: Object.fromEntries(rules),
    resultTypes: ["violations"],
  });
  return found.violations;
}"""


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_axe_finds_nothing(reader: Reader, site: Site, read_as: OpenTab) -> None:
    tab = read_as(reader)
    faults = []
    for kind, url in site.kinds.items():
        faults += [f"{kind}: {fault}" for fault in faults_of(tab.open(url))]
    assert not faults, "\n".join(faults)


def test_axe_finds_nothing_in_a_long_history(history_site: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader(375))
    faults = []
    for kind, url in history_site.kinds.items():
        faults += [f"{kind}: {fault}" for fault in faults_of(tab.open(url))]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_a_reader_opens(
    scheme: str, site: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader(375, "dark" if scheme == "dark" else "light"))
    faults = []
    for kind, url in site.kinds.items():
        page = tab.open(url)
        if page.locator("details").count():
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            faults += [f"{kind}: {fault}" for fault in faults_of(page, "details")]
    assert not faults, "\n".join(faults)


def faults_of(page: Page, part: str = "html") -> list[str]:
    """What axe says of a page or parts of it, one line for each element."""
    assert AXE.is_file(), "run `make checkers` first"
    page.evaluate(AXE.read_text("utf-8"))
    return [
        f"{violation['id']}: {_selector(node)}: {' '.join(node['failureSummary'].split())}"
        for violation in page.evaluate(_FIND, [part, TAGS])
        for node in violation["nodes"]
    ]


def _selector(node: dict[str, Any]) -> str:
    return " ".join(str(part) for part in node["target"])
