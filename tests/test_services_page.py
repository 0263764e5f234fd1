"""The group's table of all countries."""

from __future__ import annotations

from pathlib import Path

from lxml.html import fromstring

from tests.sites import build_site, page, write_site

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


def test_a_country_without_a_service_is_not_said_to_be_silent_about_it(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    rows = fromstring(page(site, "group/en/services")).xpath("//tbody/tr")
    cells = {
        row[0].text_content(): [" ".join(cell.text_content().split()) for cell in row[1:]]
        for row in rows
    }
    assert cells == {
        "Portal": ["–No information", "Not working"],
        "Letters": ["Not offered here", "Not working"],
    }
    [letters] = [row for row in rows if row[0].text_content() == "Letters"]
    assert letters[1][0].get("class") == "unseen"
    assert "Not offered here" in (site / "group/en/services/index.md").read_text("utf-8")
