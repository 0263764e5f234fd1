"""The questions of an edition, at any number: open, folded, or on a page for each category."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement, fromstring

from tests.sites import build_site, page, problems_of, words, write_site

HEAD = """\
# content/countries/lu.yml
locales: [fr, de]
contacts: [{email: help@example.org, purposes: [all]}]
# content/faq/categories.yml
data: {fr: Données, de: Daten}
bills: {fr: Factures, de: Rechnungen}
"""


LINK = " See [bills](faq/bills)."


def questions(count: int, more: dict[int, str] | None = None) -> str:
    """Some questions, in two categories in turn: q1 is in `data`."""

    def one(i: int) -> str:
        return (
            f"# content/faq/{'data' if i % 2 else 'bills'}/q{i}.yml\n"
            f"question: Question {i}?\n"
            f"answer: Answer number {i}.{LINK if i == 3 else ''}\n"
            f"updated: 2022-07-{1 + i % 28:02}\n{(more or {}).get(i, '')}"
        )

    return "".join(map(one, range(1, count + 1)))


def _build(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    return build_site(write_site(folder, text))


def _html(site: Path, address: str) -> HtmlElement:
    document: HtmlElement = fromstring(page(site, address))
    return document


CORRECTED = "corrections: [{at: 2022-09-01, note: It was wrong.}]\nformer: [old-one]\n"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine questions, one of them with everything that a question can have."""
    more = {
        1: f"most_asked: true\nrelated: [q2, data/q3, q1-hidden]\n{CORRECTED}",
        2: "most_asked: true\npublished: 2022-07-01\n",
    }
    hidden = (
        "# content/faq/data/q1-hidden.yml\nquestion: Hidden?\nanswer: Hidden.\n"
        "updated: 2022-07-01\ncountries: [group]\n"
        "# content/countries/group.yml\nlocales: [en]\n"
    )
    return _build(tmp_path_factory.mktemp("few"), HEAD + questions(9, more) + hidden)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many questions that each category has a page."""
    more = {1: f"most_asked: true\nrelated: [q2]\n{CORRECTED}"}
    statement = (
        "# status/outage/incident.yml\ntitle: Outage\nstarted: 2022-07-01\n"
        "# status/outage/2022-07-02.yml\nstatus: investigating\npublished: 2022-07-02\n"
        "text: 'See [one](faq/q1).'\n"
    )
    return _build(tmp_path_factory.mktemp("many"), HEAD + questions(61, more) + statement)


def test_few_questions_are_open_below_their_topics_and_contents(few: Path) -> None:
    html = _html(few, "lu/fr/faq")
    assert html.xpath("//nav[@class='topics']//a/@href") == ["#data", "#bills"]
    assert [
        " ".join(a.text_content().split()) for a in html.xpath("//nav[@class='topics']//a")
    ] == [
        "Données 5",
        "Factures 4",
    ]
    assert len(html.xpath("//nav[@class='contents']//a")) == 9
    assert not html.xpath("//details[@class='answer']")
    assert len(html.xpath("//*[@itemtype='https://schema.org/Question']")) == 9


@pytest.mark.parametrize(("count", "has_filter"), [(7, False), (8, True)])
def test_a_filter_and_contents_are_there_from_eight_questions_on(
    count: int, has_filter: bool, tmp_path: Path
) -> None:
    html = _html(_build(tmp_path, HEAD + questions(count)), "lu/fr/faq")
    assert bool(html.xpath("//*[@class='filter']")) is has_filter
    assert bool(html.xpath("//*[@class='contents']")) is has_filter


def test_one_category_needs_no_topics(tmp_path: Path) -> None:
    text = questions(2).replace("faq/bills/", "faq/data/")
    html = _html(_build(tmp_path, HEAD + text), "lu/fr/faq")
    assert not html.xpath("//nav[@class='topics']")


def test_from_sixteen_on_answers_are_folded_and_their_ids_are_outside(tmp_path: Path) -> None:
    site = _build(tmp_path, HEAD + questions(16))
    html = _html(site, "lu/fr/faq")
    assert len(html.xpath("//details[@class='answer'][not(@open)]")) == 16
    assert html.xpath("//details//*[@id='q3']") == []
    assert html.xpath("//*[@id='q3']/details/summary/h3[@id='q3/title']")
    assert not html.xpath("//*[@class='contents']")
    assert "Answer number 3." in page(site, "lu/fr/faq")


def test_a_build_folds_the_answers_when_another_question_comes(tmp_path: Path) -> None:
    site = _build(tmp_path, HEAD + questions(15))
    assert not _html(site, "lu/fr/faq").xpath("//details[@class='answer']")
    build_site(write_site(tmp_path, HEAD + questions(16)))
    assert len(_html(site, "lu/fr/faq").xpath("//details[@class='answer']")) == 16


def test_many_questions_are_lines_that_lead_to_the_answers_in_categories(many: Path) -> None:
    html = _html(many, "lu/fr/faq")
    assert "Answer number" not in page(many, "lu/fr/faq")
    assert html.xpath("//*[@id='q1']/a/@href") == ["../faq/data/#q1"]
    assert html.xpath("//nav[@class='topics']//a/@href") == ["../faq/data/", "../faq/bills/"]
    assert not html.xpath("//*[@itemtype='https://schema.org/FAQPage']")
    data = _html(many, "lu/fr/faq/data")
    assert data.xpath("//h1")[0].text_content() == "Données"
    assert len(data.xpath("//*[@itemtype='https://schema.org/Question']")) == 31
    assert "Answer number 1." in page(many, "lu/fr/faq/data")
    assert "Answer number 2." not in page(many, "lu/fr/faq/data")


@pytest.mark.parametrize(
    "anchor",
    ["q1", "data/q1", "old-one", "q1/correction-2022-09-01", "q1/correction-1"],
)
def test_every_old_address_is_on_the_line_of_its_question_and_on_the_answer(
    anchor: str, many: Path
) -> None:
    [line] = _html(many, "lu/fr/faq").xpath("//*[@id=$id]/ancestor-or-self::li", id=anchor)
    assert line.get("id") == "q1"
    [entry] = _html(many, "lu/fr/faq/data").xpath(
        "//*[@id=$id]/ancestor-or-self::article[contains(@class, 'entry')]", id=anchor
    )
    assert entry.get("id") == "q1"


def test_a_site_that_shrinks_keeps_the_addresses_of_its_categories(few: Path) -> None:
    html = _html(few, "lu/fr/faq/data")
    assert html.xpath("//*[@id='q1']/a/@href") == ["../../faq/#q1"]
    assert html.xpath("//link[@rel='canonical']/@href") == [
        "https://status.example.org/info/lu/fr/faq/"
    ]
    assert "/lu/fr/faq/data/<" not in (few / "lu/fr/sitemap.xml").read_text()


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("incidents/outage/index.html", 'href="../../faq/data/#q1"'),
        ("feed.json", "https://status.example.org/info/lu/fr/faq/data/#q1"),
        ("faq/feed.rss", "https://status.example.org/info/lu/fr/faq/data/#q1/correction-2022-09"),
        ("search.json", '"faq/data/#q1"'),
        ("index.html", 'href="faq/data/#q1"'),
        ("lite/index.html", "/lu/fr/faq/data/#q1"),
        ("faq/index.html", 'href="../faq/data/#q1"'),
        ("faq/q1/index.html", '"../../faq/data/#q1"'),
        ("faq/data/index.html", 'href="../../faq/bills/#q2"'),
    ],
)
def test_links_of_the_builder_lead_to_where_the_answer_is(path: str, link: str, many: Path) -> None:
    assert link in (many / "lu/fr" / path).read_text()


def test_a_text_may_link_to_a_category(few: Path, many: Path) -> None:
    assert 'href="../faq/#bills">bills</a>' in page(few, "lu/fr/faq")
    assert 'href="../../faq/bills/">bills</a>' in page(many, "lu/fr/faq/data")


def test_most_asked_questions_are_links_above_all_others(few: Path, many: Path) -> None:
    [section] = _html(few, "lu/fr/faq").xpath("//section[@class='most-asked']")
    assert section.xpath(".//a/@href") == ["#q1", "#q2"]
    [section] = _html(many, "lu/fr/faq").xpath("//section[@class='most-asked']")
    assert section.xpath(".//a/@href") == ["../faq/data/#q1"]


def test_related_questions_are_below_the_answer_where_they_are_public(few: Path) -> None:
    [related] = _html(few, "lu/fr/faq").xpath("//*[@id='q1']//*[@class='related']")
    assert related.xpath(".//a/@href") == ["../faq/#q2", "../faq/#q3"]


def test_a_related_question_with_a_new_title_changes_the_link(tmp_path: Path) -> None:
    text = HEAD + questions(3, {1: "related: [q2]\n"})
    site = _build(tmp_path, text)
    build_site(write_site(tmp_path, text.replace("Question 2?", "What now?")))
    [related] = _html(site, "lu/fr/faq").xpath("//*[@id='q1']//*[@class='related']//a")
    assert related.text_content() == "What now?"
    assert "What now?" in page(site, "lu/fr/faq/q1")


@pytest.mark.parametrize(
    ("related", "message", "hint"),
    [
        ("[q22]", "Unknown question “q22”.", "Did you mean `q2`?"),
        ("[bills/q1]", "Unknown question “bills/q1”.", "Did you mean"),
        ("[q1]", "A question cannot be related to itself.", "Remove it"),
        ("[faq/data/q1]", "A question cannot be related to itself.", "Remove it"),
    ],
)
def test_related_names_another_question(
    related: str, message: str, hint: str, tmp_path: Path
) -> None:
    found = problems_of(tmp_path, HEAD + questions(3, {1: f"related: {related}\n"}))
    [problem] = [p for p in found if p.is_error]
    assert problem.message == message
    assert (problem.hint or "").startswith(hint)
    assert (problem.place.file, problem.place.line) == ("content/faq/data/q1.yml", 4)


def test_an_id_of_two_categories_has_to_say_which(tmp_path: Path) -> None:
    second = "# content/faq/bills/q3.yml\nquestion: Other?\nanswer: Other.\nupdated: 2022-07-02\n"
    found = problems_of(tmp_path, HEAD + questions(3, {1: "related: [q3]\n"}) + second)
    [problem] = [p for p in found if p.is_error]
    assert problem.hint == "Write `bills/q3` or `data/q3`."


def test_a_question_has_a_page_for_search_engines_and_sharing(few: Path) -> None:
    html = _html(few, "lu/fr/faq/q1")
    assert html.xpath("//h1")[0].text_content() == "Question 1?"
    assert html.xpath("//title")[0].text_content() == "Question 1? – Example"
    assert html.xpath("//meta[@name='description']/@content") == ["Answer number 1."]
    base = "https://status.example.org/info/lu"
    assert html.xpath("//link[@rel='canonical']/@href") == [f"{base}/fr/faq/q1/"]
    assert html.xpath("//link[@hreflang='de-LU']/@href") == [f"{base}/de/faq/q1/"]
    read = words(page(few, "lu/fr/faq/q1"))
    assert "Answer number 1." in read
    assert "It was wrong." in read
    dates = _html(few, "lu/fr/faq/q2").xpath("//*[@class='entry__meta']/time/text()")
    assert dates == ["1 juil. 2022", "3 juil. 2022"]
    links = html.xpath("//article[@id='content']//a/@href")
    assert {"../../faq/", "../../faq/#data", "../../contact/", "../../faq/#q2"} <= set(links)
    assert f"<loc>{base}/fr/faq/q1/</loc><lastmod>2022-09-01" in (
        few / "lu/fr/sitemap.xml"
    ).read_text("utf-8")


def test_programs_read_the_question_and_its_answer(few: Path) -> None:
    html = _html(few, "lu/fr/faq/q1")
    [text] = html.xpath("//script[@type='application/ld+json']/text()")
    data: dict[str, Any] = json.loads(text)
    assert data == {
        "@context": "https://schema.org",
        "@type": "Question",
        "name": "Question 1?",
        "inLanguage": "fr-LU",
        "datePublished": "2022-07-02",
        "dateModified": "2022-09-01",
        "answerCount": 1,
        "acceptedAnswer": {
            "@type": "Answer",
            "text": "Answer number 1.",
            "url": "../../faq/#q1",
        },
    }
    # Only the page with all answers is a FAQ.
    assert "FAQPage" not in page(few, "lu/fr/faq/q1")


def test_a_long_answer_is_described_by_its_beginning(tmp_path: Path) -> None:
    text = HEAD + questions(1).replace("Answer number 1.", "'" + "Word " * 60 + "<b>.'")
    html = _html(_build(tmp_path, text), "lu/fr/faq/q1")
    [told] = html.xpath("//meta[@name='description']/@content")
    assert told == " ".join(["Word"] * 31) + " Word…"


def test_a_former_id_of_a_question_leads_to_its_page(few: Path) -> None:
    html = _html(few, "lu/fr/faq/old-one")
    assert html.xpath("//*[@class='moved']/a/@href") == ["../../faq/q1/"]
    assert html.xpath("//link[@rel='canonical']/@href")[0].endswith("/lu/fr/faq/q1/")
    assert "/faq/old-one/" not in (few / "lu/fr/sitemap.xml").read_text()


def test_a_question_named_like_a_category_has_another_page(tmp_path: Path) -> None:
    text = HEAD + questions(2) + questions(1).replace("/q1.yml", "/bills.yml")
    site = _build(tmp_path, text)
    assert "Question 1?" in page(site, "lu/fr/faq/data/bills")
    assert _html(site, "lu/fr/faq/bills").xpath("//h1")[0].text_content() == "Factures"


def _own_pages(site: Path) -> list[str]:
    found = [path.parent.name for path in site.glob("lu/fr/faq/q*/index.html")]
    return sorted(found, key=lambda name: int(name[1:]))


def test_by_default_the_first_questions_have_a_page_and_keep_it(tmp_path: Path) -> None:
    dated = {i: f"published: 2022-06-{1 + i % 28:02}\n" for i in range(1, 31)}
    text = re.sub(r"updated: \S+", "updated: 2022-07-01", questions(27, dated))
    site = _build(tmp_path, HEAD + text)
    assert _own_pages(site) == [f"q{i}" for i in range(1, 26)]


@pytest.mark.parametrize(("outputs", "count"), [("[pages, questions]", 30), ("[pages, rss]", 0)])
def test_a_site_chooses_pages_for_all_questions_or_for_none(
    outputs: str, count: int, tmp_path: Path
) -> None:
    write_site(tmp_path, HEAD + questions(30))
    file = tmp_path / "mkdocs.yml"
    chosen = f"  - site_builder: {{outputs: {outputs}}}\n"
    file.write_text(file.read_text().replace("  - site_builder\n", chosen))
    site = build_site(tmp_path)
    assert len(_own_pages(site)) == count


def test_pages_of_questions_have_no_twin_and_name_none(few: Path) -> None:
    assert not (few / "lu/fr/faq/q1/index.md").exists()
    assert "text/markdown" not in page(few, "lu/fr/faq/q1")
    assert "text/markdown" in page(few, "lu/fr/faq")


def test_the_twin_of_a_category_has_its_answers(many: Path) -> None:
    assert "Answer number 1." in (many / "lu/fr/faq/data/index.md").read_text()


def test_a_page_without_questions_leads_to_the_group_and_to_contacts(tmp_path: Path) -> None:
    own = questions(1, {1: "countries: [group]\n"})
    site = _build(tmp_path, HEAD + own + "# content/countries/group.yml\nlocales: [en, de]\n")
    links = _html(site, "lu/fr/faq").xpath("//article[@id='content']//li/a/@href")
    assert links == ["../../../group/en/faq/", "../contact/"]
    links = _html(site, "lu/de/faq").xpath("//article[@id='content']//li/a/@href")
    assert links == ["../../../group/de/faq/", "../contact/"]


def test_a_draft_of_the_group_is_no_answer(tmp_path: Path) -> None:
    own = questions(1, {1: "countries: [group]\ndraft: true\n"})
    site = _build(tmp_path, HEAD + own + "# content/countries/group.yml\nlocales: [en]\n")
    links = _html(site, "lu/fr/faq").xpath("//article[@id='content']//li/a/@href")
    assert links == ["../contact/"]


def test_no_two_things_on_a_page_have_one_id(few: Path, many: Path) -> None:
    def pages() -> Iterator[Path]:
        for site in (few, many):
            yield from site.glob("lu/fr/faq/**/index.html")

    for path in pages():
        ids = [str(id) for id in fromstring(path.read_text("utf-8")).xpath("//@id")]
        assert len(ids) == len(set(ids)), path
