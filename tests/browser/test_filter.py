"""The filter above the questions: `assets/script/filter.js` and `folding.js`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, ServeSite, Site
from tests.browser.readers import Reader

SITE = """\
# content/countries/group.yml
locales: [en, de, fr, el, tr, pl, he, ar, hi]
# content/faq/categories.yml
data: {en: Data}
bills: {en: Bills}
# content/faq/data/which.yml
question:
  en: Which data was copied?
  de: Wie heißt die Straße?
  fr: Où est l’œuvre dérobée ?
  el: Ποιο λογισμικό;
  tr: İstanbul ve ISPARTA
  pl: Łódź
  he: שָׁלוֹם
  ar: كِتَاب
  hi: किताब
answer: {en: Names and addresses.}
updated: 2022-07-26
# content/faq/data/when.yml
question: {en: When was it copied?}
answer: {en: In the evening.}
updated: 2022-07-26
# content/faq/bills/pay.yml
question: {en: Must I pay?}
answer: {en: Yes. Nothing changes.}
updated: 2022-07-26
"""
FIELD = "input[type=search].field"


@pytest.fixture(scope="module")
def questions(serve_site: ServeSite) -> Iterator[Site]:
    """Three questions in two categories; one of them in nine languages."""
    with serve_site(SITE, "group/en") as site:
        yield site


def _open(site: Site, read_as: OpenTab, edition: str = "group/en") -> Page:
    return read_as(Reader(width=375)).open(f"{site.url}{edition}/faq/")


def _shown(page: Page) -> list[str]:
    return page.locator(".entry:visible .entry__link").all_inner_texts()


def test_questions_without_all_of_the_words_are_hidden(questions: Site, read_as: OpenTab) -> None:
    page = _open(questions, read_as)
    field = page.get_by_label("Find a question")
    field.fill("COPIED data")
    expect(page.locator(".entry:visible")).to_have_count(1)
    assert _shown(page) == ["Which data was copied?"]
    field.fill("evening")
    assert _shown(page) == ["When was it copied?"]
    field.fill("")
    expect(page.locator(".entry:visible")).to_have_count(3)


def test_headings_and_contents_show_only_what_there_is(questions: Site, read_as: OpenTab) -> None:
    page = _open(questions, read_as)
    headings = page.locator("h2[id]:visible")
    expect(headings).to_have_text(["Data", "Bills"])
    page.get_by_label("Find a question").fill("pay")
    expect(headings).to_have_text(["Bills"])
    expect(page.locator(".contents")).to_be_hidden()
    page.get_by_label("Find a question").fill("")
    expect(headings).to_have_text(["Data", "Bills"])
    expect(page.locator(".contents")).to_be_visible()


def test_a_reader_hears_that_nothing_matches(questions: Site, read_as: OpenTab) -> None:
    page = _open(questions, read_as)
    status = page.get_by_role("status").filter(has_text="No questions match your search.")
    page.get_by_label("Find a question").fill("zzz")
    expect(status).to_be_visible()
    expect(page.locator(".entry:visible")).to_have_count(0)
    page.get_by_label("Find a question").fill("pay")
    expect(status).to_have_count(0)


def test_words_that_the_script_added_are_not_searched(questions: Site, read_as: OpenTab) -> None:
    page = _open(questions, read_as)
    expect(page.locator(".entry").first.get_by_role("button")).to_have_text("Copy")
    page.get_by_label("Find a question").fill("copy")
    expect(page.locator(".entry:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("fr", "ou derobee"),
        ("fr", "oeuvre"),
        ("de", "strasse"),
        ("de", "STRASSE HEISST"),
        ("pl", "lodz"),
        # A word that goes on ends in another sigma than one that ends.
        ("el", "ΛΟΓΙΣ"),
        ("el", "λογισμικο"),
        # Turkish has two letters i, each in two cases.
        ("tr", "istanbul"),
        ("tr", "İSTANBUL"),
        ("tr", "ısparta"),
        ("tr", "isparta"),
        ("he", "שלום"),
        ("ar", "كتاب"),
        ("hi", "किताब"),
    ],
)
def test_accents_and_cases_do_not_matter(
    locale: str, typed: str, questions: Site, read_as: OpenTab
) -> None:
    page = _open(questions, read_as, f"group/{locale}")
    page.locator(FIELD).fill(typed)
    expect(page.locator(".entry:visible")).to_have_count(1)
    assert page.locator(".entry:visible").get_attribute("id") == "which"


def test_vowel_signs_do_matter_where_they_are_letters(questions: Site, read_as: OpenTab) -> None:
    page = _open(questions, read_as, "group/hi")
    page.locator(FIELD).fill("कातिब")
    expect(page.locator(".entry:visible")).to_have_count(0)
