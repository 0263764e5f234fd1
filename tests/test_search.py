"""The search index of an edition: its own texts, in its language, and bounded."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from site_builder.theme.policy import POLICY
from tests.sites import build_site, page, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/faq/categories.yml
data: {fr: Données}
# content/faq/data/which.yml
question: {fr: Lesquelles ?, de: Welche?}
answer: {fr: "*Aucune* <b>donnée</b>.", de: Keine.}
updated: 2022-07-26
# status/outage/incident.yml
title: {fr: Panne, de: Ausfall}
started: 2022-07-01
# status/outage/2022-07-02.yml
status: monitoring
published: 2022-07-02
text: {fr: Premier, de: Erster}
# status/outage/2099-01-01.yml
status: resolved
published: 2099-01-01
text: {fr: Secret, de: Geheim}
"""
SERVICES = """\
# content/services.yml
portal: {name: {fr: Portail}, group: {fr: En ligne}}
shop: {name: {fr: Boutique}}
# status/outage/2022-07-03.yml
status: monitoring
published: 2022-07-03
services: {portal: operational}
text: {fr: Suite}
# content/countries/lu.yml
locales: [fr, de]
contacts:
  - email: billing@example.org
    purposes: [{fr: Factures}]
    note: {fr: Réponse en deux jours}
  - email: help@example.org
    purposes: [{fr: Aide}]
  - post: {name: Example, street: 1 rue du Port, postcode: "1234", city: Luxembourg, country: LU}
    purposes: [{fr: Aide}]
"""


def _index(site: Path, edition: str) -> dict[str, dict[str, str]]:
    index = json.loads((site / edition / "search.json").read_text("utf-8"))
    return {document["location"]: document for document in index["docs"]}


def test_an_index_has_the_texts_of_its_edition_without_marks(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    french, german = _index(site, "lu/fr"), _index(site, "lu/de")
    assert set(french) == {
        "faq/",
        "faq/#which",
        "incidents/outage/",
        "incidents/outage/#2022-07-02",
    }
    assert french["faq/#which"]["title"] == "Lesquelles ?"
    assert french["faq/#which"]["text"] == "Aucune <b>donnée</b>."
    assert german["faq/#which"]["text"] == "Keine."
    assert "Secret" not in (site / "lu/fr/search.json").read_text("utf-8")


def test_every_place_of_an_index_exists(shipped: Path) -> None:
    for path in shipped.glob("*/*/search.json"):
        for location in _index(shipped, str(path.parent.relative_to(shipped))):
            address, _, anchor = location.partition("#")
            html = (path.parent / address / "index.html").read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in html, (path, location)


def test_an_index_holds_the_newest_updates_only(tmp_path: Path) -> None:
    updates = "".join(
        f"# status/outage/2022-{month:02}-{day:02}.yml\nstatus: monitoring\n"
        f"published: 2022-{month:02}-{day:02}\ntext: T\n"
        for month in range(1, 6)
        for day in range(1, 28)
    )
    site = build_site(
        write_site(
            tmp_path,
            "# content/countries/group.yml\nlocales: [en]\n"
            f"# status/outage/incident.yml\ntitle: O\nstarted: 2022-01-01\n{updates}",
        )
    )
    places = _index(site, "group/en")
    assert len([place for place in places if "#" in place]) == 100
    assert "incidents/outage/#2022-05-27" in places
    assert "incidents/outage/#2022-01-01" not in places


def test_the_engine_is_published_once_and_named_in_every_page(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    [engine] = (site / "assets/javascripts").glob("search.*.js")
    for edition in ("lu/fr", "lu/de"):
        assert f"../../assets/javascripts/{engine.name}" in page(site, edition)


def test_services_and_contacts_lead_to_their_places(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE + SERVICES))
    index = _index(site, "lu/fr")
    assert index["services/#service-portal"] == {
        "kind": "service",
        "location": "services/#service-portal",
        "title": "Portail",
        "text": "En ligne",
    }
    assert index["contact/#email"]["title"] == "E-mail\u00a0: Factures"
    assert index["contact/#email"]["text"] == "billing@example.org Réponse en deux jours"
    assert index["contact/#email-2"]["text"] == "help@example.org"
    assert index["contact/#post"]["text"] == "Example 1 rue du Port L-1234 Luxembourg"
    assert "services/#service-shop" not in index


def test_a_contact_that_has_ended_is_not_found(tmp_path: Path) -> None:
    ends = SERVICES.replace("help@example.org", "help@example.org\n    until: 2022-08-01")
    write_site(tmp_path, SITE + ends)
    for moment, is_there in (("2022-07-15", True), ("2022-12-31", False)):
        index = _index(build_site(tmp_path, moment), "lu/fr")
        assert "contact/#email" in index
        assert ("contact/#email-2" in index) == is_there


def test_a_search_that_finds_nothing_has_somewhere_to_lead(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE + SERVICES))
    index = json.loads((site / "lu/fr/search.json").read_text("utf-8"))
    assert [(place["location"], place["title"]) for place in index["help"]] == [
        ("contact/", "Contact"),
        ("faq/#data", "Données"),
    ]


def test_the_engine_is_small_and_no_page_loads_it_at_first(shipped: Path) -> None:
    [engine] = (shipped / "assets/javascripts").glob("search.*.js")
    assert len(gzip.compress(engine.read_bytes(), 9)) <= 4_500
    for path in shipped.rglob("*.html"):
        assert f'src="{engine.name}' not in path.read_text("utf-8")
        assert f'href="{engine.name}' not in path.read_text("utf-8")


def test_the_policy_stands_in_every_page_and_in_the_headers(shipped: Path) -> None:
    headers = (shipped / "_headers").read_text("utf-8")
    for path in shipped.rglob("*.html"):
        [policy] = re.findall(
            r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">',
            path.read_text("utf-8"),
        )
        assert policy.startswith("default-src &#39;none&#39;")
        style = re.search(r"sha256-[^&]+(?=&#39;; img-src)", policy)
        assert style is None or style[0] in headers
    assert "unsafe" not in headers + POLICY


def test_a_preview_and_a_site_without_search_have_no_box(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        config.replace("- site_builder", "- site_builder: {outputs: [pages]}"), "utf-8"
    )
    site = build_site(tmp_path)
    assert "search-box" not in page(site, "lu/fr")
    assert not list((site / "assets/javascripts").glob("search.*"))
