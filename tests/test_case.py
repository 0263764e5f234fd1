"""The case of 2022 as it was: what replaces what, which states were said, in which order.

Each test is a line of the facts of the case: files in, site out. The sentences themselves are in
case_facts.yml.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from lxml.html import HtmlElement, fromstring

from tests.conftest import ROOT
from tests.sites import page, run_command, words

ATTACK = "2022-07-25-cyber-attack"
INCIDENT = f"incidents/{ATTACK}"
UPDATES = ROOT / "status" / ATTACK


def _entry(site: Path, address: str, anchor: str) -> HtmlElement:
    """The update or question of an anchor, also where a question's has no category."""
    anchors = (anchor, anchor.rpartition("/")[2])
    document = fromstring(page(site, address))
    entry = next(found for a in anchors for found in document.xpath("//*[@id=$a]", a=a))
    while "entry" not in entry.get("class", "").split():
        entry = entry.getparent()
    return entry


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _update(site: Path, edition: str, update: str) -> str:
    return _text(_entry(site, f"{edition}/{INCIDENT}", update))


def _states(site: Path, edition: str) -> dict[str, str]:
    components = json.loads((site / edition / "api/v2/components.json").read_text("utf-8"))
    return {
        component["name"]: component["status"]
        for component in components["components"]
        if not component["group"]
    }


def _source(name: str) -> dict[str, object]:
    text = (UPDATES / name).read_text("utf-8")
    text = text.split("---\n")[1] if name.endswith(".md") else text
    document = yaml.safe_load(text)
    assert isinstance(document, dict)
    return document


# What replaces what


@pytest.mark.parametrize(
    ("edition", "older", "newer", "about"),
    [
        ("lu/en-GB", "2022-07-29", "Situation as of 28 Sept 2022", "the recovery"),
        ("lu/en-GB", "2022-07-29", "Which customer data was published?", "about the data"),
        ("lu/en-GB", "2022-08-22", "Which customer data was published?", "examination of the data"),
        ("lu/fr", "2022-08-22", "Quelles données de clients ont été publiées ?", "l’examen des"),
        ("lu/de", "2022-08-22", "Welche Kundendaten wurden veröffentlicht?", "die Untersuchung"),
        ("lu/en-GB", "2022-08-22", "When will everything be available again?", "the portal"),
        ("lu/en-GB", "2022-08-11", "Situation as of 28 Sept 2022", "how to reach us"),
        ("lu/en-GB", "2022-08-22", "Situation as of 28 Sept 2022", "how to reach us"),
        ("de/de", "2022-07-29", "Jahresabrechnungen werden wieder", "über die Daten bekannt"),
        ("de/de", "2022-08-03-germany", "Jahresabrechnungen werden wieder", "das Portal"),
        ("de/en-GB", "2022-08-03-germany", "Annual billing is being processed", "the portal"),
        ("nl/nl", "2022-08-22", "E-mail werkt, portalen nog offline", "de portalen"),
        ("nl/en-GB", "2022-08-22", "Email is working, portals are still offline", "the portals"),
        ("be/nl", "2022-07-29", "Jaarafrekeningen worden weer verwerkt", "over de gegevens"),
        ("be/fr", "2022-08-17-belgium", "Les décomptes annuels sont", "l’on sait des données"),
        ("no/nb", "2022-08-22", "Hvilke kundeopplysninger ble publisert?", "undersøkelsen"),
        ("no/nb", "2022-08-22", "Ingen opplysninger om norske kunder", "undersøkelsen"),
        ("at/de", "2022-08-austria", "Jahresabrechnungen werden wieder", "das Portal"),
    ],
)
def test_an_older_text_names_the_newer_one(
    edition: str, older: str, newer: str, about: str, shipped: Path
) -> None:
    text = _update(shipped, edition, older).replace("\u00a0", " ")
    assert re.search(f"{re.escape(newer)}[^“”«»„]*[”»“][^“”«»„]*{re.escape(about)}", text), text


