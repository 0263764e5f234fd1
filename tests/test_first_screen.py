"""The first screen of an edition: what works, what to do, whom to reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, fromstring
from markupsafe import Markup

from site_builder.markdown.blocks import beginning
from tests.sites import build_site, page, problems_of, words, write_site

GROUND = """\
# content/countries/lu.yml
locales: [en]
time_zone: UTC
CONTACTS
# content/services.yml
portal: {name: Portal}
mail: {name: Mail}
bills: {name: Bills}
meters: {name: Meters}
letters: {name: Letters}
# content/faq/categories.yml
data: {en: Data}
# content/faq/data/other.yml
question: {en: "What else?"}
answer: {en: Nothing.}
updated: 2022-07-01
# content/faq/data/mine.yml
question: {en: "Is my data affected, and how will I know?"}
answer: {en: We write to you.}
updated: 2022-07-01
lead: true
# status/outage/incident.yml
title: {en: Outage}
started: 2022-07-01
services:
  portal: major_outage
  mail: degraded_performance
  bills: operational
  meters: operational
  letters: operational
WHAT_TO_DO
# status/outage/2022-07-02.yml
status: identified
published: 2022-07-02 09:00
text: {en: We know the cause.}
"""
PHONE = "  - {phone: '+352 26 00 00'}\n"
EMAIL = "  - {email: help@example.org}\n"


def _home(root: Path, contacts: str = "", what_to_do: str = "") -> HtmlElement:
    text = GROUND.replace("CONTACTS", f"contacts:\n{contacts}" if contacts else "")
    site = build_site(write_site(root, text.replace("WHAT_TO_DO", what_to_do)), "2022-07-03")
    return fromstring(page(site, "lu/en"))


def _first_screen(document: HtmlElement) -> HtmlElement:
    [found] = document.find_class("first-screen")
    return found


def _buttons(document: HtmlElement) -> list[tuple[str, str]]:
    links = document.xpath("//*[@class='buttons']//a")
    return [(words_of(link), str(link.get("href"))) for link in links]


def words_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_services_are_told_by_state_worst_first_and_working_ones_are_counted(
    tmp_path: Path,
) -> None:
    told = [words_of(item) for item in _home(tmp_path).xpath("//*[@class='tallies']/li")]
    assert told == [
        "Not working: Portal",
        "Limited: Mail",
        "Working normally: Bills, Meters, and Letters",
    ]


def test_the_first_screen_has_room_for_a_few_working_services(tmp_path: Path) -> None:
    text = GROUND.replace("CONTACTS\n", "").replace("WHAT_TO_DO\n", "")
    long = text.replace("name: Meters", "name: The meters in the cellars of all our buildings")
    document = fromstring(page(build_site(write_site(tmp_path, long), "2022-07-03"), "lu/en"))
    told = [words_of(item) for item in document.xpath("//*[@class='tallies']/li")]
    assert told[-1] == "Working normally: Bills and 2 more"


def test_the_lead_question_is_the_first_button(tmp_path: Path) -> None:
    title = "Is my data affected, and how will I know?"
    assert _buttons(_home(tmp_path)) == [(title, "faq/#mine")]
    write_site(
        tmp_path,
        "# content/faq/data/mine.yml\nquestion: {en: Long?}\nanswer: {en: Yes.}\n"
        "updated: 2022-07-01\nlead: true\nshort: {en: Am I affected?}\n",
    )
    site = build_site(tmp_path, "2022-07-03")
    assert _buttons(fromstring(page(site, "lu/en")))[0][0] == "Am I affected?"


def test_the_only_number_and_address_are_a_tap_away(tmp_path: Path) -> None:
    assert _buttons(_home(tmp_path, PHONE + EMAIL))[1:] == [
        ("Call +352 26 00 00", "tel:+352260000"),
        ("Write to us", "mailto:help@example.org"),
    ]


def test_with_several_numbers_the_reader_chooses(tmp_path: Path) -> None:
    second = "  - {phone: '+352 27 00 00', purposes: [{en: Bills}]}\n"
    form = "  - {form: 'https://example.org/form'}\n"
    document = _home(tmp_path, PHONE + second + EMAIL + form)
    assert _buttons(document)[1:] == [("Call us", "#contact"), ("Write to us", "#contact")]
    assert document.get_element_by_id("contact") is not None


def test_a_number_that_readers_know_leads_to_what_is_said_about_it(tmp_path: Path) -> None:
    known = "  - {phone: {en: On the usual numbers}}\n"
    assert _buttons(_home(tmp_path, known))[1:] == [("Call us", "#contact")]


def test_three_things_to_do_are_shown_and_the_rest_is_folded(tmp_path: Path) -> None:
    steps = "".join(f"    - Step {number}\n" for number in range(1, 6))
    screen = _first_screen(_home(tmp_path, what_to_do=f"what_to_do:\n  en: |\n{steps}"))
    [advice] = screen.find_class("advice")
    [folded] = advice.xpath(".//details")
    assert words_of(folded) == "Show more Step 4 Step 5"
    folded.drop_tree()
    assert words_of(advice) == "What you can do Step 1 Step 2 Step 3"


def test_nothing_is_claimed_where_nothing_is_known(tmp_path: Path) -> None:
    text = GROUND.replace("CONTACTS\n", "").replace("WHAT_TO_DO\n", "")
    before, _, after = text.partition("services:\n")
    silent = before + after[after.index("# status/outage/2022-07-02.yml") :]
    site = build_site(write_site(tmp_path, silent.replace("lead: true", "")), "2022-07-03")
    document = fromstring(page(site, "lu/en"))
    assert words_of(_first_screen(document)).startswith("We are responding to an incident.")
    assert not document.xpath("//*[@class='tallies'] | //*[@class='buttons']")
    assert not document.find_class("advice")


def test_a_contact_tells_the_state_of_the_service_that_answers(tmp_path: Path) -> None:
    contacts = EMAIL.replace("{email", "{service: mail, email") + PHONE.replace(
        "{phone", "{service: bills, phone"
    )
    email, phone = _home(tmp_path, contacts).find_class("contact")
    assert "Limited" in words_of(email)
    assert "Working normally" not in words_of(phone)


def test_a_contact_names_a_service_that_exists(tmp_path: Path) -> None:
    text = GROUND.replace("CONTACTS", "contacts:\n  - {service: portl, phone: '112'}")
    [problem] = problems_of(tmp_path, text.replace("WHAT_TO_DO\n", ""))
    assert (problem.code, problem.place.file) == ("unknown-service", "content/countries/lu.yml")
    assert "portal" in problem.hint


@pytest.mark.parametrize("address", ["lu/en", "lu/en/incidents/outage", "lu/en/lite"])
def test_a_page_names_the_time_zone_of_its_times_once(address: str, tmp_path: Path) -> None:
    text = GROUND.replace("CONTACTS\n", "").replace("WHAT_TO_DO\n", "").replace("UTC", "Asia/Tokyo")
    site = build_site(write_site(tmp_path, text), "2022-07-03")
    shown = words(page(site, address))
    assert "Jul 2, 2022, 9:00 AM" in shown
    assert shown.count("Japan Time") == 1
    assert "Japan Standard Time" not in shown


def test_a_page_without_times_names_no_zone(tmp_path: Path) -> None:
    text = GROUND.replace("CONTACTS\n", "").replace("WHAT_TO_DO\n", "").replace("UTC", "Asia/Tokyo")
    site = build_site(write_site(tmp_path, text), "2022-07-03")
    assert "Japan" not in words(page(site, "lu/en/contact"))


def test_home_shows_the_beginning_of_a_long_statement(tmp_path: Path) -> None:
    text = GROUND.replace("CONTACTS\n", "").replace("WHAT_TO_DO\n", "")
    long = "".join(f"\n  Part {i}: {'word ' * 30}\n" for i in range(9))
    text = text.replace("text: {en: We know the cause.}", f"text: |\n{long}")
    site = build_site(write_site(tmp_path, text), "2022-07-03")
    home = fromstring(page(site, "lu/en"))
    [statement] = home.find_class("entry--update")
    [shown] = statement.xpath("./div[@class='text']")
    [folded] = statement.xpath("./details/div[@class='text']")
    assert "Part 2" in shown.text_content()
    assert "Part 3" not in shown.text_content()
    assert "Part 3" in folded.text_content()
    assert "Part 8" in folded.text_content()
    incident = fromstring(page(site, "lu/en/incidents/outage"))
    assert not incident.xpath("//article//article//details")


def test_home_links_the_most_asked_questions_first(tmp_path: Path) -> None:
    text = GROUND.replace("CONTACTS\n", "").replace("WHAT_TO_DO\n", "")
    text += "# content/faq/data/letter.yml\nquestion: {en: Which letter?}\nanswer: {en: Ours.}\n"
    text += "updated: 2022-07-01\norder: 9\nmost_asked: true\n"
    site = build_site(write_site(tmp_path, text), "2022-07-03")
    links = fromstring(page(site, "lu/en")).xpath("//a[contains(@href, 'faq/#')]")
    listed = [link.text_content() for link in links if "button" not in link.get("class", "")]
    assert listed == ["Which letter?", "Is my data affected, and how will I know?", "What else?"]


_BLOCK = st.sampled_from(
    [
        "<p>One &amp; two.</p>\n",
        "<p>a<br>b</p>\n",
        "<ul>\n<li>1</li>\n<li>2</li>\n<li>3</li>\n<li>4</li>\n</ul>\n",
        '<ol start="4">\n<li><p>1</p></li>\n<li>2</li>\n</ol>\n',
        "<blockquote>\n<p>x</p>\n</blockquote>\n",
        "<hr>\n",
        "<h4>A heading</h4>\n",
    ]
)


@given(st.lists(_BLOCK, max_size=5), st.integers(1, 4), st.integers(0, 40))
def test_no_word_of_a_text_is_lost_when_it_is_cut(
    blocks: list[str], items: int, characters: int
) -> None:
    html = Markup("".join(blocks))
    first, rest = beginning(html, items, characters)
    assert Markup(f"{first} {rest}").striptags() == html.striptags()
    assert bool(first) == bool(blocks)
    if rest and str(first).replace("<h4>A heading</h4>", "").strip():
        assert not first.endswith("</h4>")
    for part in (first, rest):
        for name in ("p", "ul", "ol", "li", "blockquote"):
            assert part.count(f"<{name}") - part.count(f"</{name}>") == 0
