"""What an edition shows: its country's truth, at its moment, in its language."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest
from lxml.html import fromstring

from tests.sites import build_site, everything, page, words, write_site

TWO_COUNTRIES = """\
# content/countries/lu.yml
locales: [fr, de]
time_zone: Europe/Luxembourg
# content/countries/group.yml
locales: [en]
# content/services.yml
portal: {name: {fr: Portail, en: Portal}}
phone: {name: {fr: Téléphone, en: Phone}}
# status/outage/incident.yml
title: {fr: Panne, en: Outage}
started: 2022-07-25
source: fr
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
text: {fr: Premier texte, en: First text}
services: {portal: major_outage}
"""


@pytest.mark.parametrize(
    "hidden",
    [
        "# status/outage/2022-08-01.yml\nstatus: monitoring\npublished: 2022-08-01 12:00\n"
        "title: {fr: zzsecret}\ntext: {fr: zzsecret}\n",
        "# status/outage/2022-07-27.yml\nstatus: monitoring\nas_of: 2022-07-27\ndraft: true\n"
        "title: {fr: zzsecret}\ntext: {fr: zzsecret}\n",
        "# status/zzsecret/incident.yml\ntitle: {fr: zzsecret}\nstarted: 2022-07-26\n"
        "services: {phone: major_outage}\n",
        "# status/zzsecret/incident.yml\ntitle: {fr: zzsecret}\nstarted: 2022-07-26\ndraft: true\n"
        "# status/zzsecret/2022-07-26.yml\nstatus: monitoring\nas_of: 2022-07-26\n"
        "text: {fr: zzsecret}\n",
        "# status/zzsecret/maintenance.yml\ntitle: {fr: zzsecret}\nstarts: 2022-09-01 10:00\n"
        "ends: 2022-09-01 12:00\nservices: [portal]\npublished: 2022-08-20\n",
        "# content/faq/categories.yml\nzzsecret: {fr: zzsecret}\n"
        "# content/faq/zzsecret/zzsecret.yml\nquestion: {fr: zzsecret}\nanswer: {fr: zzsecret}\n"
        "updated: 2022-08-02\n",
        "# content/pages/zzsecret.fr.md\n---\ntitle: zzsecret\npublished: 2022-08-02\n---\n\nText",
        "# status/outage/2022-07-27.yml\nstatus: monitoring\nas_of: 2022-07-27\ntext: {fr: A}\n"
        "corrections: [{at: 2022-08-02, note: {fr: zzsecret}}]\n",
    ],
    ids=[
        "future update",
        "draft update",
        "incident without an update",
        "draft incident",
        "maintenance not announced",
        "future question",
        "future page",
        "future correction",
    ],
)
def test_what_is_not_public_is_nowhere_in_the_output(hidden: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, TWO_COUNTRIES + hidden)
    assert b"zzsecret" not in everything(build_site(root, "2022-07-31 23:00")).lower()


def test_an_embargoed_update_appears_at_its_moment_in_the_zone_of_its_country(
    tmp_path: Path,
) -> None:
    update = (
        "# status/outage/2022-08-01.yml\nstatus: monitoring\npublished: 2022-08-01 12:00\n"
        "countries: [lu]\ntext: {fr: Deuxième texte}\n"
    )
    root = write_site(tmp_path, TWO_COUNTRIES + update)
    assert "Deuxième" not in page(build_site(root, "2022-08-01 09:59 +00:00"), "lu/fr")
    shown = words(page(build_site(root, "2022-08-01 10:00 +00:00"), "lu/fr"))
    assert "Deuxième texte" in shown
    assert "1 août 2022, 12:00" in shown


def test_a_link_to_what_is_not_public_is_plain_text(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        TWO_COUNTRIES + "# status/outage/2022-07-27.yml\nstatus: monitoring\nas_of: 2022-07-27\n"
        "text: {fr: 'Voir [ici](incidents/other)'}\n"
        "# status/other/incident.yml\ntitle: {fr: Autre}\nstarted: 2022-07-26\ndraft: true\n"
        "source: fr\n",
    )
    html = page(build_site(root), "lu/fr")
    assert "Voir ici" in html
    assert "incidents/other" not in html


def test_a_country_sees_its_own_statements_and_those_of_all(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        TWO_COUNTRIES + "# status/outage/2022-07-27.yml\nstatus: monitoring\nas_of: 2022-07-27\n"
        "countries: [group]\ntext: {en: Only international}\n",
    )
    site = build_site(root)
    assert "Only international" in page(site, "group/en")
    assert "Only international" not in everything(site / "lu").decode(errors="replace")
    assert "Premier texte" in page(site, "lu/fr")


def test_a_missing_translation_falls_back_visibly(tmp_path: Path) -> None:
    html = page(build_site(write_site(tmp_path, TWO_COUNTRIES)), "lu/de")
    assert "Noch nicht auf Deutsch" in html
    assert (
        fromstring(html).xpath("//div[@class='text' and @lang='fr']//p")[0].text == "Premier texte"
    )


def test_a_right_to_left_edition_marks_left_to_right_text(tmp_path: Path) -> None:
    root = write_site(tmp_path, TWO_COUNTRIES + "# content/countries/ae.yml\nlocales: [ar]\n")
    document = fromstring(page(build_site(root), "ae/ar"))
    assert document.get("lang") == "ar"
    assert document.xpath("//body/@dir") == ["rtl"]
    assert document.xpath("//div[@class='text']/@dir") == ["ltr"]


def test_a_parent_language_needs_no_notice(tmp_path: Path) -> None:
    root = write_site(tmp_path, TWO_COUNTRIES + "# content/countries/fr.yml\nlocales: [fr-CH]\n")
    html = page(build_site(root), "fr/fr-CH")
    assert 'class="text" lang="fr"' in html
    assert "Pas encore disponible" not in html


FAQ = """\
# content/countries/lu.yml
locales: [fr, en]
# content/countries/no.yml
locales: [nb, en]
# content/faq/categories.yml
data: {en: Data, fr: Données, nb: Opplysninger}
# content/faq/data/which.yml
question: {en: Which data?, fr: Quoi}
answer: {en: Base answer, fr: Base}
updated: 2022-09-28
source: en
overrides:
  no:
    answer: {nb: Norsk svar}
    updated: 2022-10-15