def test_what_is_known_of_the_data_is_not_replaced_by_the_statement(shipped: Path) -> None:
    text = _update(shipped, "lu/en-GB", "2022-09-28")
    assert "the data" not in re.sub(r"No consumption data.*", "", text).split("Situation")[-1]
    assert "about the data" not in text
    assert "the portal" not in text


def test_the_belgian_not_known_yet_leads_to_the_newer_statement_of_the_group(
    shipped: Path,
) -> None:
    answer = _entry(shipped, "be/fr/faq", "data/which-data")
    [link] = answer.xpath(".//a[contains(., '22 août 2022')]/@href")
    assert link.endswith(f"{INCIDENT}/#2022-08-22")


# Order


@pytest.mark.parametrize(
    ("edition", "order"),
    [
        ("at/de", ["2022-08-22", "2022-08-11", "2022-08-austria", "2022-07-29"]),
        ("no/nb", ["2022-norway", "2022-08-22", "2022-08-11", "2022-07-29"]),
        ("lu/fr", ["2022-09-28", "2022-08-22", "2022-08-11", "2022-07-29"]),
    ],
)
def test_updates_stand_in_the_order_in_which_they_were_said(
    edition: str, order: list[str], shipped: Path
) -> None:
    html = page(shipped, f"{edition}/{INCIDENT}")
    places = [html.index(f'id="{update}"') for update in order]
    assert places == sorted(places)


def test_no_day_is_invented_for_what_is_dated_by_month_or_year(shipped: Path) -> None:
    assert re.search(r"Stand: August 2022\b", _update(shipped, "at/de", "2022-08-austria"))
    assert re.search(r"Situasjonen per 2022\b", _update(shipped, "no/nb", "2022-norway"))


# States


def test_consumption_was_recorded_since_the_attack_and_without_a_break() -> None:
    states = _source("2022-08-11.yml")["services"]
    assert isinstance(states, dict)
    assert str(states["metering"]["since"]) == "2022-07-25"


def test_what_is_in_testing_keeps_its_old_state(shipped: Path) -> None:
    assert "web-portal" not in str(_source("2022-08-22.yml")["services"])
    assert _states(shipped, "de/en-GB")["Web portal"] == "major_outage"
    assert "Web portal" not in _states(shipped, "group/en-GB")


def test_limited_is_not_an_outage_and_the_headline_says_no_more(shipped: Path) -> None:
    states = _states(shipped, "lu/en-GB")
    assert states["Other technical services"] == "degraded_performance"
    assert set(states.values()) == {"operational", "degraded_performance"}
    assert "Some services are limited." in words(page(shipped, "lu/en-GB"))


def test_a_statement_sets_only_states_that_its_text_names() -> None:
    named = {
        "data-transmission": "Data transmission",
        "billing": "annual statements",
        "web-portal": "web portal",
        "data-exchange": "data exchange",
        "phone": "could not reach us",
        "email": "could not reach us",
        "technical-services": "technical services are still limited",
    }
    services = _source("2022-09-28.fr.md")["services"]
    text = (UPDATES / "2022-09-28.en.md").read_text("utf-8")
    assert isinstance(services, dict)
    assert set(services) == set(named)
    assert all(phrase in text for phrase in named.values())


def test_only_stated_beginnings_are_written() -> None:
    since = re.compile(r"(\S+): \{state: \w+, since: ([-\d]+)\}")
    written = {
        found for path in UPDATES.iterdir() for found in since.findall(path.read_text("utf-8"))
    }
    assert written == {
        ("metering", "2022-07-25"),
        ("data-transmission", "2022-08"),
        ("billing", "2022-09"),
    }


# Answers


def test_an_answer_claims_no_rule_that_it_does_not_meet() -> None:
    files = [p for p in (ROOT / "content/faq").rglob("*") if p.is_file()]
    assert files
    for path in files:
        text = path.read_text("utf-8")
        assert "nis2" not in text, "NIS2 is younger than the case"
        assert "gdpr-34-2-contact" not in text, "the usual channels only, no contact for this case"
        covers = re.search(r"^covers:.*", text, re.MULTILINE)
        assert "gdpr-33-3" not in (covers[0] if covers else ""), "no number of records is given"


