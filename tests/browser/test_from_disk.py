"""A preview that was unzipped, read from disk without a server."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import OpenTab
from tests.browser.readers import Reader
from tests.conftest import ROOT
from tests.sites import run_command
from tests.test_preview import unzipped


@pytest.fixture(scope="module")
def unzipped_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of the example of 22 countries; its sources and its folder are gone."""
    place = tmp_path_factory.mktemp("from-disk")
    root = place / "nordlicht"
    shutil.copytree(ROOT / "examples/nordlicht", root)
    archive = place / "review.zip"
    config = str(root / "mkdocs.yml")
    result = run_command("preview", "-f", config, "--at", "2026-11-30", "--zip", str(archive))
    assert result.exit_code == 0, result.output
    shutil.rmtree(root)
    return unzipped(archive, place / "Ünzipped by somebody")


@pytest.mark.parametrize("reader", [Reader(), Reader(width=320, has_javascript=False)], ids=str)
def test_a_reader_gets_from_page_to_page(
    reader: Reader, unzipped_example: Path, read_as: OpenTab
) -> None:
    tab = read_as(reader)
    page = tab.open((unzipped_example / "index.html").as_uri())
    page.get_by_role("link", name="עברית").first.click()
    assert page.url.endswith("/preview/il/he/index.html")
    assert page.locator(".md-banner strong").inner_text()
    tabs = page.locator(".tabs__link")
    for number in range(tabs.count()):
        tabs.nth(number).click()
        assert page.locator("h1").is_visible()
        assert page.locator(".md-banner").is_visible()
        # The stylesheet is there.
        assert (
            page.locator(".tabs__list").evaluate("e => getComputedStyle(e).listStyleType") == "none"
        )
        # The code at the foot is for paper.
        images = page.locator("img:visible")
        for image in range(images.count()):
            assert images.nth(image).evaluate("e => e.complete && e.naturalWidth > 0")
    assert tab.complaints == []
    assert tab.failed == []
    assert tab.hosts() == set()


def test_a_link_to_an_answer_arrives_at_it(unzipped_example: Path, read_as: OpenTab) -> None:
    tab = read_as(Reader())
    page = tab.open((unzipped_example / "lu/fr/index.html").as_uri())
    link = page.locator("main a[href*='faq/index.html#']").first
    anchor = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    assert page.url.endswith(f"/lu/fr/faq/index.html#{anchor}")
    assert page.locator(f"[id='{anchor}']").is_visible()