"""


def test_an_override_replaces_the_whole_field_once_it_is_out(tmp_path: Path) -> None:
    root = write_site(tmp_path, FAQ)
    before = build_site(root, "2022-10-01")
    assert "Base answer" in page(before, "no/nb/faq")
    assert "Norsk svar" not in everything(before).decode(errors="replace")
    after = build_site(root, "2022-10-20")
    assert "Norsk svar" in page(after, "no/nb/faq")
    english = page(after, "no/en/faq")
    assert "Base answer" not in english
    assert "shown in Norwegian Bokmål" in english
    assert "Norsk svar" not in everything(after / "lu").decode(errors="replace")


def test_overtaken_statements_link_both_ways(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        TWO_COUNTRIES + "# status/outage/2022-07-28.yml\nstatus: monitoring\nas_of: 2022-07-28\n"
        "title: {fr: Nouveau, en: New}\ntext: {fr: Deux, en: Two}\n"
        "supersedes: {entry: 2022-07-26, about: {fr: le portail, en: the portal}}\n",
    )
    html = page(build_site(root), "group/en/incidents/outage")
    old = fromstring(html).get_element_by_id("2022-07-26")
    new = fromstring(html).get_element_by_id("2022-07-28")
    assert "Partly superseded by “New”: the portal" in words(_html(old))
    assert "Partly replaces “Statement of Jul 26, 2022”: the portal" in words(_html(new))
    assert [e.get("id") for e in fromstring(html).xpath("//article//article")] == [
        "2022-07-28",
        "2022-07-26",
    ]


def _html(element: object) -> str:
    from lxml.html import tostring

    return str(tostring(element, encoding="unicode"))


def test_an_update_never_sorts_after_one_that_supersedes_it(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        TWO_COUNTRIES
        + "# status/outage/2022-07.yml\nstatus: investigating\nas_of: 2022-07\ntext: {fr: Mois}\n"
        "# status/outage/2022-07-28.yml\nstatus: monitoring\nas_of: 2022-07-28\ntext: {fr: Jour}\n"
        "supersedes: 2022-07\n",
    )
    html = page(build_site(root), "lu/fr/incidents/outage")
    assert [e.get("id") for e in fromstring(html).xpath("//article//article")] == [
        "2022-07-28",
        "2022-07",
        "2022-07-26",
    ]


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2022-07-27", "depuis le 27 juil. 2022"),
        ("2022-07-27 10:00", "depuis le 27 juil. 2022, 10:00"),
        ("2022-07", "depuis juillet 2022"),
    ],
)
def test_since_reads_well_with_a_day_and_with_a_month(
    since: str, said: str, tmp_path: Path
) -> None:
    root = write_site(
        tmp_path,
        TWO_COUNTRIES + "# status/outage/2022-07-28.yml\nstatus: monitoring\nas_of: 2022-07-28\n"
        "countries: [lu]\ntext: {fr: Deux}\n"
        f"services: {{portal: {{state: operational, since: {since}}}}}\n",
    )
    shown = words(page(build_site(root), "lu/fr/services"))
    assert f"Portail Fonctionne normalement {said}" in shown


def test_states_are_kept_for_each_country(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        TWO_COUNTRIES + "# status/outage/2022-07-28.yml\nstatus: monitoring\nas_of: 2022-07-28\n"
        "countries: [lu]\ntext: {fr: Deux}\n"
        "services: {portal: {state: operational, since: 2022-07-27}}\n",
    )
    site = build_site(root)
    assert "Portail Fonctionne normalement depuis le 27 juil. 2022" in words(
        page(site, "lu/fr/services")
    )
    group = words(page(site, "group/en/services"))
    assert "Portal Not working as of Jul 26, 2022" in group
    assert "Phone" not in group
    assert "All countries" in group


def test_the_worst_open_state_holds_where_incidents_overlap(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        TWO_COUNTRIES
        + "# status/second/incident.yml\ntitle: {fr: Autre}\nstarted: 2022-07-28\nsource: fr\n"
        "services: {portal: degraded_performance, phone: degraded_performance}\n"
        "# status/second/2022-07-28.yml\nstatus: monitoring\nas_of: 2022-07-28\ntext: {fr: Deux}\n",
    )
    shown = words(page(build_site(root), "lu/fr/services"))
    assert "Portail Ne fonctionne pas" in shown
    assert "Téléphone Perturbé" in shown


MAINTENANCE = (
    TWO_COUNTRIES
    + """\
