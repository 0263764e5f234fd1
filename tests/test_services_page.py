"""The group's table of all countries."""

from __future__ import annotations

from pathlib import Path

from lxml.html import fromstring

from tests.sites import build_site, page, words, write_site

SITE = """\
# content/countries/group.yml
locales: [en]
# content/countries/lu.yml
locales: [en]
# content/countries/fr.yml
locales: [en]
# content/services.yml
portal: {name: Portal}
letters: {name: Letters, countries: [lu, group]}
# status/outage/incident.yml
title: Outage
started: 2022-11-01 08:00
countries: [lu]
services: {portal: major_outage, letters: major_outage}
# status/outage/2022-11-02.yml
status: identified
published: 2022-11-02 09:00
text: We know the cause.
"""


def _rows(site: Path) -> list[tuple[str, str]]:
    rows = fromstring(page(site, "group/en/services")).xpath("//tbody/tr")
    return [(words(row[0].text_content()), words(row[1].text_content())) for row in rows]


def test_countries_with_the_worst_states_come_first(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    assert _rows(site) == [
        ("Luxembourg", "Not working: Portal and Letters"),
        # The letters are not offered in France, so nothing is said about them.
        ("France", "No information"),
    ]
    assert "Not working" in (site / "group/en/services/index.md").read_text("utf-8")


def test_countries_where_everything_works_share_a_row(tmp_path: Path) -> None:
    works = "services: {portal: operational, letters: operational}\n"
    text = SITE.replace("countries: [lu]\n", "").replace("[identified]", "") + works
    text = text.replace("status: identified", "status: monitoring")
    rows = _rows(build_site(write_site(tmp_path, text)))
    assert rows == [("France and Luxembourg", "Working normally")]


def test_a_service_that_no_text_names_is_said_to_be_unknown(tmp_path: Path) -> None:
    text = SITE.replace(", letters: major_outage", "")
    [luxembourg, _] = _rows(build_site(write_site(tmp_path, text)))
    assert luxembourg == ("Luxembourg", "Not working: Portal")
