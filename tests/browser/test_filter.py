"""The filter above the questions: `assets/script/filter.js` and `folding.js`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, ServeSite, Site
from tests.browser.readers import Reader
from tests.browser.test_accessibility import faults_of

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
answer: {en: "Yes. Nothing changes. See [the data](faq/which)."}
updated: 2022-07-26
most_asked: true
""" + "".join(
    f"""\
# content/faq/bills/more-{i}.yml
question: {{en: What else?}}
answer: {{en: Something of the data else.}}
updated: 2022-07-26
"""
    for i in range(5)
)
FIELD = "input[type=search].field"


def _of(count: int) -> str:
    return (
        "# content/countries/group.yml\nlocales: [en]\n# content/faq/categories.yml\n"
        + ("data: {en: Data}\nbills: {en: Bills}\n")
        + "".join(
            f"# content/faq/{'data' if i % 2 else 'bills'}/q{i}.yml\nquestion: Question {i}?\n"
            f"answer: 'Number x{i}x.'\nupdated: 2022-07-26\n"
            for i in range(1, count + 1)
        )
    )


@pytest.fixture(scope="module")
def questions(serve_site: ServeSite) -> Iterator[Site]:
    """Eight questions in two categories; one of them in nine languages."""
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
    expect(page.locator(".entry:visible")).to_have_count(8)


def test_what_is_found_is_a_list_without_headings_topics_and_contents(
    questions: Site, read_as: OpenTab
) -> None:
    page = _open(questions, read_as)
    around = [page.locator(part) for part in ("h2[id]", ".topics", ".most-asked", ".contents")]
    for part in around:
        expect(part.first).to_be_visible()
    page.get_by_label("Find a question").fill("pay")
    for part in around:
        expect(part.first).to_be_hidden()
    page.get_by_label("Find a question").fill("")
    for part in around:
        expect(part.first).to_be_visible()


def test_questions_with_the_words_in_their_title_come_first_and_words_are_marked(
    questions: Site, read_as: OpenTab
) -> None:
    page = _open(questions, read_as)
    before = page.locator(".entry").evaluate_all("all => all.map(one => one.id)")
    page.get_by_label("Find a question").fill("DATA")
    expect(page.locator(".filter__count")).to_have_text("Results: 7")
    assert _shown(page)[0] == "Which data was copied?"
    expect(page.locator("mark")).to_have_text(["data"] * 7)
    page.get_by_label("Find a question").fill("")
    expect(page.locator("mark")).to_have_count(0)
    assert page.locator(".entry").evaluate_all("all => all.map(one => one.id)") == before


def test_words_with_accents_are_marked_as_they_are_written(
    questions: Site, read_as: OpenTab
) -> None:
    page = _open(questions, read_as, "group/de")
    page.locator(FIELD).fill("strasse heisst")
    expect(page.locator("mark")).to_have_text(["heißt", "Straße"])
    page = _open(questions, read_as, "group/ar")
    page.locator(FIELD).fill("كتاب")
    expect(page.locator("mark")).to_have_text(["كِتَاب"])


def test_the_address_keeps_what_was_typed(questions: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader(width=375))
    page = tab.open(f"{questions.url}group/en/faq/?q=evening#when")
    expect(page.get_by_label("Find a question")).to_have_value("evening")
    assert _shown(page) == ["When was it copied?"]
    page.get_by_label("Find a question").fill("two words")
    expect(page).to_have_url(f"{questions.url}group/en/faq/?q=two+words#when")
    page.get_by_role("button", name="Clear search").click()
    expect(page).to_have_url(f"{questions.url}group/en/faq/#when")
    expect(page.locator(".entry:visible")).to_have_count(8)
    expect(page.get_by_label("Find a question")).to_be_focused()
    expect(page.get_by_role("button", name="Clear search")).to_be_hidden()


