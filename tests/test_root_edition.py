"""What programs find at the root of the domain, and the link to the state (RFC 8631)."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest
from lxml.html import fromstring

from tests.sites import MKDOCS, build_site, page, problems_of, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/faq/categories.yml
data: Données
# content/faq/data/which.yml
question: Quelles données ?
answer: Aucune.
updated: 2022-07-03
# status/outage/incident.yml
title: {fr: Panne, de: Ausfall}
started: 2022-07-01
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02 10:00
text: {fr: Un., de: Eins.}
"""
BASE = "https://status.example.org/info/"
FEEDS = ("feed.rss", "feed.atom", "feed.json", "history.rss", "history.atom", "history.json")


def _site(root: Path, edition: str) -> Path:
    return build_site(write_site(root, f"{SITE}# content/site.yml\nroot: {edition}\n"))


def test_the_api_at_the_root_is_the_one_of_the_edition(tmp_path: Path) -> None:
    site = _site(tmp_path, "lu/de")
    names = {p.relative_to(site / "lu/de/api") for p in (site / "lu/de/api").rglob("*.json")}
    assert {p.relative_to(site / "api") for p in (site / "api").rglob("*.json")} == names
    assert len(names) == 8
    for name in names:
        assert (site / "api" / name).read_bytes() == (site / "lu/de/api" / name).read_bytes()
    summary = json.loads((site / "api/v2/summary.json").read_text())
    assert summary["page"]["url"] == f"{BASE}lu/de/"
    assert summary["incidents"][0]["name"] == "Ausfall"


def test_feeds_at_the_root_have_the_items_of_the_edition_and_their_own_address(
    tmp_path: Path,
) -> None:
    site = _site(tmp_path, "lu/fr")
    assert {p.name for p in site.iterdir() if p.suffix in (".rss", ".atom")} == {
        name for name in FEEDS if not name.endswith("json")
    }
    for name in (name for name in FEEDS if not name.endswith("json")):
        here = feedparser.parse((site / name).read_bytes())
        there = feedparser.parse((site / "lu/fr" / name).read_bytes())
        assert [e.id for e in here.entries] == [e.id for e in there.entries]
        assert [e.link for e in here.entries] == [e.link for e in there.entries]
        assert here.feed.get("id") == there.feed.get("id")
        links = {link.rel: link.href for link in here.feed.links}
        assert links["self"] == BASE + name
        assert here.feed.link == there.feed.link == links["alternate"]
    for name in ("feed.json", "history.json"):
        written = json.loads((site / name).read_text())
        inside = json.loads((site / "lu/fr" / name).read_text())
        assert written.pop("feed_url") == BASE + name
        assert inside.pop("feed_url") == f"{BASE}lu/fr/{name}"
        assert written == inside


def test_of_several_editions_none_answers_unasked(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    assert not (site / "api").exists()
    assert not [name for name in FEEDS if (site / name).exists()]


def test_the_only_edition_answers_unasked(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE.replace("[fr, de]", "[fr]")))
    assert (site / "api/v2/summary.json").is_file()
    assert all((site / name).is_file() for name in FEEDS)


def test_an_edition_that_is_not_there_is_an_error_with_the_nearest(tmp_path: Path) -> None:
    text = f"{SITE}# content/site.yml\nroot: lu/en\n"
    [problem] = [p for p in problems_of(tmp_path, text) if p.is_error]
    assert (problem.code, problem.message) == ("unknown-edition", "Unknown edition “lu/en”.")
    assert problem.hint == "Did you mean `lu/de`?"


def test_another_root_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    _site(tmp_path, "lu/fr")
    site = _site(tmp_path, "lu/de")
    assert json.loads((site / "feed.json").read_text())["language"] == "de-LU"
    (tmp_path / "content/site.yml").unlink()
    build_site(tmp_path)
    assert not (site / "api").exists()
    assert not [name for name in FEEDS if (site / name).exists()]


def test_headers_name_the_state_and_the_types_of_feeds(tmp_path: Path) -> None:
    lines = (_site(tmp_path, "lu/fr") / "_headers").read_text().splitlines()
    rules: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("/"):
            rules[line] = []
        else:
            rules[list(rules)[-1]].append(line.strip())
    link = f'Link: <{BASE}lu/fr/api/v2/status.json>; rel="status"; type="application/json"'
    assert "Access-Control-Allow-Origin: *" in rules["/*"]
    assert rules["/"] == rules["/api/v2/*"] == rules["/lu/fr/*"] == [link]
    assert rules["/history.atom"] == ["Content-Type: application/atom+xml; charset=utf-8", link]
    assert rules["/feed.json"] == ["Content-Type: application/feed+json; charset=utf-8", link]
    assert "lu/de/api/v2/status.json" in rules["/lu/de/*"][0]


def _status_links(html: str) -> list[tuple[str | None, str]]:
    found = fromstring(html).xpath('//link[@rel="status"]')
    return [(link.get("type"), link.get("href")) for link in found]


def test_every_page_names_the_state_of_its_edition(tmp_path: Path) -> None:
    site = _site(tmp_path, "lu/fr")
    for edition in ("lu/fr", "lu/de"):
        for path in (site / edition).rglob("index.html"):
            [(kind, href)] = _status_links(path.read_text("utf-8"))
            assert kind == "application/json"
            target = f"{site}/{href.removeprefix(BASE)}" if ":" in href else path.parent / href
            assert Path(target).resolve() == (site / edition / "api/v2/status.json").resolve()
    for name in ("index.html", "404.html"):
        [link] = _status_links((site / name).read_text("utf-8"))
        assert link == ("application/json", "lu/fr/api/v2/status.json")


@pytest.mark.parametrize(("path", "href"), [("lu/fr", "./"), ("lu/fr/faq", "../")])
def test_without_the_api_the_state_is_the_situation(path: str, href: str, tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    config = MKDOCS.replace("  - site_builder\n", "  - site_builder:\n      outputs: [pages]\n")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    assert _status_links(page(build_site(tmp_path), path)) == [(None, href)]
