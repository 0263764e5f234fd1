"""What has changed, by day: the page `changes/`, its feeds, and what they keep to themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import feedparser
from lxml.html import HtmlElement, fromstring

from tests.sites import build_site, everything, page, problems_of, words, write_site

SITE = """\
# content/countries/lu.yml
locales: [en]
time_zone: Europe/Luxembourg
# content/services.yml
portal: {name: Portal}
mail: {name: Mail}
# content/facts.yml
count: {values: [{from: 2022-07-01, value: 900}, {from: 2022-08-05, value: 1200}]}
# content/faq/categories.yml
data: Data
# content/faq/data/who.yml
question: Who is affected?
answer: "{count} customers."
published: 2022-08-01
updated: 2022-08-03
corrections: [{at: 2022-08-03, note: We wrote hundreds here.}]
# status/outage/incident.yml
title: Outage
started: 2022-07-25
services: {portal: major_outage}
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
text: Text
# status/outage/2022-08-03.yml
status: monitoring
published: 2022-08-03 23:30
title: The portal is back
services: {portal: operational, mail: degraded_performance}
text: Text
# status/outage/2022-08-06.yml
as_of: 2022-08-04
published: 2022-08-06
services: {mail: operational}
text: Text
corrections: [{at: 2022-08-07 09:00, note: The fourth of August.}]
# status/works/maintenance.yml
title: New servers
starts: 2022-09-10 22:00
ends: 2022-09-11 02:00
published: 2022-09-01
services: [mail]
"""


def _site(root: Path, text: str = SITE, at: str = "2022-12-31") -> Path:
    root.mkdir(exist_ok=True)
    return build_site(write_site(root, text), at)


def _changes(site: Path, edition: str = "lu/en") -> HtmlElement:
    return fromstring(page(site, f"{edition}/changes"))


def _days(site: Path, edition: str = "lu/en") -> dict[str, list[str]]:
    """The changes of each day, by its anchor."""
    return {
        str(day.get("id")): [_text(li) for li in day.xpath("./ol/li")]
        for day in _changes(site, edition).xpath("//section[@class='day']")
    }


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _items(site: Path, edition: str = "lu/en") -> list[dict[str, Any]]:
    feed = json.loads((site / edition / "changes.json").read_text("utf-8"))
    items: list[dict[str, Any]] = feed["items"]
    return items


def test_everything_that_changed_is_there_by_the_day_it_became_public(tmp_path: Path) -> None:
    assert _days(_site(tmp_path)) == {
        "2022-09-11": [
            "New servers Service status · 2:00 AM Mail: Under maintenance → Working normally"
        ],
        "2022-09-10": [
            "New servers Service status · 10:00 PM Mail: Working normally → Under maintenance"
        ],
        "2022-09-01": [
            "New servers: Scheduled Planned maintenance · "
            "Sep 10, 2022, 10:00 PM – Sep 11, 2022, 2:00 AM"
        ],
        "2022-08-07": ["Outage: Monitoring Correction · 9:00 AM The fourth of August."],
        "2022-08-06": ["Outage: Monitoring Statement Mail: Limited → Working normally"],
        "2022-08-05": ["Who is affected? Updated information 900 → 1,200"],
        "2022-08-03": [
            "The portal is back Statement · 11:30 PM · "
            "Outage: Monitoring Portal: Not working → Working normally Mail: Limited",
            "Who is affected? Correction We wrote hundreds here.",
            "Who is affected? Updated answer",
        ],
        "2022-08-01": ["Who is affected? New answer"],
        "2022-07-26": ["Outage: Investigating Statement Portal: Not working"],
    }


def test_each_change_leads_to_its_entry_and_a_correction_to_its_own_place(tmp_path: Path) -> None:
    site = _site(tmp_path)
    links = [str(href) for href in _changes(site).xpath("//section[@class='day']//li/a/@href")]
    assert "../incidents/outage/#2022-08-06/correction-2022-08-07-0900" in links
    assert "../faq/#who/correction-2022-08-03" in links
    assert "../incidents/outage/#2022-08-03" in links
    for link in links:
        target, _, anchor = link.removeprefix("../").partition("#")
        ids = fromstring(page(site, f"lu/en/{target}")).xpath("//@id")
        assert not anchor or anchor in ids, link


def test_a_day_is_that_of_the_edition(tmp_path: Path) -> None:
    # Half past eleven at night in Luxembourg is the next day in Tokyo.
    text = SITE + "# content/countries/jp.yml\nlocales: [en]\ntime_zone: Asia/Tokyo\n"
    text = text.replace("2022-08-03 23:30", "2022-08-03 23:30+02:00")
    site = _site(tmp_path, text)
    assert "The portal is back" in _days(site)["2022-08-03"][0]
    assert "The portal is back" in _days(site, "jp/en")["2022-08-04"][0]


def test_a_vague_date_is_a_heading_of_its_own(tmp_path: Path) -> None:
    text = SITE.replace("published: 2022-08-01\nupdated: 2022-08-03", "updated: 2022-08")
    days = _days(_site(tmp_path, text))
    # As in the history, a month without a day comes before its days.
    assert list(days)[3:6] == ["2022-08", "2022-08-07", "2022-08-06"]
    assert days["2022-08"] == ["Who is affected? New answer"]


# What is not public


def test_nothing_from_the_future_or_a_draft_is_there(tmp_path: Path) -> None:
    text = SITE.replace("published: 2022-08-01\n", "published: 2022-08-01\ndraft: true\n")
    site = _site(tmp_path, text, "2022-08-02")
    assert _days(site) == {"2022-07-26": ["Outage: Investigating Statement Portal: Not working"]}
    assert len(_items(site)) == 1
    made = everything(site)
    for secret in (b"The portal is back", b"1,200", b"New servers", b"Who is affected"):
        assert secret not in made


def test_a_window_that_has_not_begun_changes_no_state(tmp_path: Path) -> None:
    days = _days(_site(tmp_path, SITE, "2022-09-10 21:59+02:00"))
    assert next(iter(days)) == "2022-09-01"
    days = _days(_site(tmp_path, SITE, "2022-09-10 22:00+02:00"))
    assert next(iter(days)) == "2022-09-10"


def test_a_fact_tells_only_values_that_a_public_text_has_shown(tmp_path: Path) -> None:
    # The answer came after the fact had changed, and no text names the other fact.
    text = SITE.replace("published: 2022-08-01\nupdated: 2022-08-03", "updated: 2022-08-20")
    text = text.replace("at: 2022-08-03", "at: 2022-08-21").replace(
        "# content/faq/categories.yml",
        "secret: {values: [{from: 2022-07-01, value: 41414}, {from: 2022-08-01, value: 52525}]}\n"
        "# content/faq/categories.yml",
    )
    made = everything(_site(tmp_path, text))
    for value in (b"900 ", b"41,414", b"52,525", b"Updated information"):
        assert value not in made


def test_a_country_tells_its_own_facts_and_not_those_of_others(tmp_path: Path) -> None:
    text = SITE + (
        "# content/countries/at.yml\nlocales: [en]\n"
        "facts: {count: {values: [{from: 2022-07-01, value: 5}, {from: 2022-08-09, value: 6}]}}\n"
    )
    days = _days(_site(tmp_path, text), "at/en")
    assert days["2022-08-09"] == ["Who is affected? Updated information 5 → 6"]
    assert "2022-08-05" not in days


def test_a_countrys_own_answer_is_a_changed_one_if_readers_had_another(tmp_path: Path) -> None:
    text = SITE.replace(
        "corrections: [{at: 2022-08-03, note: We wrote hundreds here.}]\n",
        "overrides: {lu: {answer: Nobody here., updated: 2022-08-20}}\n",
    )
    days = _days(_site(tmp_path, text))
    assert days["2022-08-01"] == ["Who is affected? New answer"]
    assert days["2022-08-20"] == ["Who is affected? Updated answer"]


# States


def test_the_states_before_and_after_are_those_of_all_incidents_together(tmp_path: Path) -> None:
    # While the worst state lasts, a milder one in another incident changes nothing.
    text = SITE + (
        "# status/slow/incident.yml\ntitle: Slow\nstarted: 2022-07-27\n"
        "# status/slow/2022-07-27.yml\nstatus: investigating\npublished: 2022-07-27\ntext: Text\n"
        "services: {portal: degraded_performance}\n"
    )
    days = _days(_site(tmp_path, text))
    assert days["2022-07-27"] == ["Slow: Investigating Statement"]
    assert "Portal: Not working → Limited Mail: Limited" in days["2022-08-03"][0]


def test_a_later_text_about_an_earlier_day_rewrites_nothing(tmp_path: Path) -> None:
    before = _items(_site(tmp_path, SITE, "2022-08-05 12:00"))
    text = SITE + (
        "# status/outage/2022-08-08.yml\npublished: 2022-08-08\ntext: Text\n"
        "services: {portal: {state: operational, since: 2022-07-28}}\n"
    )
    after = _items(_site(tmp_path, text))
    assert [item for item in after if item["date_published"] < "2022-08-05T12"] == before


# The page


def test_an_edition_without_changes_says_so_and_leads_on(tmp_path: Path) -> None:
    site = _site(tmp_path, "# content/countries/lu.yml\nlocales: [en]\n")
    article = _changes(site).xpath("//article")[0]
    assert "Nothing has changed here yet." in words(page(site, "lu/en/changes"))
    assert article.xpath(".//a/@href") == ["../"]
    assert _items(site) == []


def test_the_page_lists_the_newest_100_and_leads_to_the_history(tmp_path: Path) -> None:
    def updates(count: int) -> str:
        return SITE + "".join(
            f"# status/outage/2022-10-01-{i}.yml\npublished: 2022-10-01 {i // 60:02}:{i % 60:02}\n"
            f"text: Text\n"
            for i in range(count)
        )

    site = _site(tmp_path, updates(89))
    assert sum(map(len, _days(site).values())) == 100
    assert "Earlier changes" not in page(site, "lu/en/changes")
    site = _site(tmp_path, updates(90))
    assert sum(map(len, _days(site).values())) == 100
    [earlier] = _changes(site).xpath("//p[@class='earlier']")
    assert earlier.text_content() == "Earlier changes are not listed here. All updates by month"
    assert earlier.xpath("./a/@href") == ["../history/"]
    assert len(_items(site)) == 50


def test_the_page_is_in_the_editions_language(tmp_path: Path) -> None:
    site = _site(tmp_path, SITE.replace("locales: [en]", "locales: [fr, en]"))
    assert _changes(site, "lu/fr").xpath("//h1")[0].text == "Changements"
    # The texts are written in French here, since that is the country's first language.
    assert _days(site, "lu/fr")["2022-08-01"] == ["Who is affected? Nouvelle réponse"]


def test_texts_are_escaped(tmp_path: Path) -> None:
    text = SITE.replace("{name: Mail}", "{name: 'Mail <b>'}").replace(
        "title: The portal is back", "title: '<script>alert(1)</script>'"
    )
    text = text.replace("value: 900", "value: '<i>900'").replace("value: 1200", "value: '<i>12'")
    site = _site(tmp_path, text)
    days = _changes(site).xpath("//section[@class='day']")
    assert not [e for day in days for e in day.xpath(".//script | .//li//li//b | .//i")]
    assert "<i>900 → <i>12" in _days(site)["2022-08-05"][0]


def test_other_pages_and_guides_lead_to_it(tmp_path: Path) -> None:
    text = SITE.replace("locales: [en]", "locales: [en, fr]")
    site = _site(tmp_path, text)
    assert 'href="../changes/"' in page(site, "lu/en/history")
    assert "https://status.example.org/info/lu/en/changes.rss" in page(site, "lu/en/feeds")
    assert "<loc>https://status.example.org/info/lu/en/changes/</loc><lastmod>" in (
        site / "lu/en/sitemap.xml"
    ).read_text("utf-8")
    head = page(site, "lu/en/changes").partition("</head>")[0]
    assert 'hreflang="fr-LU" href="https://status.example.org/info/lu/fr/changes/"' in head
    assert re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*changes\.atom"', head)
    twin = (site / "lu/en/changes/index.md").read_text("utf-8")
    assert "## Aug 5, 2022" in twin
    assert "900 → 1,200" in twin


def test_a_page_of_ones_own_cannot_take_its_address(tmp_path: Path) -> None:
    text = SITE + "# content/pages/changes.en.md\n---\ntitle: Changes\n---\nText\n"
    assert any(problem.is_error for problem in problems_of(tmp_path, text))


# The feeds


def test_each_change_is_an_item_with_the_links_of_the_page(tmp_path: Path) -> None:
    site = _site(tmp_path)
    items = _items(site)
    assert [item["title"] for item in items] == [
        "Service status: New servers",
        "Service status: New servers",
        "New servers: Scheduled",
        "Correction – Outage: Monitoring",
        "Outage: Monitoring",
        "Updated information: Who is affected?",
        "The portal is back",
        "Correction: Who is affected?",
        "Updated answer: Who is affected?",
        "New answer: Who is affected?",
        "Outage: Investigating",
    ]
    base = "https://status.example.org/info/lu/en/"
    links = [str(href) for href in _changes(site).xpath("//section[@class='day']//li/a/@href")]
    assert [item["url"] for item in items] == [link.replace("../", base) for link in links]
    assert items[5]["content_html"].count("→") == 1
    assert items[5]["date_published"] == "2022-08-05T00:00:00+00:00"
    assert items[5]["tags"] == ["Updated information"]


def test_all_formats_have_the_same_items(tmp_path: Path) -> None:
    site = _site(tmp_path)
    ids = [item["id"] for item in _items(site)]
    assert len(set(ids)) == len(ids) == 11
    for ending in ("rss", "atom"):
        feed = feedparser.parse((site / f"lu/en/changes.{ending}").read_bytes())
        assert not feed.bozo
        assert [entry.id for entry in feed.entries] == ids


def test_ids_stay_when_entries_are_renamed_and_texts_change(tmp_path: Path) -> None:
    before = [item["id"] for item in _items(_site(tmp_path / "a", SITE))]
    renamed = SITE.replace(
        "status/outage/incident.yml\n", "status/attack/incident.yml\nformer: [outage]\n"
    )
    renamed = renamed.replace("status/outage/", "status/attack/").replace(
        "The portal is back", "Portal"
    )
    renamed = renamed.replace(
        "content/faq/data/who.yml\n", "content/faq/data/affected.yml\nformer: [who]\n"
    )
    after = [item["id"] for item in _items(_site(tmp_path / "b", renamed))]
    assert after == before


def test_a_changed_state_reaches_the_page_and_feed_of_the_next_build(tmp_path: Path) -> None:
    _site(tmp_path)
    changed = SITE.replace("services: {portal: major_outage}", "services: {portal: partial_outage}")
    site = _site(tmp_path, changed)
    # Another incident's text says what was before: the statement's own file is the same.
    assert "Portal: Partly working → Working normally" in _days(site)["2022-08-03"][0]
    assert "Partly working → Working normally" in _items(site)[6]["content_html"]
    cold = tmp_path / "cold"
    cold.mkdir()
    assert everything(site) == everything(_site(cold, changed))