def test_without_a_result_the_filter_leads_to_contacts_and_the_search(
    questions: Site, read_as: OpenTab
) -> None:
    page = _open(questions, read_as)
    page.get_by_label("Find a question").fill("zzz")
    none = page.locator(".filter__none")
    expect(none.get_by_role("link", name="Contact")).to_have_attribute("href", "../contact/")
    none.get_by_role("button", name="Search").click()
    box = page.get_by_role("searchbox", name="Search")
    expect(box).to_be_focused()
    expect(box).to_have_value("zzz")


def test_the_field_stays_in_view(questions: Site, read_as: OpenTab) -> None:
    page = _open(questions, read_as)
    page.locator("#pay").scroll_into_view_if_needed()
    page.mouse.wheel(0, 2000)
    expect(page.get_by_label("Find a question")).to_be_in_viewport()


@pytest.fixture(scope="module")
def folded(serve_site: ServeSite) -> Iterator[Site]:
    """So many questions that their answers are folded."""
    with serve_site(_of(16), "group/en") as site:
        yield site


@pytest.fixture(scope="module")
def split(serve_site: ServeSite) -> Iterator[Site]:
    """So many questions that their answers are on the pages of their categories."""
    with serve_site(_of(61), "group/en") as site:
        yield site


def test_a_folded_answer_with_the_words_opens_while_they_are_there(
    folded: Site, read_as: OpenTab
) -> None:
    page = _open(folded, read_as)
    page.get_by_label("Find a question").fill("x7x")
    expect(page.locator(".entry:visible")).to_have_count(1)
    expect(page.get_by_text("Number x7x.")).to_be_visible()
    page.get_by_label("Find a question").fill("")
    expect(page.get_by_text("Number x7x.")).to_be_hidden()


def test_on_a_list_of_questions_the_filter_finds_titles(split: Site, read_as: OpenTab) -> None:
    page = _open(split, read_as)
    page.get_by_label("Find a question").fill("question 60")
    expect(page.locator(".line:visible")).to_have_text(["Question 60?"])
    expect(page.locator("h2:visible")).to_have_text(["Bills"])


def test_an_old_link_leads_to_the_answer_on_the_page_of_its_category(
    split: Site, read_as: OpenTab
) -> None:
    for anchor, there in (("bills/q8", "bills"), ("q7/a-heading", "data"), ("q7", "data")):
        page = read_as(Reader(width=375)).open(f"{split.url}group/en/faq/#{anchor}")
        expect(page).to_have_url(f"{split.url}group/en/faq/{there}/#{anchor}")
    expect(page.get_by_text("Number x7x.")).to_be_visible()


def test_a_link_to_a_folded_answer_opens_it(folded: Site, read_as: OpenTab) -> None:
    page = read_as(Reader(width=375)).open(f"{folded.url}group/en/faq/#q7")
    expect(page.get_by_text("Number x7x.")).to_be_visible()
    expect(page.locator("#q7")).to_be_in_viewport()


def test_without_a_script_a_link_leads_to_the_question(folded: Site, read_as: OpenTab) -> None:
    page = read_as(Reader(width=375, has_javascript=False)).open(f"{folded.url}group/en/faq/#q7")
    expect(page.locator("#q7")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_questions_of_any_number(
    scheme: Literal["light", "dark"], folded: Site, split: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader(320, scheme))
    faults = []
    for site, paths in ((folded, ["", "?q=x7x", "?q=zzz", "#q3"]), (split, ["", "data/", "q1/"])):
        for path in paths:
            page = tab.open(f"{site.url}group/en/faq/{path}")
            faults += [f"{path}: {fault}" for fault in faults_of(page)]
    assert not faults, "\n".join(faults)


def test_all_answers_are_on_paper(folded: Site, read_as: OpenTab) -> None:
    page = _open(folded, read_as)
    expect(page.get_by_text("Number x7x.")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("Number x7x.")).to_be_visible()


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
    expect(page.locator(".entry").first.get_by_role("button")).to_have_text("Copy link")
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
