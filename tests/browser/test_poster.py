"""The poster on paper: one sheet, with a code that a phone can read."""

from __future__ import annotations

import io

import pikepdf
from playwright.sync_api import Browser

from tests.browser.conftest import Site


def test_every_poster_of_the_shipped_site_fits_one_sheet(
    shipped_site: Site, browser: Browser
) -> None:
    page = browser.new_page()
    for poster in sorted(shipped_site.folder.glob("*/*/poster/index.html")):
        address = poster.parent.relative_to(shipped_site.folder).as_posix()
        page.goto(f"{shipped_site.url}{address}/")
        with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
            assert len(paper.pages) == 1, address
    page.close()


def test_the_code_leads_to_the_edition(shipped_site: Site, browser: Browser) -> None:
    """Drawn from the modules of the code that a QR reader would see."""
    import segno

    page = browser.new_page()
    page.goto(f"{shipped_site.url}lu/fr/poster/")
    address = str(page.locator(".code a").get_attribute("href"))
    assert address.endswith("/lu/fr/")
    expected = segno.make(address, error="m", micro=False)
    shown = page.locator(".code svg").evaluate("e => e.viewBox.baseVal.width")
    assert shown == expected.symbol_size(border=0)[0]
    drawn = page.locator(".code svg path").get_attribute("d")
    assert drawn
    assert drawn in expected.svg_inline(border=0, omitsize=True)
    page.close()