# status/works/maintenance.yml
title: {fr: Travaux, en: Works}
source: fr
starts: 2022-08-01 10:00
ends: 2022-08-01 12:00
services: [phone]
published: 2022-07-30
"""
)


SINCE = "Aug 1, 2022, 10:00 AM"


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2022-07-31 12:00", None),
        ("2022-08-01 11:00", "Under maintenance"),
        # Nobody ever said that the phone works.
        ("2022-08-01 12:00", None),
    ],
)
def test_maintenance_changes_states_only_in_its_window(
    at: str, state: str | None, tmp_path: Path
) -> None:
    site = build_site(write_site(tmp_path, MAINTENANCE), at)
    document = fromstring(page(site, "group/en/services"))
    shown = [" ".join(e.text_content().split()) for e in document.find_class("service")]
    assert shown[1:] == ([f"Phone {state} since {SINCE}"] if state else [])
    assert "Works" in page(site, "group/en/incidents/works")
    assert "incidents/works/" in page(site, "group/en/history")


def test_a_fact_keeps_the_value_that_a_dated_statement_was_made_with(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        """\
        # content/countries/lu.yml
        locales: [fr]
        # content/facts.yml
        hit: {values: [{from: 2022-07-01, value: 100}, {from: 2022-08-15, value: 146000}]}
        share: {value: 12.5 %}
        year: {value: "2006"}
        # content/faq/categories.yml
        data: {fr: Données}
        # content/faq/data/how-many.yml
        question: {fr: Combien ?}
        answer: {fr: "Aujourd’hui {hit}, soit {share} depuis {year}"}
        updated: 2022-07-02
        # status/outage/incident.yml
        title: {fr: Panne}
        started: 2022-07-01
        # status/outage/2022-07-02.yml
        status: monitoring
        published: 2022-07-02
        text: {fr: "Alors {hit}"}
        """,
    )
    site = build_site(root)
    assert "Alors 100" in page(site, "lu/fr")
    shown = words(page(site, "lu/fr/faq")).replace("\u202f", " ").replace("\xa0", " ")
    assert "Aujourd’hui 146 000, soit 12,5 % depuis 2006" in shown


def test_former_addresses_and_anchors_lead_on(tmp_path: Path) -> None:
    text = TWO_COUNTRIES.replace("source: fr", "source: fr\nformer: [old-outage]")
    text = text.replace("published: 2022-07-26", "published: 2022-07-26\nformer: [2022-07-25]")
    site = build_site(write_site(tmp_path, text))
    old = page(site, "lu/fr/incidents/old-outage")
    assert "Cette page a été déplacée" in old
    anchors = fromstring(old).xpath("//@id")
    assert {"2022-07-25", "2022-07-26"} <= set(anchors)
    assert '<link rel="canonical" href="https://status.example.org/info/lu/fr/incidents/' in old


def test_a_correction_is_a_feed_entry_of_its_own_and_ids_outlive_a_rename(tmp_path: Path) -> None:
    root = write_site(tmp_path, TWO_COUNTRIES)
    site = build_site(root, "2022-08-01")
    (first,) = feedparser.parse((site / "lu/fr/feed.rss").read_bytes()).entries
    update = root / "status/outage/2022-07-26.yml"
    renamed = update.with_name("2022-07-26-portal.yml")
    renamed.write_text(
        update.read_text("utf-8")
        + "former: [2022-07-26]\ntitle: {fr: Autre titre}\n"
        + "corrections: [{at: 2022-08-02, note: {fr: Faux}}]\n",
        "utf-8",
    )
    update.unlink()
    site = build_site(root, "2022-08-03")
    correction, again = feedparser.parse((site / "lu/fr/feed.rss").read_bytes()).entries
    assert again.id == first.id
    assert correction.id != first.id
    assert "Faux" in correction.summary
    assert correction.title == "Rectificatif à «\u00a0Autre titre\u00a0»"


def test_content_cannot_bring_html_or_scripts(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        TWO_COUNTRIES + "# status/outage/2022-07-27.yml\nstatus: monitoring\nas_of: 2022-07-27\n"
        "title: {fr: '<script>alert(1)</script>'}\ntext: {fr: '<img src=x onerror=alert(2)>'}\n",
    )
    for path in build_site(root).rglob("*"):
        # In a calendar it is plain text, as RFC 5545 has it.
        if path.is_file() and path.suffix != ".ics":
            built = path.read_bytes().decode(errors="replace")
            assert "<script>alert" not in built, path
            assert "<img src=x" not in built, path


def test_a_promise_that_has_passed_is_said_to_have_passed(tmp_path: Path) -> None:
    text = TWO_COUNTRIES + "next_update: 2022-07-28\n"
    root = write_site(tmp_path, text)
    assert "Next update expected by Jul 28, 2022." in words(
        page(build_site(root, "2022-07-27"), "group/en")
    )
    assert "is overdue." in page(build_site(root, "2022-07-30"), "group/en")


def test_another_site_has_its_own_countries_languages_and_words(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        """\
        # content/countries/jp.yml
        locales: [ja]
        # content/countries/br.yml
        locales: [pt-BR]
        time_zone: America/Sao_Paulo
        # content/site.yml
        name: {ja: 会社, pt-BR: Empresa}
        """,
    )
    site = build_site(root)
    assert "会社" in page(site, "jp/ja")
    assert "Empresa" in page(site, "br/pt-BR")
    assert "日本" in page(site, "")
    assert "Brasil" in page(site, "")


def test_a_page_says_where_it_does_not_exist(tmp_path: Path) -> None:
    text = TWO_COUNTRIES.replace("source: fr", "source: fr\ncountries: [lu]")
    site = build_site(write_site(tmp_path, text))
    html = page(site, "lu/de/incidents/outage")
    assert 'href="../../../../group/en/"' in html
    assert "diese Seite gibt es dort nicht" in html
    assert 'href="../../../../lu/fr/incidents/outage/"' in html
    assert "diese Seite gibt es dort nicht" not in page(site, "lu/de/faq")
