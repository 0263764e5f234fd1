"""The search index of an edition: its own texts, in its language, and bounded."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from site_builder.language.search_languages import search_language
from site_builder.model.locale import LocaleId
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
    assert french["faq/#which"]["text"] == "Aucune ‹b›donnée‹/b›."
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


@pytest.mark.parametrize(
    ("locale", "name", "scripts"),
    [
        ("fr", "fr", 2),
        ("pt-BR", "pt", 2),
        ("nb", "no", 2),
        ("ja", "ja", 3),
        ("en", "en", 0),
        ("bg", "en", 0),
    ],
)
def test_a_language_is_searched_as_well_as_lunr_can(locale: str, name: str, scripts: int) -> None:
    language = search_language(LocaleId(locale))
    assert (language.name, len(language.scripts)) == (name, scripts)
    assert bool(language.pipeline) == (name != "en" or locale == "en")


def test_the_engine_and_its_languages_are_published_and_no_others(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    scripts = {path.name for path in (site / "assets/javascripts/lunr").rglob("*.js")}
    assert scripts == {"lunr.stemmer.support.min.js", "lunr.fr.min.js", "lunr.de.min.js"}
    [worker] = (site / "assets/javascripts/workers").iterdir()
    assert b"sourceMappingURL" not in worker.read_bytes()


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
    assert not (site / "assets/javascripts/workers").exists()
