"""Texts in another language than the page: the page says so once; and twins without pictures."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest
from lxml.html import fromstring

from tests.sites import build_site, page, write_site

SITE = """\
# content/site.yml
source: en
# content/countries/lu.yml
locales: [en, de]
# content/services.yml
mail: {name: {en: Mail, de: Mail}}
# status/outage/incident.yml
title: {en: Outage of the mail}
summary: {en: Mail was down.}
started: 2022-07-01
services: {mail: major_outage}
# status/outage/2022-07-02.yml
status: investigating
as_of: 2022-07-02
text: {en: We look for it.}
corrections: [{at: 2022-07-03, note: {en: It was Friday.}}]
# status/outage/2022-07-05.yml
status: resolved
as_of: 2022-07-05
text: {en: It is over.}
services: {mail: operational}
"""
NOTICE = "Noch nicht auf Deutsch verfügbar"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(write_site(tmp_path_factory.mktemp("notices"), SITE))


def _notices(site: Path) -> list[str]:
    document = fromstring(page(site, "lu/de/incidents/outage"))
    return [str(text) for text in document.xpath("//*[@class='fallback']/text()")]


def test_an_incident_wholly_in_another_language_says_so_once(site: Path) -> None:
    [notice] = _notices(site)
    assert notice.startswith(NOTICE)
    document = fromstring(page(site, "lu/de/incidents/outage"))
    assert document.xpath("//h1/following-sibling::*[1]/@class") == ["fallback"]
    assert set(document.xpath("//*[@class='text']/@lang")) == {"en"}
    twin = (site / "lu/de/incidents/outage/index.md").read_text("utf-8")
    assert twin.count(NOTICE) == 1


def test_one_that_is_translated_in_part_says_so_at_each_entry(tmp_path: Path) -> None:
    text = SITE.replace("{en: It is over.}", "{en: It is over., de: Es ist vorbei.}")
    assert len(_notices(build_site(write_site(tmp_path, text)))) == 3


def test_an_item_of_a_feed_says_so_once(site: Path) -> None:
    entries = feedparser.parse(site / "lu/de/feed.rss").entries
    assert [entry.summary.count(NOTICE) for entry in entries] == [1, 1, 1]


def test_the_lite_page_says_so_once_an_item(site: Path) -> None:
    assert page(site, "lu/de/lite").count(NOTICE) == 2


def test_a_twin_has_the_table_of_a_recovery_and_not_its_picture(site: Path) -> None:
    twin = (site / "lu/en/incidents/outage/index.md").read_text("utf-8")
    _, _, course = twin.partition("## Recovery over time")
    before, _, table = course.partition("**Show as a table**")
    assert before.strip() == ""
    assert "| Mail " in table
    assert "Not working (since Jul 1, 2022)<br>Working normally" in table
