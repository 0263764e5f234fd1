"""The poster of an edition: the situation, whom to call, and a code that leads on."""

from __future__ import annotations

from pathlib import Path

from lxml.html import fromstring

from tests.sites import MKDOCS, OUTAGE, build_site, page, words, write_site

SITE = (
    OUTAGE.replace(
        "locales: [fr]",
        "locales: [fr]\ncontacts:\n"
        + "".join(f"  - {{phone: +352 27 12 34 5{i}, purposes: [Urgences]}}\n" for i in range(6)),
    )
    + "# content/services.yml\nportal: {name: {fr: Portail}}\n"
)


def test_a_poster_says_what_is_wrong_and_where_to_read_on(tmp_path: Path) -> None:
    text = SITE.replace(
        "started: 2022-07-25", "started: 2022-07-25\nservices: {portal: major_outage}"
    )
    text = text.replace("title: {fr: Panne}", "title: {fr: Panne}\nwhat_to_do: {fr: Fermez l’eau.}")
    poster = page(build_site(write_site(tmp_path, text)), "lu/fr/poster")
    said = words(poster)
    for part in ("Panne", "Fermez l’eau.", "Portail", "+352 27 12 34 50"):
        assert part in said
    # More would not fit one sheet.
    assert "+352 27 12 34 54" not in said
    assert "https://status.example.org/info/lu/fr/" in said
    assert not fromstring(poster).xpath("//script | //img | //link[@rel='stylesheet']")


def test_the_footer_leads_to_the_poster(tmp_path: Path) -> None:
    home = page(build_site(write_site(tmp_path, SITE)), "lu/fr")
    assert "Affiche à imprimer" in words(home)
    assert 'href="poster/"' in home


def test_without_an_address_there_is_none(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    config = root / "mkdocs.yml"
    config.write_text(MKDOCS.replace("site_url:", "# site_url:"), "utf-8")
    site = build_site(root)
    assert not (site / "lu/fr/poster").exists()
    assert "Affiche" not in words(page(site, "lu/fr"))
