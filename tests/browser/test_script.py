"""The script of the pages as a whole: bundled, and kind to browsers that lack something."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import OpenTab, Site
from tests.browser.readers import Reader
from tests.conftest import ROOT

ASSETS = ROOT / "site_builder/assets"


@pytest.mark.parametrize(("script", "file"), [("PAGE", "site.js"), ("SEARCH", "search.js")])
def test_a_bundle_is_made_of_the_modules(script: str, file: str, tmp_path: Path) -> None:
    """`make script` was run after the last change."""
    options = [*_made_with(f"{script}_SCRIPT"), *_made_with("BUNDLE"), f"--outdir={tmp_path}"]
    subprocess.run(
        ["node_modules/.bin/esbuild", *options], cwd=ROOT, check=True, capture_output=True
    )
    assert (tmp_path / file).read_bytes() == (ASSETS / file).read_bytes()


def _made_with(name: str) -> list[str]:
    """The options of a variable of the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    options = re.search(rf"^{name} := (.+)$", makefile, re.MULTILINE)
    assert options is not None
    return options[1].split()


def test_every_module_is_in_the_bundle() -> None:
    main = (ASSETS / "script/main.js").read_text("utf-8")
    modules = {path.name for path in (ASSETS / "script").glob("*.js")}
    parts = {name for name in modules if name.startswith("search_")}
    assert set(re.findall(r'from "\./(\w+\.js)"', main)) == modules - parts - {
        "main.js",
        "page.js",
        "folding.js",
        "marking.js",
    }


@pytest.mark.parametrize("hash", ["#%", "#%E0%A4%A", "#nothing", "#"])
def test_any_end_of_an_address_will_do(hash: str, shipped_site: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader(width=375))
    page = tab.open(f"{shipped_site.url}{shipped_site.edition}/{hash}")
    expect(page.locator("[role=search]")).to_be_attached()
    assert tab.complaints == []


@pytest.mark.parametrize(
    ("lacking", "there"),
    [
        ("delete Navigator.prototype.clipboard", "[role=search]"),
        ("Object.defineProperty(window, 'localStorage', {get() { throw Error('no') }})", ".copy"),
        ("Date.prototype.toLocaleString = () => { throw Error('no') }", "[role=search]"),
        ("localStorage.setItem(`seen:${location.pathname}`, '7')", "[role=search]"),
    ],
)
def test_what_a_browser_lacks_takes_nothing_else_away(
    lacking: str, there: str, shipped_site: Site, browser: Browser
) -> None:
    context = browser.new_context(timezone_id="America/New_York")
    context.add_init_script(lacking)
    page = context.new_page()
    page.goto(f"{shipped_site.url}{shipped_site.edition}/")
    expect(page.locator(there).first).to_be_attached()
    context.close()
