"""What an update without a title is called, on its incident's page and wherever it stands alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml.html import HtmlElement, fromstring

from tests.sites import build_site, page, run_command, words, write_site

SITE = """\
# content/site.yml
source: en
# content/countries/lu.yml
locales: [en, de, fr, pl]
# content/faq/categories.yml
data: {en: Data}
# content/faq/data/which.yml
question: {en: "Which?", de: "Welche?", fr: "Lesquelles ?", pl: "Jakie?"}
answer: {en: None., de: Keine., fr: Aucune., pl: Brak.}
updated: 2022-07-01
supersedes: outage/2022-07-02
# status/outage/incident.yml
title: {en: Outage, de: Ausfall, fr: Panne}
started: 2022-07-01
# status/outage/2022-07-02.yml
status: investigating
as_of: 2022-07-02
text: {en: First., de: Eins., fr: Un., pl: Jeden.}
# status/outage/2022-07-03.yml
status: identified
published: 2022-07-03 10:00
text: {en: Second., de: Zwei., fr: Deux., pl: Dwa.}
corrections: [{at: 2022-07-04, note: {en: Wrong., de: Falsch., fr: Faux., pl: Błąd.}}]
supersedes: 2022-07-02
# status/outage/2022-07-05.yml
status: resolved
published: 2022-07-05 10:00
title: {en: All is well, de: Alles gut, fr: Tout va bien, pl: Wszystko działa}
text: {en: Third., de: Drei., fr: Trois., pl: Trzy.}
# status/works/maintenance.yml
title: {en: New servers}
starts: 2023-02-10 08:00
ends: 2023-02-10 12:00
services: []
published: 2022-08-01 10:00
text: {en: The app is closed.}
# status/works/2022-09-01.yml
status: scheduled
published: 2022-09-01 09:00
text: {en: As planned.}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(write_site(tmp_path_factory.mktemp("titles"), SITE))


