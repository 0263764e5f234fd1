"""The versions of a page in other countries and languages, as search engines are told of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree
from lxml.html import fromstring

from tests.sites import MKDOCS, build_site, page, write_site

BASE = "https://status.example.org/info/"
# Editions of four countries and the group, two of which would have the same tag.
SITE = """\
# content/site.yml
source: fr
# content/countries/lu.yml
locales: [fr, de]
# content/countries/at.yml
locales: [de, de-AT]
# content/countries/al.yml
locales: [sq]
# content/countries/tw.yml
locales: [zh-Hant]
# content/countries/group.yml
locales: [en, fr]
# status/outage/incident.yml
title: Panne
started: 2022-07
former: [old]
# status/outage/2022-07-05.yml
status: resolved
published: 2022-07-05
text: Fin
# status/local/incident.yml
title: Ailleurs
started: 2022-08
countries: [lu, at]
# status/local/2022-08-05.yml
status: resolved
published: 2022-08-05
text: Fin
"""
_SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
# RFC 5646, 2.1: a language, a script and a region.
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
Alternates = Mapping[str, Mapping[str, str]]
"""The alternates of each page by their tags, by its address below the base."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(write_site(tmp_path_factory.mktemp("alternates"), SITE))


def _alternates(html: str) -> dict[str, str]:
    links = fromstring(html).xpath("//link[@rel='alternate'][@hreflang]")
    assert len({link.get("hreflang") for link in links}) == len(links)
    return {link.get("hreflang"): link.get("href").removeprefix(BASE) for link in links}


def _of_pages(site: Path) -> Alternates:
    return {
        f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./"): _alternates(
            path.read_text("utf-8")
        )
        for path in site.rglob("index.html")
        if path.parent.name not in ("lite", "poster", "strip")
    }


def _of_sitemaps(site: Path) -> Alternates:
    found = {}
    for path in site.glob("*/*/sitemap.xml"):
        for url in etree.fromstring(path.read_bytes()):
            address = url.xpath("string(s:loc)", namespaces=_SPACES).removeprefix(BASE)
            links = url.xpath("x:link[@rel='alternate']", namespaces=_SPACES)
            found[address] = {
                link.get("hreflang"): link.get("href").removeprefix(BASE) for link in links
            }
    return found


def test_every_alternate_exists_and_links_back(site: Path) -> None:
    pages = _of_pages(site)
    assert len(pages) > 50
    for address, alternates in pages.items():
        for tag, other in alternates.items():
            if tag != "x-default":
                assert pages[other] == alternates, (address, tag)


def test_every_page_names_itself_and_a_default_but_those_whose_tag_is_taken(site: Path) -> None:
    for address, alternates in _of_pages(site).items():
        if address.startswith("at/de-AT/"):
            assert not alternates, address
            continue
        assert "x-default" in alternates, address
        assert address in alternates.values(), address


def test_tags_are_well_formed_and_say_country_and_language(site: Path) -> None:
    pages = _of_pages(site)
    tags = set(pages[""])
    assert tags == {"fr-LU", "de-LU", "de-AT", "sq-AL", "zh-Hant-TW", "en", "fr", "x-default"}
    assert all(_TAG.fullmatch(tag) for tag in tags - {"x-default"})


def test_a_sitemap_says_the_same_as_the_pages(site: Path) -> None:
    pages = {address: found for address, found in _of_pages(site).items() if address}
    assert _of_sitemaps(site) == pages


def test_who_fits_no_version_gets_the_choice_at_the_root(site: Path) -> None:
    pages = _of_pages(site)
    assert all(found["x-default"] == "" for found in pages.values() if found)
    assert set(pages["lu/de/incidents/local/"]) == {"fr-LU", "de-LU", "de-AT", "x-default"}


def test_a_page_that_is_not_found_has_no_versions(site: Path) -> None:
    assert not _alternates((site / "404.html").read_text("utf-8"))


def test_a_sitemap_of_a_single_edition_is_as_small_as_can_be(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, "# content/countries/lu.yml\nlocales: [fr]\n"))
    text = (site / "lu/fr/sitemap.xml").read_text("utf-8")
    assert "xhtml" not in text
    assert f"<loc>{BASE}lu/fr/contact/</loc>" in text


def test_without_an_address_alternates_are_relative(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    config = MKDOCS.replace("site_url: https://status.example.org/info/\n", "")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    alternates = _alternates(page(build_site(tmp_path), "lu/fr/faq"))
    assert alternates["de-AT"] == "../../../at/de/faq/"
    assert alternates["x-default"] == "../../../"
