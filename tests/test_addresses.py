"""Addresses: one rule for links in texts, contacts, footers and mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import fromstring

from site_builder.model.url import is_link
from tests.planted import csv
from tests.sites import MKDOCS, OUTAGE, build_site, page, problems_of, run_command, write_site

GOOD = [
    "https://example.org/a?b=c#d",
    "HTTP://example.org:8080",
    "https://[2001:db8::1]:8443/x",
    "https://bücher.example/ä",
    "https://example.org./",
    "mailto:a@example.org?subject=x",
    "tel:+352260000",
    "faq/data/which#data",
]
BAD = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/",
    "/etc/passwd",
    "\\\\evil.example\\x",
    "https:\\\\evil.example",
    "https://user:secret@example.org/",
    "https://user@example.org/",
    "https://example.org:99999999/",
    "https://example.org:x/",
    "https:///path",
    "https://",
    "http://[::1",
    "https://.",
    "https://example..org/",
    "https://example.org/{missing}",
    "https://example.org/`x`",
    "https://a b/",
    "https://example.org/\x00",
    "https://example.org/\u202egpj.exe",
    'https://example.org/"onclick="x',
    "https://example.org/<b>",
    "mailto:",
    "faq/../../secret",
]


@pytest.mark.parametrize("target", GOOD)
def test_people_may_link_to(target: str) -> None:
    assert is_link(target)


@pytest.mark.parametrize("target", BAD)
def test_no_link_leads_to(target: str) -> None:
    assert not is_link(target)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "https://a:b@example.org/"])
@pytest.mark.parametrize(
    "use",
    [
        '# content/countries/lu.yml\nlocales: [fr]\nlinks: [{title: {fr: T}, url: "{bad}"}]\n',
        "# content/pages/about.fr.md\n---\ntitle: T\npublished: 2022-07-01\n---\n[x]({bad})\n",
    ],
)
def test_a_fact_that_makes_a_forbidden_link_is_an_error(
    use: str, value: str, tmp_path: Path
) -> None:
    (problem,) = [
        p
        for p in problems_of(
            tmp_path, f'{OUTAGE}{use}# content/facts.yml\nbad: {{fr: "{value}"}}\n'
        )
        if p.is_error
    ]
    assert problem.code == "forbidden-link"
    assert (
        f"With the fact “bad”, this would link to “{value}”, which is not allowed."
        in problem.message
    )
    assert problem.place.file != "content/facts.yml"


@pytest.mark.parametrize(
    ("url", "facts", "said"),
    [
        (
            "{a}{b}",
            'a: java\nb: "script:x"',
            "the facts “a” and “b”, this would link to “javascript:x”",
        ),
        ("java{b}", 'b: "script:x"', "the fact “b”, this would link to “javascript:x”"),
        (
            "https://{b}/",
            'b: "me:pw@example.org"',
            "this would link to “https://me:pw@example.org/”",
        ),
        ("https://example.org/{b}", "b: 146000", "this would link to “https://example.org/146"),
        ("{b}", "b: nowhere", "this would link to “nowhere”"),
    ],
)
def test_every_fact_in_an_address_counts(url: str, facts: str, said: str, tmp_path: Path) -> None:
    links = f'links: [{{title: {{fr: T}}, url: "{url}"}}]\n'
    text = OUTAGE.replace("locales: [fr]\n", f"locales: [fr]\n{links}", 1)
    root = write_site(tmp_path, f"{text}# content/facts.yml\n{facts}\n")
    for command in ("check", "build"):
        result = run_command(command, "-f", str(root / "mkdocs.yml"), "--at", "2022-12-31")
        assert result.exit_code == 1
        assert said in result.output


@pytest.mark.parametrize("url", ["nowhere", "faq/no/where", "&#106;avascript:x"])
def test_a_footer_leads_nowhere_in_check_and_in_build_alike(url: str, tmp_path: Path) -> None:
    links = f'links: [{{title: {{fr: T}}, url: "{url}"}}]\n'
    root = write_site(tmp_path, OUTAGE.replace("locales: [fr]\n", f"locales: [fr]\n{links}", 1))
    for command in ("check", "build"):
        result = run_command(command, "-f", str(root / "mkdocs.yml"), "--at", "2022-12-31")
        assert result.exit_code == 1, command
        assert f"“{url}” does not exist" in result.output


def test_a_footer_may_lead_to_a_download(tmp_path: Path) -> None:
    links = "links: [{title: {fr: T}, url: files/hours.csv}]\n"
    root = write_site(tmp_path, OUTAGE.replace("locales: [fr]\n", f"locales: [fr]\n{links}", 1))
    (root / "content/files").mkdir()
    (root / "content/files/hours.csv").write_bytes(csv())
    site = build_site(root)
    (href,) = fromstring(page(site, "lu/fr")).xpath("//footer//a[text()='T']/@href")
    assert (site / "lu/fr" / href).resolve().read_bytes() == csv()


def test_a_fact_may_be_an_address(tmp_path: Path) -> None:
    links = 'links: [{title: {fr: T}, url: "{home}"}, {title: {fr: Q}, url: faq/}]\n'
    text = OUTAGE.replace("locales: [fr]\n", f"locales: [fr]\n{links}", 1)
    text += '# content/facts.yml\nhome: {fr: "https://example.org/", en: "javascript:x"}\n'
    text = text.replace(', en: "javascript:x"', "")
    document = fromstring(page(build_site(write_site(tmp_path, text)), "lu/fr/contact"))
    footer = document.xpath("//footer//a/@href")
    assert "https://example.org/" in footer
    assert "../faq/" in footer


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://status.example.org/info/", "javascript:x", "site_url"),
        ("https://status.example.org/info/", "https://a:b@example.org/", "site_url"),
        ("https://status.example.org/info/", "https://example.org/?x=1", "site_url"),
        ("https://status.example.org/info/", "'https://example.org/\"/'", "site_url"),
    ],
)
def test_the_address_of_the_site_is_a_plain_one(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    root = write_site(tmp_path, OUTAGE)
    assert old in MKDOCS
    (root / "mkdocs.yml").write_text(MKDOCS.replace(old, new))
    for command in ("check", "build"):
        result = run_command(command, "-f", str(root / "mkdocs.yml"))
        assert result.exit_code != 0, command
        assert said in result.output
    assert not (root / "site").exists()
