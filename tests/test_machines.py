"""What search engines and other programs read besides feeds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.html import fromstring

from tests.sites import MKDOCS, build_site, page, run_command, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/faq/categories.yml
data: Données
# content/faq/data/which.yml
question: {fr: "Lesquelles </script><b>?", de: Welche?}
answer: {fr: "*Aucune* donnée.", de: Keine.}
updated: 2022-07-03
# status/outage/incident.yml
title: {fr: Panne, de: Ausfall}
started: 2022-07
former: [old]
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02
text: {fr: Un, de: Eins}
# status/outage/2022-07-05.yml
status: resolved
published: 2022-07-05 10:00
title: {fr: Fin, de: Ende}
text: {fr: Deux, de: Zwei}
# status/outage/2099-01-01.yml
status: monitoring
published: 2099-01-01
text: {fr: Secret, de: Geheim}
"""
_SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _data(html: str) -> dict[str, Any]:
    [script] = fromstring(html).xpath('//script[@type="application/ld+json"]')
    data: dict[str, Any] = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return data


def test_an_incident_tells_search_engines_its_course(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    data = _data(page(site, "lu/de/incidents/outage"))
    assert data["@type"] == "LiveBlogPosting"
    assert data["headline"] == "Ausfall"
    assert data["inLanguage"] == "de-LU"
    assert (data["coverageStartTime"], data["datePublished"]) == ("2022-07", "2022-07-02")
    assert data["dateModified"] == data["coverageEndTime"] == "2022-07-05T10:00+02:00"
    assert data["liveBlogUpdate"][0]["headline"] == "Ende"
    assert len(data["liveBlogUpdate"]) == 2
    assert "Geheim" not in json.dumps(data)


def test_no_title_ends_the_script_that_tells_an_incident(tmp_path: Path) -> None:
    text = SITE.replace("fr: Panne", "fr: '</script><b>?'")
    data = _data(page(build_site(write_site(tmp_path, text)), "lu/fr/incidents/outage"))
    assert data["headline"] == "</script><b>?"


def test_questions_are_read_by_search_engines_and_end_no_element(tmp_path: Path) -> None:
    html = page(build_site(write_site(tmp_path, SITE)), "lu/fr/faq")
    [faq] = fromstring(html).xpath('//*[@itemtype="https://schema.org/FAQPage"]')
    [question] = faq.xpath('.//*[@itemprop="mainEntity"][@itemtype="https://schema.org/Question"]')
    [name] = question.xpath('.//*[@itemprop="name"]')
    assert name.text_content() == "Lesquelles </script><b>?"
    [answer] = question.xpath(
        './/*[@itemprop="acceptedAnswer"][@itemtype="https://schema.org/Answer"]'
    )
    [text] = answer.xpath('.//*[@itemprop="text"]')
    assert text.text_content().strip() == "Aucune donnée."


def test_a_page_says_what_it_is_to_who_shares_it(tmp_path: Path) -> None:
    document = fromstring(page(build_site(write_site(tmp_path, SITE)), "lu/fr/incidents/outage"))
    said = {m.get("property"): m.get("content") for m in document.xpath("//meta[@property]")}
    assert said["og:title"] == "Panne"
    assert said["og:locale"] == "fr"
    assert said["og:url"] == "https://status.example.org/info/lu/fr/incidents/outage/"


def test_a_sitemap_has_every_page_with_the_day_of_its_texts(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    index = etree.fromstring((site / "sitemap.xml").read_bytes())
    base = "https://status.example.org/info/"
    maps = index.xpath("//s:loc/text()", namespaces=_SPACE)
    assert maps == [f"{base}lu/fr/sitemap.xml", f"{base}lu/de/sitemap.xml"]
    sitemap = etree.fromstring((site / "lu/fr/sitemap.xml").read_bytes())
    pages = {
        url.xpath("string(s:loc)", namespaces=_SPACE): url.xpath(
            "string(s:lastmod)", namespaces=_SPACE
        )
        for url in sitemap
    }
    assert set(pages) == {
        f"{base}lu/fr/{path.parent.relative_to(site / 'lu/fr').as_posix()}/".replace("/./", "/")
        for path in (site / "lu/fr").rglob("index.html")
        # The page of a category leads to the answers while all of them are on one page.
        if path.parent.name not in ("lite", "poster", "strip", "data")
    }
    assert pages[f"{base}lu/fr/incidents/outage/"] == "2022-07-05T10:00+02:00"
    assert pages[f"{base}lu/fr/faq/"] == "2022-07-03"
    assert pages[f"{base}lu/fr/contact/"] == ""


def test_a_badge_says_the_state_in_the_language_of_its_edition(tmp_path: Path) -> None:
    services = (
        "# content/services.yml\nweb: {name: {fr: Portail & plus, de: Portal}}\n"
        "# status/outage/2022-07-06.yml\nstatus: monitoring\npublished: 2022-07-06\n"
        "services: {web: partial_outage}\ntext: {fr: Trois, de: Drei}\n"
    )
    site = build_site(write_site(tmp_path, SITE + services))
    badge = etree.fromstring((site / "lu/fr/services/web/badge.svg").read_bytes())
    assert badge.get("role") == "img"
    assert badge.get("aria-label") == "Portail & plus\u00a0: Fonctionne partiellement"
    whole = etree.fromstring((site / "lu/de/badge.svg").read_bytes())
    assert "Einige Dienste funktionieren nur teilweise." in "".join(whole.itertext())
    assert not {"script", "style", "image"} & {etree.QName(e).localname for e in badge.iter()}


def test_a_strip_needs_nothing_but_itself(shipped: Path) -> None:
    html = (shipped / "lu/de/strip/index.html").read_text("utf-8")
    [link] = fromstring(html).xpath("//a")
    assert link.get("href") == "https://status.example.org/lu/de/"
    assert link.get("target") == "_top"
    assert not fromstring(html).xpath("//script | //img | //link[@rel='stylesheet']")


def test_robots_are_shown_the_way(shipped: Path) -> None:
    robots = (shipped / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://status.example.org/sitemap.xml\n" in robots


def test_security_txt_is_there_when_a_contact_is_configured(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    assert not (site / ".well-known").exists()
    _configure(tmp_path, "security: ['mailto:security@example.org', 'https://example.org/report']")
    lines = (build_site(tmp_path) / ".well-known/security.txt").read_text("utf-8").splitlines()
    assert lines == [
        "Contact: mailto:security@example.org",
        "Contact: https://example.org/report",
        "Expires: 2023-10-27T00:00:00Z",
        "Preferred-Languages: fr, de",
        "Canonical: https://status.example.org/info/.well-known/security.txt",
    ]


def test_a_security_contact_that_is_none_says_what_to_write(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    _configure(tmp_path, "security: [security@example.org]")
    result = run_command("build", "-f", str(tmp_path / "mkdocs.yml"))
    assert result.exit_code == 2
    assert "“security@example.org” in `security` is not a valid address" in result.stderr


def _configure(root: Path, line: str) -> None:
    config = MKDOCS.replace("  - site_builder\n", f"  - site_builder:\n      {line}\n")
    (root / "mkdocs.yml").write_text(config, "utf-8")


def test_assistants_are_told_the_situation_of_each_edition(tmp_path: Path) -> None:
    text = (build_site(write_site(tmp_path, SITE)) / "llms.txt").read_text("utf-8")
    assert text.startswith("# Example\n\n> Aucun incident en cours.\n")
    base = "https://status.example.org/info"
    assert f"- [Luxembourg – Français]({base}/lu/fr/index.md): " in text
    assert f"({base}/lu/de/index.md): Derzeit gibt es keine offenen Vorfälle." in text


def test_a_page_of_no_tab_marks_none_as_current(shipped: Path) -> None:
    for address, count in (("lu/de", 1), ("lu/de/faq", 1), ("lu/de/feeds", 0), ("lu/de/about", 0)):
        tabs = fromstring(page(shipped, address)).xpath("//nav//a[@aria-current]")
        assert len(tabs) == count, address
