"""What an edition shows in another language says so for programs too, as its pages do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar
from lxml import etree
from lxml.html import fromstring

from tests.sites import build_site, page, run_command, write_site

SITE = """\
# content/site.yml
source: en
# content/countries/group.yml
locales: [en]
# content/countries/pl.yml
locales: [pl, en]
# content/faq/categories.yml
data: {en: Data, pl: Dane}
# content/faq/data/which.yml
question: {en: "Which data?"}
answer: {en: No data.}
updated: 2022-07-01
corrections: [{at: 2022-07-02, note: {en: Not so.}}]
# status/works/maintenance.yml
title: {en: New servers}
starts: 2023-02-10 08:00
ends: 2023-02-10 12:00
services: []
published: 2022-08-01 10:00
text: {en: The app is closed.}
# status/outage/incident.yml
title: {en: Outage, pl: Awaria}
started: 2022-07-01
# status/outage/2022-07-03.yml
status: monitoring
published: 2022-07-03 10:00
title: {en: It works}
text: {en: All of it.}
# status/outage/2022-07-04.yml
status: monitoring
published: 2022-07-04 10:00
text: {en: Still., pl: Nadal.}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(write_site(tmp_path_factory.mktemp("foreign"), SITE))


def _items(site: Path) -> dict[str, dict[str, Any]]:
    items = json.loads((site / "pl/pl/feed.json").read_text())["items"]
    return {item["title"]: item for item in items}


def test_every_entry_says_its_language_and_has_the_notice(site: Path) -> None:
    notice = fromstring(page(site, "pl/pl/incidents/works")).xpath("//p[@class='fallback']/text()")
    items = _items(site)
    assert {title: item["language"] for title, item in items.items()} == {
        "New servers: Zaplanowano": "en",
        "Awaria: Trwa monitorowanie": "pl-PL",
        "It works": "en",
        "Sprostowanie tekstu „Which data?”": "en",
        "Which data?": "en",
    }
    for title, item in items.items():
        html = fromstring(f"<div>{item['content_html']}</div>")
        # The answer and the correction below it.
        said = set(html.xpath("//p[@class='fallback']/text()"))
        assert said == (set() if title.startswith("Awaria") else set(notice)), title
        marked = set(html.xpath("//div[@class='text']/@lang"))
        assert marked == (set() if title.startswith("Awaria") else {"en"}), title


def test_feeds_in_xml_say_the_language_of_an_entry(site: Path) -> None:
    space = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}
    atom = etree.fromstring((site / "pl/pl/feed.atom").read_bytes())
    marked = atom.xpath("//a:entry/a:title[@xml:lang='en']/text()", namespaces=space)
    # Only a part of the other titles is English.
    assert marked == ["It works", "Which data?"]
    rss = etree.fromstring((site / "pl/pl/feed.rss").read_bytes())
    found = {
        item.findtext("title"): item.findtext("dc:language", namespaces=space)
        for item in rss.iter("item")
    }
    assert found == {title: None if title.startswith("Awaria") else "en" for title in _items(site)}
    for ending in ("rss", "atom"):
        feed = feedparser.parse((site / f"pl/pl/feed.{ending}").read_bytes())
        assert not feed.bozo


def test_a_feed_in_one_language_names_no_other(site: Path) -> None:
    assert b"purl.org/dc" not in (site / "pl/en/feed.rss").read_bytes()
    items = json.loads((site / "pl/en/feed.json").read_text())["items"]
    assert {item["language"] for item in items} == {"en-PL"}


def test_calendar_api_twin_search_and_mail_have_the_notice(site: Path) -> None:
    [event] = Calendar.from_ical((site / "pl/pl/maintenance.ics").read_bytes()).walk("VEVENT")
    assert event["SUMMARY"].params["LANGUAGE"] == "en"
    assert event["DESCRIPTION"].params["LANGUAGE"] == "pl-PL"
    api = json.loads((site / "pl/pl/api/v2/incidents.json").read_text())["incidents"][0]
    index = json.loads((site / "pl/pl/search.json").read_text())["docs"]
    found = {document["location"]: document for document in index}
    question = found["faq/#which"]
    assert (question["titleLang"], question["lang"], question["text"]) == ("en", "en", "No data.")
    mail = run_command(
        *("announce", "-f", str(site.parent / "mkdocs.yml"), "--at", "2022-12-31"),
        *("--since", "2022-06-01", "--edition", "pl/pl"),
    ).stdout
    texts = {
        "calendar": event["DESCRIPTION"],
        "api": api["incident_updates"][1]["body"],
        "twin": (site / "pl/pl/incidents/works/index.md").read_text(),
        "search": found["incidents/outage/#2022-07-03"]["note"],
        "search of questions": question["note"],
        "mail": mail,
    }
    notice = fromstring(page(site, "pl/pl/faq")).xpath("string(//p[@class='fallback'])")
    for name, text in texts.items():
        assert notice in text, name