def _feed(site: Path, edition: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((site / edition / "feed.json").read_text())["items"]
    return items


def test_feeds_name_incident_and_status(site: Path) -> None:
    expected = [
        "New servers: Scheduled",
        "New servers: Scheduled",
        "All is well",
        "Correction to: Outage: Cause identified",
        "Outage: Cause identified",
        "Outage: Investigating",
        "Which?",
    ]
    assert [item["title"] for item in _feed(site, "lu/en")] == expected
    for ending in ("rss", "atom"):
        feed = feedparser.parse((site / f"lu/en/feed.{ending}").read_bytes())
        assert [entry.title for entry in feed.entries] == expected


@pytest.mark.parametrize(
    ("edition", "title"),
    [("lu/de", "Ausfall: Ursache bekannt"), ("lu/fr", "Panne\u00a0: Cause identifiée")],
)
def test_names_have_the_signs_of_their_language(edition: str, title: str, site: Path) -> None:
    assert _feed(site, edition)[4]["title"] == title
    assert title.replace("\u00a0", " ") in words(page(site, f"{edition}/history")).replace(
        "\u00a0", " "
    )


def test_an_update_with_a_title_says_in_its_first_line_what_it_is_of(site: Path) -> None:
    [entry] = [item for item in _feed(site, "lu/en") if item["title"] == "All is well"]
    assert words(entry["content_html"]).startswith("Outage: Resolved July 1 – 5, 2022 (5 days)")
    assert entry["tags"] == ["Outage"]
    history = words(page(site, "lu/en/history"))
    assert " · Outage: Resolved" in history


def test_the_page_of_an_incident_names_its_updates_by_their_dates(site: Path) -> None:
    html = page(site, "lu/en/incidents/outage")
    links = fromstring(html).xpath("//article//article//h3/a")
    headings = [link.text_content() for link in links]
    assert headings[0] == "All is well"
    assert headings[1].startswith("Statement of Jul 3, 2022")
    assert headings[2] == "Situation as of Jul 2, 2022"
    assert "Replaces “Situation as of Jul 2, 2022”" in words(html)


def test_other_pages_name_them_by_incident_and_status(site: Path) -> None:
    assert "Replaces “Outage: Investigating”" in words(page(site, "lu/en/faq"))
    for address in ("lu/en", "lu/en/history", "lu/en/history/2022-07", "lu/en/lite"):
        said = words(page(site, address))
        assert "Outage: Cause identified" in said, address
        assert "Statement of" not in said, address


def test_programs_read_the_same_names(site: Path) -> None:
    index = json.loads((site / "lu/en/search.json").read_text())["docs"]
    [found] = [d for d in index if d["location"] == "incidents/outage/#2022-07-02"]
    assert found["title"] == "Outage: Investigating"
    assert found["text"] == "Situation as of July 2, 2022 First."
    [script] = fromstring(page(site, "lu/en/incidents/outage")).xpath(
        '//script[@type="application/ld+json"]'
    )
    updates = json.loads(script.text)["liveBlogUpdate"]
    assert [update["headline"] for update in updates][1] == "Outage: Cause identified"
    calendar = (site / "lu/en/maintenance.ics").read_bytes().decode().replace("\r\n ", "")
    assert r"\n\nNew servers: Scheduled\n\nAs planned." in calendar
    [incident] = json.loads((site / "lu/en/api/v2/incidents.json").read_text())["incidents"]
    assert incident["incident_updates"][2]["body"] == (
        "First.\n\nSuperseded by “Outage: Cause identified”\n\nSuperseded by “Which?”"
    )
    assert incident["incident_updates"][1]["body"].startswith(
        "Second.\n\nText corrected July 4, 2022\n"
    )


def _language(element: HtmlElement) -> str:
    return str(element.xpath("ancestor-or-self::*[@lang][1]/@lang")[0])


def test_only_the_incident_of_a_name_is_in_another_language(site: Path) -> None:
    [link] = fromstring(page(site, "lu/pl/history/2022-07")).xpath(
        '//ol//a[contains(@href, "#2022-07-03")]'
    )
    assert link.text_content() == "Outage: Ustalono przyczynę"
    assert (_language(link), [_language(s) for s in link.xpath("span")]) == ("pl", ["en"])


def _announce(root: Path, *options: str) -> str:
    result = run_command("announce", "-f", str(root / "mkdocs.yml"), "--at", "2022-07-20", *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_mails_and_short_texts_name_them_too(site: Path) -> None:
    since = ("--since", "2022-06-01", "--edition", "lu/en")
    mail = _announce(site.parent, *since)
    assert "\n\nOutage: Cause identified\n\n" in mail
    assert "All is well\n\nOutage: Resolved\n\n" in mail
    short = _announce(site.parent, *since, "--format", "short").splitlines()
    base = "https://status.example.org/info/lu/en"
    assert short[:3] == [
        f"Example - Outage: Resolved. All is well. Third. {base}/incidents/outage/#2022-07-05",
        "Example - Correction to: Outage: Cause identified. Wrong. "
        f"{base}/incidents/outage/#2022-07-03/correction-2022-07-04",
        f"Example - Outage: Cause identified. Second. {base}/incidents/outage/#2022-07-03",
    ]


COLON = """\
# content/countries/lu.yml
locales: [en, fr]
# status/hooks/incident.yml
title: {en: "Webhooks: a wrong certificate", fr: "Webhooks : certificat erroné"}
started: 2022-07-01
# status/hooks/2022-07-02.yml
status: resolved
published: 2022-07-02 10:00
text: {en: Done., fr: Fini.}
"""


def test_a_title_with_a_colon_is_joined_to_its_status_by_a_dash(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, COLON), "2022-08-01")
    named = "Webhooks: a wrong certificate – Resolved"
    assert named in words(page(site, "lu/en"))
    assert named in words(page(site, "lu/en/history"))
    [entry] = feedparser.parse(site / "lu/en/feed.rss").entries
    assert entry.title == named
    [entry] = feedparser.parse(site / "lu/fr/feed.rss").entries
    assert entry.title.startswith("Webhooks : certificat erroné – ")


def test_a_rumour_never_stands_as_a_claim(tmp_path: Path) -> None:
    """Wherever its title goes, it says first that it is a rumour."""
    claim = "The water is poisoned"
    text = f"""\
# content/countries/lu.yml
locales: [en, fr]
# content/faq/categories.yml
rumours: {{en: Rumours}}
# content/faq/rumours/water.yml
kind: rumour
question: {{en: "{claim}"}}
answer: {{en: It is safe to drink.}}
updated: 2022-07-27
answer_by: 2023-01-31
corrections: [{{at: 2022-08-01, note: {{en: More tests.}}}}]
# status/outage/incident.yml
title: {{en: Outage}}
started: 2022-07-25
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
supersedes: faq/rumours/water
text: {{en: "See [this](faq/rumours/water)."}}
"""
    site = build_site(write_site(tmp_path, text))
    tag = r"(?:<|&lt;|\\u003c)[^>]*?(?:>|&gt;)"
    label = re.compile(rf"(?:Rumour|Rumeur)\s?: (?:{tag})*$")
    formats = {".html", ".md", ".json", ".rss", ".atom", ".ics"}
    seen = set()
    for path in (path for path in site.rglob("*") if path.suffix in formats):
        content = path.read_text("utf-8").replace("\r\n ", "")
        for match in re.finditer(claim, content):
            before = content[: match.start()][-120:]
            assert label.search(before), (path, before)
            seen.add(path.suffix)
    assert seen == formats
