"""Feeds as a subscriber meets them: everything, an incident, a service, the questions; archives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from tests.sites import build_site, problems_of, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/services.yml
web: {name: Web}
mail: {name: Mail}
# content/faq/categories.yml
data: Données
# content/faq/data/which.yml
question: Quelles données ?
answer: Aucune.
updated: 2022-07-03
# status/outage/incident.yml
title: Panne
started: 2022-07-01
# status/outage/2022-07-01.yml
status: investigating
published: 2022-07-01 10:00
services: {web: major_outage}
title: Premier
text: Texte un.
# status/outage/2022-07-02.yml
status: monitoring
published: 2022-07-02 10:00
services: {mail: operational}
title: Deuxième
text: Texte deux, voir [ici](faq/data/which).
"""


def _titles(site: Path, path: str) -> dict[str, list[str]]:
    """The titles of a feed's entries in each of its formats."""
    titles = {}
    for ending in ("rss", "atom"):
        feed = feedparser.parse((site / f"{path}.{ending}").read_bytes())
        assert not feed.bozo, feed.get("bozo_exception")
        titles[ending] = [entry.title for entry in feed.entries]
    titles["json"] = [item["title"] for item in _json(site, path)["items"]]
    return titles


def _json(site: Path, path: str) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads((site / f"{path}.json").read_text("utf-8"))
    return feed


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("feed", ["Quelles données ?", "Deuxième", "Premier"]),
        ("history", ["Deuxième", "Premier"]),
        ("faq/feed", ["Quelles données ?"]),
        ("services/web/feed", ["Deuxième", "Premier"]),
        ("services/mail/feed", ["Deuxième"]),
        ("incidents/outage/feed", ["Deuxième", "Premier"]),
    ],
)
def test_each_feed_has_its_entries_in_every_format(
    path: str, expected: list[str], tmp_path: Path
) -> None:
    site = build_site(write_site(tmp_path, SITE))
    assert _titles(site / "lu/fr", path) == dict.fromkeys(("rss", "atom", "json"), expected)


def test_subscribers_of_a_service_hear_how_its_incident_began_and_ended(tmp_path: Path) -> None:
    """States at the start stand in incident.yml; the first and the last update name no service."""
    site = build_site(
        write_site(
            tmp_path,
            """\
            # content/countries/lu.yml
            locales: [fr]
            # content/services.yml
            web: {name: Web}
            mail: {name: Mail}
            # status/outage/incident.yml
            title: Panne
            started: 2022-07-01
            services: {web: major_outage}
            # status/outage/2022-07-01.yml
            status: investigating
            published: 2022-07-01 10:00
            title: Début
            text: Texte un.
            # status/outage/2022-07-02.yml
            status: monitoring
            published: 2022-07-02 10:00
            services: {web: operational, mail: operational}
            title: Milieu
            text: Texte deux.
            # status/outage/2022-07-03.yml
            status: resolved
            published: 2022-07-03 10:00
            title: Fin
            text: Texte trois.
            """,
        )
    )
    everywhere = ("rss", "atom", "json")
    web, mail = (_titles(site / "lu/fr", f"services/{id}/feed") for id in ("web", "mail"))
    assert web == {key: ["Fin", "Milieu", "Début"] for key in everywhere}
    # What was said before the service was named does not come up in its feed later.
    assert mail == {key: ["Fin", "Milieu"] for key in everywhere}


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("feed", ""),
        ("history", "history/"),
        ("faq/feed", "faq/"),
        ("services/web/feed", "services/"),
        ("incidents/outage/feed", "incidents/outage/"),
    ],
)
def test_a_feed_names_its_page_and_its_own_address(path: str, page: str, tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE)) / "lu/fr"
    base = "https://status.example.org/info/lu/fr/"
    for ending in ("rss", "atom"):
        feed = feedparser.parse((site / f"{path}.{ending}").read_bytes()).feed
        links = {link.rel: link.href for link in feed.links}
        own = f"{base}{path}.{ending}"
        assert (feed.link, links) == (base + page, {"alternate": base + page, "self": own})
    written = _json(site, path)
    assert written["home_page_url"] == base + page
    assert written["feed_url"] == f"{base}{path}.json"


def test_formats_agree_on_ids_links_and_dates(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE)) / "lu/fr"
    rss = feedparser.parse((site / "feed.rss").read_bytes())
    atom = feedparser.parse((site / "feed.atom").read_bytes())
    items = _json(site, "feed")["items"]
    assert [e.id for e in rss.entries] == [e.id for e in atom.entries] == [i["id"] for i in items]
    assert [e.link for e in atom.entries] == [i["url"] for i in items]
    assert [e.published for e in atom.entries] == [i["date_published"] for i in items]
    assert items[1]["date_published"] == "2022-07-02T08:00:00+00:00"
    assert 'href="https://status.example.org/info/lu/fr/faq/#which"' in items[1]["content_html"]
    assert _json(site, "feed")["language"] == "fr-LU"


