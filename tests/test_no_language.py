"""Sentences that are written without a language, in sites of one and of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.checking.rules.no_language import is_sentence
from tests.sites import problems_of

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/countries/pl.yml
locales: [pl]
# content/countries/gb.yml
locales: [en, en-IE]
# status/outage/incident.yml
title: Web portal
started: 2022-07-25
# status/outage/2022-07-25.yml
status: monitoring
published: 2022-07-25
"""


def test_the_map_to_write_is_shown(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, SITE + "source: en\ntext: It's being repaired.\n")
    assert (problem.code, problem.severity) == ("no-language", "warning")
    assert (problem.place.line, problem.place.column) == (4, 7)
    assert problem.message == (
        "This sentence has no language, but readers of several see it: en, fr, de, pl."
    )
    assert problem.hint == (
        "Write `text: {en: 'It''s being repaired.', fr: ..., de: ..., pl: ...}`."
    )


def test_a_long_text_gets_lines_of_its_own(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, SITE + "source: fr\ntext: |\n  One line.\n\n  Two lines.\n")
    assert problem.hint == (
        "Below `text:`, add a line for each language, such as `fr: |`, `en: |`, "
        "`de: |`, with the indented text in that language below it."
    )


def test_readers_of_one_language_need_no_map(tmp_path: Path) -> None:
    assert problems_of(tmp_path, SITE + "countries: [gb]\ntext: It is being repaired.\n") == ()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (("text",), "It is down.", True),
        (("text",), "{count} %", False),
        (("facts", "host"), "smtp.eu.mail.example.com", False),
        (("text",), "[Portal](https://example.org/a-long-path/of-words)", False),
        (("text",), "数据正在恢复", True),
        (("text",), "ระบบใช้งานไม่ได้", True),
        (("corrections", 0, "note"), "Not 3 but 4 files.", True),
        (("contacts", 0, "note"), "24/7", False),
        (("title",), "Web portal outage", False),
        (("title",), "The web portal is down again", True),
        (("title",), "Everything works again.", True),
        (("question",), "What happened?", True),
        (("question",), "Passwords", False),
        (("web", "name"), "Portal for tenants, owners and managers", False),
        (("audiences", "tenants"), "Tenants and owners of flats", False),
        (("letter", "value"), "Müller & Söhne GmbH", False),
        (("host",), "smtp.eu.mail.example.com", False),
        (("text",), "https://status.example.org/one/two/three", False),
        (("letter",), "a letter from us to you", True),
        (("contacts", 0, "purposes", 1), "Bills and statements", False),
    ],
)
def test_names_and_short_titles_stand_alone(
    path: tuple[str | int, ...], text: str, expected: bool
) -> None:
    assert is_sentence(path, text) is expected


@pytest.mark.parametrize(
    ("written", "meant"),
    [("cat", "ca"), ("dk", "da"), ("iw", "he"), ("pt_br", "pt-BR"), ("jp", "ja"), ("ger", "de")],
)
def test_another_id_of_a_language_is_an_error_with_the_right_one(
    written: str, meant: str, tmp_path: Path
) -> None:
    site = f"# content/countries/lu.yml\nlocales: [fr]\nname: {{fr: Lux, {written}: Lux}}\n"
    [problem] = problems_of(tmp_path, site)
    assert (problem.code, problem.hint) == ("unknown-locale", f"Write `{meant}`.")


def test_a_text_may_be_in_a_language_that_no_edition_has(tmp_path: Path) -> None:
    site = "# content/countries/lu.yml\nlocales: [fr]\nname: {fr: Lux, es: Lux, zh-Hant: 盧森堡}\n"
    assert problems_of(tmp_path, site) == ()
