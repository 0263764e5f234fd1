"""Plain text is plain: what mails, short texts, calendars, the API and the search get."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.announcing.gsm import in_alphabet, sms_parts
from site_builder.markdown.plain_text import one_line, plain_text
from site_builder.markdown.render import render_markdown
from tests.sites import build_site, page, run_command, write_site

SITE = """\
# content/countries/group.yml
locales: [en]
# content/faq/categories.yml
data: Data
# content/faq/data/which.yml
question: "Which < all?"
answer: "Below `< 5 °C` **no** [contact](contact)."
updated: 2022-07-03
# status/outage/incident.yml
title: Outage & more
started: 2022-07-01
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02 10:00
next_update: 2023-01-05
text: |
  Water < 5 °C, **bold**, [x](contact), [mail](mailto:a@example.org).

  - one
  - two

  1. first
"""


def _html(markdown: str) -> str:
    return render_markdown(markdown, False).fill(str, lambda path: f"https://example.org/{path}", 4)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Water < 5 °C & `a<b`", "Water < 5 °C & a<b"),
        ("**bold** *soft* ***both***", "bold soft both"),
        ("[x](contact)", "x (https://example.org/contact)"),
        ("[a@b.example](mailto:a@b.example)", "a@b.example"),
        ("[write](mailto:a@b.example?subject=s)", "write (a@b.example)"),
        ("[call](tel:+352123)", "call (+352123)"),
        ("<https://example.org/>", "https://example.org/"),
        ("# Head\n\nText", "Head\n\nText"),
        ("one\ntwo", "one two"),
        ("one\\\ntwo", "one\ntwo"),
        ("- a\n- b\n  - c\n\nEnd", "- a\n- b\n  - c\n\nEnd"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("> said\n\nEnd", "> said\n\nEnd"),
        ("```\na  <b>\n  c\n```", "a  <b>\n  c"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | |", "a · b\n1 · 2\n3"),
        ("5\u00a0000\u202f€", "5\u00a0000\u202f€"),
    ],
)
def test_a_text_without_its_marks(markdown: str, plain: str) -> None:
    assert plain_text(_html(markdown)) == plain


def test_a_line_of_words_has_no_dashes_and_addresses() -> None:
    assert one_line(_html("See [x](y):\n\n- a\n- b")) == "See x: a b"


@given(st.text(alphabet="ab*_`[]()<>&#-> \n1.|\\", max_size=60))
def test_any_markdown_has_a_plain_text(markdown: str) -> None:
    text = plain_text(_html(markdown))
    assert "&lt;" not in text
    assert "</" not in text or "</" in markdown


def test_every_plain_text_of_a_site_is_plain(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    site = build_site(root)
    base = "https://status.example.org/info/group/en"
    options = ("announce", "-f", str(root / "mkdocs.yml"), "--since", "2022-07-01")
    mail = run_command(*options, "--at", "2022-07-03").stdout
    text = f"Water < 5 °C, bold, x ({base}/contact/), mail (a@example.org)."
    assert f"\n\n{text}\n\n- one\n- two\n\n1. first\n\n" in mail
    told = json.loads(run_command(*options, "--at", "2022-07-02 12:00", "--format", "json").stdout)
    assert told[0]["subject"] == "Outage & more: Investigating"
    read = json.loads((site / "group/en/api/v2/incidents.json").read_text())
    body = "Water < 5 °C, bold, x, mail (a@example.org).\n\n- one\n- two\n\n1. first"
    assert read["incidents"][0]["incident_updates"][0]["body"] == body
    index = json.loads((site / "group/en/search.json").read_text())["docs"]
    found = {document["location"]: document.get("text") for document in index}
    assert found["faq/#which"] == "Below < 5 °C no contact."
    told = page(site, "group/en/incidents/outage").partition("ld+json")[2]
    assert '"headline":"Outage & more"' in told


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("l’été\u202f: «\u00a0là\u00a0» – 5\u00a0€…", 'l\'été : " là " - 5 €...'),
        ("„Übung“ · déjà vu", '"Übung" - déjà vu'),
        # One letter outside takes the whole text out: no letter is put in place of another.
        ("Łódź – „tak”…", "Łódź – „tak”…"),
        ("Où est l’aîné\u00a0?", "Où est l’aîné\u00a0?"),
        ("今すぐ…", "今すぐ…"),
    ],
)
def test_a_short_text_stays_in_the_alphabet_if_its_letters_do(text: str, sent: str) -> None:
    assert in_alphabet(text) == sent


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("€" * 80, 1),
        # 3GPP TS 23.038, 6.1.2.1.1: the escape and its character are in one part.
        ("a" * 152 + "€" + "a" * 152, 3),
        ("a" * 153 + "€" + "a" * 151, 2),
        ("ą" * 70, 1),
        ("ą" * 134, 2),
        # A character of two units is in one part.
        ("ą" * 66 + "😀" + "ą" * 66, 3),
    ],
)
def test_parts_tear_no_character(text: str, parts: int) -> None:
    assert sms_parts(text) == parts


_PIECES = st.sampled_from(
    ["word", " ", "\n", "\n\n", "- ", "1. ", "> ", "**", "*", "`", "[x](faq)", "# ", "<b>", "&lt;",
     "&amp;", "a < b", "\u00a0", "https://example.org/", "~~", "| a |\n|---|\n| b |\n", "[^1]",
     "\n\n[^1]: note\n", "\\", "    ", "```\n", "é", "\u2028", "![x](files/a.png)", "{", "</p>"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_one_line_is_the_plain_text_without_its_lines(text: str) -> None:
    html = render_markdown(text, False).html
    slow = " ".join(re.split(r"[ \t\r\n\f]+", plain_text(html, only_words=True))).strip()
    assert one_line(html) == slow
