"""The choice at the root, and the suggestion above it: `assets/script/suggestion.js`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ServeSite, Site

SITE = """\
# content/countries/be.yml
locales: [nl, fr]
# content/countries/lu.yml
locales: [fr, de]
# content/countries/ch.yml
locales: [fr, de-CH]
# content/countries/ae.yml
locales: [ar]
# content/countries/al.yml
locales: [sq]
# content/countries/no.yml
locales: [nb]
# content/countries/tw.yml
locales: [zh-Hant]
# content/countries/group.yml
locales: [en, fr]
"""
HEADING = "Choose your country and language"


@pytest.fixture(scope="module")
def root(serve_site: ServeSite) -> Iterator[Site]:
    """The root of a site of eight countries."""
    with serve_site(f"# content/site.yml\nsource: en\n{SITE}", "") as site:
        yield site


def _open(browser: Browser, root: Site, languages: str, path: str = "") -> Page:
    """The root as a browser shows it whose languages are those, the first one first."""
    context = browser.new_context(locale=languages.split(",")[0])
    page = context.new_page()
    page.add_init_script(
        f"Object.defineProperty(navigator, 'languages', {{ get: () => {languages.split(',')!r} }});"
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{root.url}{path}", wait_until="load")
    page.wait_for_load_state("networkidle")
    assert not [c for c in complaints if "404" not in c]
    return page


@pytest.mark.parametrize(
    ("languages", "said", "links"),
    [
        ("fr-LU", "Suggestion pour vous\u00a0:", ["lu/fr/"]),
        ("de-LU,fr", "Vorschlag für Sie:", ["lu/de/"]),
        # A region without an edition of its own leaves the language.
        ("fr-CA", "Suggestion pour vous\u00a0:", ["group/fr/", "be/fr/", "ch/fr/"]),
        ("fr", "Suggestion pour vous\u00a0:", ["group/fr/", "be/fr/", "ch/fr/"]),
        ("en-US,en,de-LU", "Suggested for you:", ["group/en/"]),
        ("de-CH-1996", "Vorschlag für Sie:", ["ch/de-CH/"]),
        # What the site does not speak is passed over.
        ("pl,nl-NL", "Suggestie voor u:", ["be/nl/"]),
        ("zh-TW", "為您推薦：", ["tw/zh-Hant/"]),
        ("sq-AL", "Suggested for you:", ["al/sq/"]),
        # Browsers offer Norwegian by two codes.
        ("no", "Forslag til deg:", ["no/nb/"]),
        ("nb-NO", "Forslag til deg:", ["no/nb/"]),
    ],
)
def test_a_reader_is_shown_the_edition_of_her_language(
    languages: str, said: str, links: list[str], browser: Browser, root: Site
) -> None:
    page = _open(browser, root, languages)
    suggestion = page.locator(".suggestion")
    expect(suggestion.locator("p")).to_have_text(said)
    hrefs = suggestion.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert sorted(hrefs[1:]) == sorted(links[1:])
    assert hrefs[:1] == links[:1]
    # Nobody is sent anywhere, and the whole list stays.
    assert page.url == root.url
    assert page.locator(".countries a").count() == 12
    page.context.close()


def test_a_suggestion_speaks_its_own_language_and_leads_there(browser: Browser, root: Site) -> None:
    page = _open(browser, root, "de-LU")
    suggestion = page.locator(".suggestion")
    assert suggestion.locator("p").get_attribute("lang") == "de"
    link = suggestion.get_by_role("link", name="Luxemburg · Deutsch")
    assert (link.get_attribute("lang"), link.get_attribute("hreflang")) == ("de", "de-LU")
    link.click()
    expect(page).to_have_url(f"{root.url}lu/de/")
    page.context.close()


def test_words_of_another_language_than_the_editions_say_so(browser: Browser, root: Site) -> None:
    page = _open(browser, root, "sq")
    assert page.locator(".suggestion p").get_attribute("lang") == "en"
    expect(page.locator(".suggestion a")).to_have_text("Shqipëri · Shqip")
    page.context.close()


def test_arabic_is_suggested_from_right_to_left(browser: Browser, root: Site) -> None:
    page = _open(browser, root, "ar-EG")
    text = page.locator(".suggestion p")
    assert text.evaluate("e => getComputedStyle(e).direction") == "rtl"
    page.context.close()


def test_nothing_is_suggested_to_who_reads_another_language(browser: Browser, root: Site) -> None:
    page = _open(browser, root, "pl-PL,x-nonsense,uk")
    expect(page.get_by_role("heading", name=HEADING)).to_be_visible()
    expect(page.locator(".suggestion")).to_be_empty()
    page.context.close()


def test_a_page_that_is_not_found_suggests_too(browser: Browser, root: Site) -> None:
    page = _open(browser, root, "fr-LU", "no/such/page/")
    page.locator(".suggestion a").click()
    expect(page).to_have_url(f"{root.url}lu/fr/")
    page.context.close()


def test_without_scripts_there_is_no_room_for_a_suggestion(browser: Browser, root: Site) -> None:
    context = browser.new_context(locale="fr-LU", java_script_enabled=False)
    page = context.new_page()
    page.goto(root.url)
    expect(page.locator(".suggestion")).to_be_hidden()
    assert page.locator(".countries a").count() == 12
    context.close()


def test_a_suggestion_moves_nothing(browser: Browser, root: Site) -> None:
    for width, language in ((320, "fr-LU"), (1280, "fr-LU"), (1280, "fr")):
        context = browser.new_context(locale=language, viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(root.url)
        expect(page.locator(".suggestion a").first).to_be_visible()
        with_it = page.locator(".countries").bounding_box()
        page.locator(".suggestion").evaluate("e => e.replaceChildren()")
        assert page.locator(".countries").bounding_box() == with_it
        context.close()