def test_a_corrected_entry_keeps_its_id_and_gets_a_new_time(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE)) / "lu/fr"
    before = _json(site, "feed")["items"]
    update = tmp_path / "status/outage/2022-07-02.yml"
    update.write_text(
        update.read_text("utf-8") + "corrections: [{at: 2022-07-04 09:00, note: Corrigé.}]\n",
        "utf-8",
    )
    build_site(tmp_path)
    after = _json(site, "feed")["items"]
    assert {item["id"] for item in before} < {item["id"] for item in after}
    corrected = next(item for item in after if item["title"] == "Deuxième")
    assert corrected["date_published"] == "2022-07-02T08:00:00+00:00"
    assert corrected["date_modified"] == "2022-07-04T07:00:00+00:00"
    assert "Corrigé." in corrected["content_html"]
    assert after[0]["title"] == "Rectificatif à «\u00a0Deuxième\u00a0»"


def test_ids_outlive_a_new_name_and_the_old_address_still_answers(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE)) / "lu/fr"
    before = _json(site, "incidents/outage/feed")
    (tmp_path / "status/outage").rename(tmp_path / "status/attack")
    head = tmp_path / "status/attack/incident.yml"
    head.write_text(head.read_text("utf-8") + "former: [outage]\n", "utf-8")
    build_site(tmp_path)
    ids = [item["id"] for item in before["items"]]
    for path in ("incidents/attack/feed", "incidents/outage/feed"):
        assert [item["id"] for item in _json(site, path)["items"]] == ids
    atom = feedparser.parse((site / "incidents/attack/feed.atom").read_bytes())
    old = feedparser.parse((site / "incidents/outage/feed.atom").read_bytes())
    assert atom.feed.id == old.feed.id


def test_what_is_older_is_in_archives_that_lead_to_one_another(tmp_path: Path) -> None:
    updates = "".join(
        f"# status/outage/2022-{month:02}-{day:02}.yml\nstatus: monitoring\n"
        f"published: 2022-{month:02}-{day:02}\ntext: T\n"
        for month in range(1, 6)
        for day in range(1, 27)
    )
    root = write_site(
        tmp_path,
        "# content/countries/group.yml\nlocales: [en]\n"
        f"# status/outage/incident.yml\ntitle: O\nstarted: 2022-01-01\n{updates}",
    )
    site = build_site(root) / "group/en"
    assert {path.name for path in (site / "archive").iterdir()} == {"1.atom", "2.atom"}
    first = (site / "archive/1.atom").read_bytes()
    ids: set[str] = set()
    address = "feed.atom"
    while address:
        feed = feedparser.parse((site / address).read_bytes())
        assert len(feed.entries) == 50
        ids |= {entry.id for entry in feed.entries}
        links = {link.rel: link.href for link in feed.feed.links}
        address = links.get("prev-archive", "").partition("/group/en/")[2]
        if "current" in links:
            assert links["current"].endswith("/group/en/feed.atom")
    assert len(ids) == 130
    (root / "status/outage/2022-06-01.yml").write_text(
        "status: monitoring\npublished: 2022-06-01\ntext: T\n", "utf-8"
    )
    build_site(root)
    assert (site / "archive/1.atom").read_bytes() == first


def test_an_archive_says_what_it_is(tmp_path: Path) -> None:
    updates = "".join(
        f"# status/outage/2022-01-{day:02}-{n}.yml\nstatus: monitoring\n"
        f"published: 2022-01-{day:02}\ntext: T\n"
        for day in range(1, 31)
        for n in ("a", "b")
    )
    root = write_site(
        tmp_path,
        "# content/countries/group.yml\nlocales: [en]\n"
        f"# status/outage/incident.yml\ntitle: O\nstarted: 2022-01-01\n{updates}",
    )
    archive = etree.fromstring((build_site(root) / "group/en/archive/1.atom").read_bytes())
    assert archive.find("{http://purl.org/syndication/history/1.0}archive") is not None


def test_a_feed_of_an_edition_with_nothing_is_valid(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, "# content/countries/group.yml\nlocales: [en]\n"))
    assert _titles(site / "group/en", "feed") == {"rss": [], "atom": [], "json": []}


def test_the_page_of_feeds_names_addresses_that_exist(shipped: Path) -> None:
    from lxml.html import fromstring

    for page in shipped.glob("*/*/feeds/index.html"):
        addresses = fromstring(page.read_text("utf-8")).xpath("//li/@data-copy")
        assert len(addresses) >= 6
        for address in addresses:
            assert (shipped / address.removeprefix("https://status.example.org/")).is_file()


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_every_feed_of_the_case_parses(ending: str, shipped: Path) -> None:
    feeds = list(shipped.rglob(f"*.{ending}"))
    assert len(feeds) > 100
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path
        assert len(feed.entries) <= 50


@pytest.mark.parametrize("character", ["\\x07", "\\x1b", "\\uFFFE", "\\0"])
def test_a_character_that_no_document_may_have_is_an_error(character: str, tmp_path: Path) -> None:
    for old, new in (
        ("title: Premier", f'title: "Pre{character}mier"'),
        ("text: Texte un.", f'text: "Texte{character} un."'),
    ):
        found = problems_of(tmp_path, SITE.replace(old, new))
        assert [p.code for p in found if p.is_error] == ["control-character"]