@pytest.mark.parametrize(
    ("edition", "opening"),
    [("lu/fr", "Nous vous renvoyons"), ("lu/de", "Wir verweisen"), ("lu/en-GB", "Please see")],
)
def test_services_not_provided_refer_to_the_terms_and_claim_nothing_more(
    edition: str, opening: str, shipped: Path
) -> None:
    entry = _entry(shipped, f"{edition}/faq", "rights/unprovided-services")
    body = _text(entry)
    assert opening in body
    assert not re.search(r"\b(Non|Nein|No)\b[.,]", body)


def test_help_with_the_backlog_is_for_all_customers_and_leads_to_the_contacts(
    shipped: Path,
) -> None:
    entry = _entry(shipped, "lu/fr/faq", "contact/help-with-backlog")
    assert not entry.xpath(".//*[@class='audience']")
    assert entry.xpath(".//a[contains(@href, 'contact/')]")


def test_the_list_of_data_is_not_that_of_the_files_alone(shipped: Path) -> None:
    text = _text(_entry(shipped, "lu/en-GB/faq", "data/which-data"))
    assert text.index("The personal data is:") < text.index("addresses")
    assert text.index("addresses") < text.index("The published data contains no special")


# Language


@pytest.mark.parametrize("word", ["January", "July", "August", "September", "October", "December"])
def test_english_dates_are_british(word: str, shipped: Path) -> None:
    for path in shipped.glob("*/en-GB/**/index.html"):
        assert not re.search(rf"{word} \d{{1,2}}, \d{{4}}", words(path.read_text("utf-8"))), path


def test_english_is_named_plainly_and_tagged_for_its_country(shipped: Path) -> None:
    html = page(shipped, "lu/en-GB")
    assert "United Kingdom" not in html
    assert 'hreflang="en-LU"' in html
    assert 'hreflang="en"' in html


def test_a_telephone_number_does_not_break_across_lines(shipped: Path) -> None:
    pages = list((shipped / "be").rglob("index.html"))
    said = [fromstring(path.read_text("utf-8")).text_content() for path in pages]
    assert any("02\u00a0523\u00a040\u00a060" in text for text in said)
    assert not any(re.search("02 523|523 40|40 60", text) for text in said)


def test_french_keeps_its_no_break_spaces() -> None:
    for path in [*(ROOT / "content").rglob("*.fr.md"), *UPDATES.glob("*.fr.md")]:
        body = path.read_text("utf-8").split("---\n", 2)[2]
        assert not re.search(r"\S [;!?»]|« | :(\s|$)", body), path


@pytest.mark.parametrize("edition", ["lu/fr", "lu/de", "lu/en-GB", "nl/nl", "no/nb"])
def test_the_page_about_the_site_uses_the_words_of_the_pages(edition: str, shipped: Path) -> None:
    about = fromstring(page(shipped, f"{edition}/about"))
    states = [_text(cell) for cell in about.xpath("//table//tbody/tr/td[1]")]
    catalogue = ROOT / "locales" / edition.split("/")[1] / "LC_MESSAGES/messages.po"
    if catalogue.is_file():
        assert len(states) == 5
        for state in states:
            assert f'msgstr "{state}"' in catalogue.read_text("utf-8")


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("lu/fr", "Ce que nous avons ajouté"),
        ("lu/de", "Was wir ergänzt haben"),
        ("lu/en-GB", "What we added"),
        ("be/nl", "Wat we hebben toegevoegd"),
        ("no/nb", "Dette har vi lagt til"),
    ],
)
def test_the_page_about_the_site_says_what_we_added(edition: str, said: str, shipped: Path) -> None:
    assert said in words(page(shipped, f"{edition}/about"))


def test_the_case_is_checked_without_a_warning() -> None:
    result = run_command("check", "--strict", "-f", str(ROOT / "mkdocs.yml"))
    assert result.exit_code == 0, result.output
