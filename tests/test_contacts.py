"""Contacts by country: numbers that can be dialled, hours, closed days, postal addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import fromstring

from site_builder.checking.examine import examine
from site_builder.checking.rules import find_problems
from tests.sites import AT, build_site, everything, page, problems_of, words, write_site


def _site(root: Path, country: str, at: str = "2026-12-20 10:00", id: str = "lu") -> Path:
    return build_site(write_site(root, f"# content/countries/{id}.yml\n{country}"), at)


def _contacts(html: str) -> str:
    """What the cards of contacts say, a line for each paragraph."""
    (cards,) = fromstring(html).xpath("//ul[@class='contacts']")
    return "\n".join(" ".join(part.text_content().split()) for part in cards.iter("p", "address"))


@pytest.mark.parametrize(
    ("country", "written", "link"),
    [
        ("at", "050/230230400", "tel:+4350230230400"),
        ("be", "02 523 40 60", "tel:+3225234060"),
        ("be", "02 523 40 60 ext. 12", "tel:+3225234060;ext=12"),
        ("de", "+49 (0) 30 1234567", "tel:+49301234567"),
        ("lu", "00352 26 00 00", "tel:+352260000"),
        ("lu", "112", "tel:112"),
        ("de", "116 123", "tel:116123"),
        ("de", "0800 1234567", "tel:+498001234567"),
        ("group", "+352 26 00 00", "tel:+352260000"),
        ("group", "26 00 00", "tel:260000"),
    ],
)
def test_a_number_is_shown_as_written_and_dialled_from_everywhere(
    country: str, written: str, link: str, tmp_path: Path
) -> None:
    content = f'locales: [en]\ncontacts: [{{phone: "{written}"}}]\n'
    site = _site(tmp_path, content, id=country)
    for address in (f"{country}/en", f"{country}/en/contact", f"{country}/en/lite"):
        anchors = fromstring(page(site, address)).xpath("//a[starts-with(@href, 'tel:')]")
        # Home has a button for it too.
        assert {anchor.get("href") for anchor in anchors} == {link}
        assert anchors[-1].text_content() == written


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("lu", "112"),
        ("lu", "8002 1234"),
        ("de", "110"),
        ("de", "116 117"),
        ("de", "0800 1234567"),
        ("de", "0180 5 123456"),
        ("fr", "3939"),
        ("fr", "15"),
        ("nl", "144"),
        ("nl", "0900-8844"),
        ("at", "050/230230400"),
        ("gb", "+800 1234 5678"),
        ("us", "1-800-FLOWERS"),
        ("group", "+32 2 523 40 60"),
    ],
)
def test_a_number_that_can_be_dialled_is_no_problem(
    country: str, number: str, tmp_path: Path
) -> None:
    zone = "time_zone: America/New_York\n" if country == "us" else ""
    content = f'locales: [en]\n{zone}contacts: [{{phone: "{number}"}}]\n'
    assert problems_of(tmp_path, f"# content/countries/{country}.yml\n{content}") == ()


@pytest.mark.parametrize(
    ("country", "number", "hint"),
    [
        (
            "be",
            "02 523 40 6",
            "Write a number such as `012 34 56 78` or `+32 12 34 56 78`. Start a number in another "
            "country with `+` and its calling code.",
        ),
        (
            "at",
            "352 26 00 00",
            "Write a number such as `+352 26 00 00`. Start a number in another country ",
        ),
        (
            "group",
            "02 523 40 60",
            "Write a number such as `+352 27 12 34 56`. Start a number in another ",
        ),
    ],
)
def test_a_number_that_nobody_can_dial_is_a_warning(
    country: str, number: str, hint: str, tmp_path: Path
) -> None:
    content = f'locales: [en]\ncontacts: [{{phone: "{number}"}}]\n'
    (problem,) = problems_of(tmp_path, f"# content/countries/{country}.yml\n{content}")
    assert (problem.code, problem.severity) == ("contact-phone", "warning")
    assert problem.hint.startswith(hint)
    assert (problem.place.line, problem.place.column) == (2, 20)


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en", "Mon–Fri 8:00\u202fAM–5:00\u202fPM (Central European Time)"),
        ("de", "Mo.–Fr. 08:00–17:00 (Mitteleuropäische Zeit)"),
        ("fr", "lun.–ven. 08:00–17:00 (heure d’Europe centrale)"),
    ],
)
def test_hours_say_in_which_zone_they_are(locale: str, shown: str, tmp_path: Path) -> None:
    content = (
        f"locales: [{locale}]\ntime_zone: Europe/Luxembourg\n"
        "contacts: [{email: a@example.org, hours: 'Mo-Fr 08:00-17:00'}]\n"
    )
    site = _site(tmp_path, content)
    for address in ("", "/contact", "/lite"):
        html = page(site, f"lu/{locale}{address}")
        assert " ".join(shown.split()) in words(html)


@pytest.mark.parametrize(
    ("zone", "locale", "name"),
    [
        ("UTC", "en", "UTC"),
        ("Europe/London", "en", "United Kingdom Time"),
        # CLDR has a name for summer only, as far as Babel knows.
        ("Europe/London", "hr", "London"),
    ],
)
def test_a_zone_has_the_same_name_in_summer_and_winter(
    zone: str, locale: str, name: str, tmp_path: Path
) -> None:
    content = (
        f"locales: [{locale}]\ntime_zone: {zone}\n"
        "contacts: [{email: a@example.org, hours: 'Mo-Fr 08:00-17:00'}]\n"
    )
    for at in ("2026-07-01", "2026-12-01"):
        assert f"({name})" in _contacts(page(_site(tmp_path, content, at), f"lu/{locale}/contact"))


CLOSED = """\
locales: [de, en, el]
time_zone: Europe/Luxembourg
holidays: [public, 2026-12-24, {date: 2026-12-31, name: {de: Inventur, en: Stocktaking}}]
contacts:
  - {email: a@example.org, hours: "Mo-Fr 08:00-17:00"}
  - {email: b@example.org, hours: "Sa-Mo 08:00-17:00"}
  - {email: c@example.org}
"""


def test_closed_days_of_two_weeks_stand_where_hours_do(tmp_path: Path) -> None:
    site = _site(tmp_path, CLOSED)
    hours = "08:00–17:00 (Mitteleuropäische Zeit)"
    assert _contacts(page(site, "lu/de/contact")).splitlines() == [
        "E-Mail",
        "a@example.org",
        f"Mo.–Fr. {hours}",
        "Geschlossen: 24. Dez. 2026, 25. Dez. 2026 (Weihnachten), "
        "31. Dez. 2026 (Inventur) und 1. Jan. 2027 (Neujahr)",
        "E-Mail",
        "b@example.org",
        f"Sa.–Mo. {hours}",
        "Geschlossen: 26. Dez. 2026 (Zweiter Weihnachtsfeiertag)",
        "E-Mail",
        "c@example.org",
    ]
    said = "31. Dez. 2026 (Inventur) und 1. Jan. 2027 (Neujahr)"
    for address in ("lu/de", "lu/de/lite"):
        assert said in words(page(site, address))
    twin = (site / "lu/de/contact/index.md").read_text("utf-8").replace("\\", "")
    assert "(Inventur) und 1. Jan. 2027 (Neujahr)" in twin


def test_a_holiday_has_the_countrys_name_where_the_editions_is_not_known(tmp_path: Path) -> None:
    site = _site(tmp_path, CLOSED)
    html = page(site, "lu/el/contact")
    assert '(<span lang="lb">Chrëschtdag</span>)' in html
    assert "Christmas Day" in page(site, "lu/en/contact")


def test_names_of_holidays_do_not_depend_on_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    assert "Chrëschtdag" in page(_site(tmp_path, CLOSED), "lu/el/contact")


@pytest.mark.parametrize(
    ("at", "is_named"),
    [
        ("2026-12-10 12:00", False),
        ("2026-12-11 22:59:59", False),
        ("2026-12-11 23:00", True),
        ("2026-12-25 22:59", True),
        ("2026-12-25 23:00", False),
    ],
)
def test_a_closed_day_is_named_for_two_weeks_in_the_countrys_zone(
    at: str, is_named: bool, tmp_path: Path
) -> None:
    content = CLOSED.replace(", 2026-12-24", "")
    html = page(_site(tmp_path, content, f"{at} +00:00"), "lu/en/contact")
    assert ("Christmas Day" in html) == is_named


def test_a_closed_day_comes_and_goes_in_builds_that_start_from_the_last(tmp_path: Path) -> None:
    warm = write_site(tmp_path, f"# content/countries/lu.yml\n{CLOSED}")
    for day in ("2026-12-11", "2026-12-12", "2026-12-27", "2027-01-02", "2026-12-25"):
        site = build_site(warm, day)
        cold = tmp_path / f"cold-{day}"
        cold.mkdir()
        fresh = build_site(write_site(cold, f"# content/countries/lu.yml\n{CLOSED}"), day)
        assert everything(site) == everything(fresh), day


def test_public_holidays_of_the_group_are_an_error(tmp_path: Path) -> None:
    site = "# content/countries/group.yml\nlocales: [en]\nholidays: [2026-12-24, public]\n"
    (problem,) = problems_of(tmp_path, site)
    assert (problem.code, problem.place.line, problem.place.column) == ("unknown-holidays", 2, 24)
    assert problem.message == "The builder does not know the public holidays of the group."


@pytest.mark.parametrize(
    ("item", "code", "message"),
    [
        ("publik", "unknown-value", "“publik” is not a valid holiday."),
        (
            "2026-12",
            "wrong-type",
            "A date without a time is expected here, not the text “2026-12”.",
        ),
        (
            "2026-02-30",
            "impossible-date",
            "“2026-02-30” does not exist: February 2026 has 28 days.",
        ),
        ("{name: Noël}", "missing-key", "The key “date” is missing."),
        ("{date: 2026-12-24, nom: x}", "unknown-key", "Unknown key “nom”."),
    ],
)
def test_a_holiday_that_is_none_says_what_to_write(
    item: str, code: str, message: str, tmp_path: Path
) -> None:
    site = f"# content/countries/lu.yml\nlocales: [fr]\nholidays: [{item}]\n"
    (problem,) = problems_of(tmp_path, site)
    assert (problem.code, problem.message) == (code, message)


def _lines(root: Path, post: str, id: str = "lu", locale: str = "en") -> list[str]:
    zone = "time_zone: America/New_York\n" if id == "us" else ""
    content = f"locales: [{locale}]\n{zone}contacts:\n  - post: {post}\n"
    html = page(_site(root, content, id=id), f"{id}/{locale}/contact")
    (address,) = fromstring(html).xpath("//address")
    assert address.get("data-copy") == "\n".join(line.text for line in address.iter("span"))
    return [line.text for line in address.iter("span")]


@pytest.mark.parametrize(
    ("country", "post", "lines"),
    [
        (
            "lu",
            '{name: ista, street: "12, rue X", postcode: L-1234, city: Luxembourg}',
            ["ista", "12, rue X", "L-1234 Luxembourg"],
        ),
        ("lu", "{street: 1 Weg, postcode: '1234', city: Ort}", ["1 Weg", "L-1234 Ort"]),
        ("se", "{street: Gatan 1, city: Stockholm}", ["Gatan 1", "Stockholm"]),
        (
            "us",
            "{street: 1 Main St, city: Washington, region: DC, postcode: '20500'}",
            ["1 Main St", "Washington, DC 20500"],
        ),
        (
            "gb",
            '{street: "Flat 2\\n1 Road", postcode: SW1A 1AA, city: London}',
            ["Flat 2", "1 Road", "London", "SW1A 1AA"],
        ),
        (
            "hu",
            "{street: Fő u. 1, postcode: '1051', city: Budapest}",
            ["Budapest", "Fő u. 1", "1051"],
        ),
        (
            "jp",
            "{name: 会社, street: 千代田1-1, postcode: 100-0001, city: 千代田区, region: 東京都}",
            ["〒100-0001", "東京都", "千代田区", "千代田1-1", "会社"],
        ),
        (
            "jp",
            "{street: 1-1 Chiyoda, postcode: 100-0001, city: Chiyoda-ku, region: Tokyo}",
            ["1-1 Chiyoda, Chiyoda-ku, Tokyo", "100-0001"],
        ),
        (
            "sg",
            "{street: 1 Place, postcode: '048616', city: Singapore}",
            ["1 Place", "SINGAPORE 048616"],
        ),
        ("ae", "{street: Road 1, postcode: '12345', city: Dubai}", ["Road 1", "Dubai", "12345"]),
    ],
)
def test_an_address_stands_in_the_order_of_its_country(
    country: str, post: str, lines: list[str], tmp_path: Path
) -> None:
    assert _lines(tmp_path, post, country) == lines


def test_an_address_abroad_ends_with_its_country(tmp_path: Path) -> None:
    post = "{street: Weg 1, postcode: '10115', city: Berlin, country: de}"
    assert _lines(tmp_path, post, "lu", "fr") == ["Weg 1", "10115 Berlin", "Allemagne"]
    assert _lines(tmp_path, post, "group", "en") == ["Weg 1", "10115 Berlin", "Germany"]
    assert _lines(tmp_path, post, "de", "en") == ["Weg 1", "10115 Berlin"]


def test_an_address_stands_line_by_line_on_the_small_page_and_as_markdown(tmp_path: Path) -> None:
    post = "{street: '{Weg} 1', postcode: '10115', city: <Berlin>, country: DE}"
    site = _site(tmp_path, f"locales: [en]\ncontacts:\n  - post: {post}\n")
    for address in ("lu/en/lite", "lu/en"):
        html = page(site, address)
        (found,) = fromstring(html).xpath("//address")
        assert [line.text for line in found.iter("span")] == [
            "{Weg} 1",
            "10115 <Berlin>",
            "Germany",
        ]
    twin = (site / "lu/en/contact/index.md").read_text("utf-8")
    assert "  {Weg} 1  \n  10115 &lt;Berlin>  \n  Germany\n" in twin


@pytest.mark.parametrize(
    ("post", "code", "message", "hint"),
    [
        ("{street: Weg 1}", "missing-key", "The key “city” is missing.", "Add `city: ...`."),
        ("{city: Ort}", "missing-key", "The key “street” is missing.", "Add `street: ...`."),
        (
            "{street: Weg 1, city: Ort, post_code: 'L-1'}",
            "unknown-key",
            "Unknown key “post_code”.",
            "Did you mean `postcode`?",
        ),
        (
            "{street: Weg 1, city: Ort, postcode: 01067}",
            "wrong-type",
            "A text is expected here, not the number 1067.",
            'Put it in quotes, including any leading zero: `"1067"`.',
        ),
        (
            "{street: Weg 1, city: Ort, country: Luxemburg}",
            "unknown-value",
            "“Luxemburg” is not a valid country code.",
            "Write `lu`.",
        ),
        (
            "{street: {fr: Rue}, city: Ort}",
            "wrong-type",
            "A text is expected here, not a map.",
            "Write a single text, in quotes if it starts with `[` or `{`.",
        ),
    ],
)
def test_an_address_with_a_mistake_says_what_to_write(
    post: str, code: str, message: str, hint: str, tmp_path: Path
) -> None:
    site = f"# content/countries/lu.yml\nlocales: [fr]\ncontacts:\n  - post: {post}\n"
    (problem,) = problems_of(tmp_path, site)
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)


def test_an_address_of_the_group_names_its_country(tmp_path: Path) -> None:
    post = "{street: Weg 1, city: Ort}"
    site = f"# content/countries/group.yml\nlocales: [en]\ncontacts:\n  - post: {post}\n"
    (problem,) = problems_of(tmp_path, site)
    assert (problem.code, problem.message) == (
        "contact-address",
        "This postal address has no country.",
    )


def test_a_text_by_language_is_no_address(tmp_path: Path) -> None:
    content = "locales: [fr]\ncontacts:\n  - post: {fr: À l’adresse connue, de: Wie immer}\n"
    site = _site(tmp_path, content)
    assert "À l’adresse connue" in words(page(site, "lu/fr/contact"))
    assert "<address" not in page(site, "lu/fr/contact")


def test_the_shipped_contacts_have_no_warning() -> None:
    root = Path(__file__).parent.parent
    assert [p for p in find_problems(examine(root, AT)) if p.code == "contact-phone"] == []


@pytest.mark.parametrize(
    ("contact", "message", "hint"),
    [
        (
            "{email: a@example.org, phone: '112'}",
            "A contact can have only one channel, but this one has “email” and “phone”.",
            "Keep `email` here, and write a separate contact for each other one.",
        ),
        (
            "{purposes: [{en: Help}]}",
            "This contact does not say how to reach you.",
            "Add `email`, `phone`, `form` or `post`, such as `email: help@example.org`.",
        ),
    ],
)
def test_a_contact_with_no_channel_or_several_is_told_what_to_write(
    contact: str, message: str, hint: str, tmp_path: Path
) -> None:
    content = f"# content/countries/be.yml\nlocales: [en]\ncontacts: [{contact}]\n"
    (problem,) = problems_of(tmp_path, content)
    assert (problem.code, problem.message, problem.hint) == ("contact-channel", message, hint)
