"""The example of three years and 120 incidents, as its readers and their programs meet it."""

from __future__ import annotations

import gzip
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml.html import HtmlElement, fromstring

from tests.conftest import ROOT
from tests.sites import everything, page, run_command, words

EXAMPLE = ROOT / "examples/postwherry"
EDITIONS = ("group/en", "de/en-GB", "de/de", "us/en")
OUTAGE = "incidents/2025-02-18-us-storage"


def _page(site: Path, address: str) -> HtmlElement:
    return fromstring(page(site, address))


def _api(site: Path, edition: str, name: str) -> Any:
    return json.loads((site / edition / "api/v2" / f"{name}.json").read_text("utf-8"))


def _incident(site: Path, edition: str, id: str, kind: str = "incidents") -> Any:
    [found] = [
        i for i in _api(site, edition, kind)[_key(kind)] if i["shortlink"].endswith(f"/{id}/")
    ]
    return found


def _key(kind: str) -> str:
    return "scheduled_maintenances" if kind.startswith("scheduled") else "incidents"


def _names(site: Path, edition: str, kind: str) -> list[str]:
    return [i["shortlink"].split("/")[-2] for i in _api(site, edition, kind)[_key(kind)]]


def _states(site: Path, edition: str) -> dict[str, str]:
    components = _api(site, edition, "components")["components"]
    return {c["name"]: c["status"] for c in components if not c["group"]}


def _updates(site: Path, address: str) -> list[str]:
    return [
        str(id) for id in _page(site, address).xpath("//article//article/@id") if id[:2] == "20"
    ]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


# The whole


def test_it_has_120_incidents_and_maintenance_over_three_years() -> None:
    assert len(list(EXAMPLE.glob("status/*/incident.yml"))) == 120
    assert len(list(EXAMPLE.glob("status/*/maintenance.yml"))) >= 20
    updates = [p for p in EXAMPLE.glob("status/*/20*") if not p.name.endswith(".de.md")]
    assert len(updates) > 400


def test_its_only_warnings_are_the_two_promises_that_were_not_kept() -> None:
    result = run_command("check", "-f", str(EXAMPLE / "mkdocs.yml"), "--at", "2026-11-25")
    assert re.findall(r"^\w+\[([\w-]+)\]", result.stdout, re.MULTILINE) == ["promise-past"] * 2
    assert "0 errors" in result.stdout


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_month_of_three_years_has_its_page(edition: str, history: Path) -> None:
    months = {p.parent.name for p in history.glob(f"{edition}/history/*/index.html")}
    assert len(months) == 37
    assert (min(months), max(months)) == ("2023-11", "2026-11")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_update_is_in_the_feed_or_its_archive(edition: str, history: Path) -> None:
    ids = {
        entry.id
        for feed in (history / edition).glob("**/*.atom")
        if feed.name == "history.atom" or feed.parent.name == "archive"
        for entry in feedparser.parse(feed.read_bytes()).entries
    }
    shown = sum(
        len(_updates(history, f"{edition}/incidents/{p.parent.name}"))
        for p in history.glob(f"{edition}/incidents/*/index.html")
    )
    assert len(ids) >= shown


@pytest.mark.parametrize("edition", EDITIONS)
def test_its_lite_page_stays_small(edition: str, history: Path) -> None:
    assert len(gzip.compress((history / edition / "lite/index.html").read_bytes(), 9)) <= 14_000


def test_what_is_announced_later_is_nowhere(history: Path) -> None:
    assert b"2026-12-12-smtp-ports" not in everything(history)
    assert b"port 25 closes" not in everything(history)


# The situation at the moment of the build: 20 November 2026, 15:30 UTC


@pytest.mark.parametrize(
    ("edition", "open_incidents"),
    [
        ("group/en", ["2026-11-17-slow-provider"]),
        ("de/de", ["2026-11-20-letters-format", "2026-11-17-slow-provider"]),
        ("us/en", ["2026-11-20-sms-us", "2026-11-17-slow-provider"]),
    ],
)
def test_each_region_has_its_own_open_incidents(
    edition: str, open_incidents: list[str], history: Path
) -> None:
    assert set(_names(history, edition, "incidents/unresolved")) == set(open_incidents)


@pytest.mark.parametrize(
    ("edition", "service", "state"),
    [
        ("us/en", "Text messages", "partial_outage"),
        ("us/en", "Short codes", "degraded_performance"),
        ("us/en", "Email delivery", "degraded_performance"),
        ("de/en-GB", "Text messages", "operational"),
        ("de/en-GB", "Printed letters", "degraded_performance"),
        ("group/en", "Activity search", "under_maintenance"),
        ("group/en", "SMTP relay", "operational"),
    ],
)
def test_each_region_has_its_own_states(
    edition: str, service: str, state: str, history: Path
) -> None:
    assert _states(history, edition)[service] == state


def test_a_service_of_one_region_is_not_in_the_other(history: Path) -> None:
    assert "Printed letters" not in _states(history, "us/en")
    assert "Short codes" not in _states(history, "de/en-GB")


@pytest.mark.parametrize(
    ("edition", "service", "since"),
    [
        ("group/en", "SMTP relay", "2026-01-26T00:00"),
        ("group/en", "Sending API", "2026-10-19T15:45"),
        # Maintenance was planned until 14:00, and completed a quarter of an hour later.
        ("de/en-GB", "SMTP relay", "2026-08-22T14:15"),
        ("us/en", "Inbound mail", "2026-08-19T04:40"),
    ],
)
def test_a_service_works_since_the_end_of_its_newest_incident(
    edition: str, service: str, since: str, history: Path
) -> None:
    components = _api(history, edition, "components")["components"]
    [component] = [c for c in components if c["name"] == service]
    assert component["updated_at"].startswith(since)


def test_maintenance_of_now_and_of_later(history: Path) -> None:
    active = _names(history, "us/en", "scheduled-maintenances/active")
    upcoming = _names(history, "us/en", "scheduled-maintenances/upcoming")
    assert active == ["2026-11-20-search-index"]
    assert upcoming == ["2026-11-28-us-storage-firmware"]
    assert _names(history, "de/de", "scheduled-maintenances/upcoming") == []


def test_announced_maintenance_says_what_it_will_change(history: Path) -> None:
    planned = _incident(
        history, "us/en", "2026-11-28-us-storage-firmware", "scheduled-maintenances"
    )
    changes = {
        c["name"]: (c["old_status"], c["new_status"])
        for c in planned["incident_updates"][0]["affected_components"]
    }
    assert changes == {
        "Email delivery": ("degraded_performance", "under_maintenance"),
        "Inbound mail": ("operational", "under_maintenance"),
    }


def test_the_home_page_shows_the_newest_words_of_each_open_incident(history: Path) -> None:
    text = words(page(history, "us/en"))
    assert "a fault in its message centre in Ohio" in text
    assert "863,000 messages are waiting" in text
    assert "firmware of storage machines" in text


def test_a_promise_that_was_not_kept_is_said(history: Path) -> None:
    html = _page(history, "group/en")
    assert "2026-11-20T12:00+00:00" in [str(m) for m in html.xpath("//article//time/@datetime")]


# Regions, zones, languages


@pytest.mark.parametrize(
    ("incident", "shown", "hidden"),
    [
        ("2024-04-11-eu-network", "de", "us"),
        ("2025-02-04-short-codes", "us", "de"),
        ("2025-02-18-us-storage", "us", "de"),
        ("2025-02-18-us-storage", "group", "de"),
    ],
)
def test_an_incident_of_one_region_is_nowhere_in_the_other(
    incident: str, shown: str, hidden: str, history: Path
) -> None:
    assert list(history.glob(f"{shown}/*/incidents/{incident}/index.html"))
    assert not list(history.glob(f"{hidden}/*/incidents/{incident}"))


def test_a_link_to_what_an_edition_does_not_show_is_plain_text(history: Path) -> None:
    html = _page(history, "de/en-GB/incidents/2025-02-18-dashboard-eu")
    assert "an outage of its own" in words(
        page(history, "de/en-GB/incidents/2025-02-18-dashboard-eu")
    )
    assert not html.xpath('//article//a[contains(@href, "us-storage")]')


@pytest.mark.parametrize(
    ("edition", "month"),
    [("group/en", "2026-06"), ("us/en", "2026-06"), ("de/en-GB", "2026-07"), ("de/de", "2026-07")],
)
def test_an_update_near_midnight_is_in_the_month_of_its_readers(
    edition: str, month: str, history: Path
) -> None:
    months = [
        p.parent.name
        for p in history.glob(f"{edition}/history/*/index.html")
        if "2026-06-30-report-links" in p.read_text("utf-8")
    ]
    assert months == [month]


@pytest.mark.parametrize(
    ("edition", "incident", "moments"),
    [
        # 1:35 is the hour's second run, as its offset says.
        ("us/en", "2024-11-03-digests-twice", {"2024-11-03T01:00-05:00", "2024-11-03T01:35-05:00"}),
        ("de/de", "2025-10-26-night-hour", {"2025-10-26T02:40+02:00", "2025-10-26T02:15+01:00"}),
        ("de/de", "2024-12-31-new-year", {"2024-12-31T23:50+01:00", "2025-01-01T01:10+01:00"}),
    ],
)
def test_moments_of_a_night_keep_their_order(
    edition: str, incident: str, moments: set[str], history: Path
) -> None:
    html = _page(history, f"{edition}/incidents/{incident}")
    assert moments <= {str(m) for m in html.xpath("//article//time/@datetime")}


def test_updates_of_the_doubled_hour_are_in_the_order_of_time(history: Path) -> None:
    address = "de/de/incidents/2025-10-26-night-hour"
    assert _updates(history, address) == [
        "2025-10-26-4",
        "2025-10-26-3",
        "2025-10-26-2",
        "2025-10-26",
    ]


def test_maintenance_across_the_change_of_the_clock_lasts_90_minutes(history: Path) -> None:
    window = _incident(history, "de/de", "2026-10-25-eu-clock", "scheduled-maintenances")
    start, end = _moment(window["scheduled_for"]), _moment(window["scheduled_until"])
    assert (end - start).total_seconds() == 90 * 60


@pytest.mark.parametrize(
    ("edition", "shown"),
    [
        ("us/en", "smtp.us.postwherry.example.com"),
        ("de/de", "smtp.eu.postwherry.example.com"),
        ("group/en", "smtp.postwherry.example.com"),
    ],
)
def test_each_region_has_its_own_facts(edition: str, shown: str, history: Path) -> None:
    assert shown in words(page(history, f"{edition}/faq"))


def test_a_figure_keeps_the_value_of_its_day(history: Path) -> None:
    english = words(page(history, "group/en/incidents/2026-11-17-slow-provider"))
    assert re.findall(r"[\d,]+(?= messages are waiting)", english) == [
        "863,000",
        "1,146,000",
        "412,000",
    ]
    german = words(page(history, "de/de/incidents/2026-11-17-slow-provider"))
    assert "1.146.000 Nachrichten" in german


def test_a_promise_of_2023_is_not_rewritten(history: Path) -> None:
    old = words(page(history, "us/en/incidents/2023-12-12-webhook-signatures"))
    assert "within 48 hours" in old
    assert "72 hours" in words(page(history, "us/en"))


@pytest.mark.parametrize(
    ("incident", "language"),
    [("2026-10-13-eu-storage", "de"), ("2024-04-11-eu-network", "en")],
)
def test_recent_incidents_are_german_and_old_ones_say_that_they_are_not(
    incident: str, language: str, history: Path
) -> None:
    html = _page(history, f"de/de/incidents/{incident}")
    texts = html.xpath('//article//article//div[@class="text"]')
    spoken = {(t.xpath("ancestor-or-self::*[@lang][1]/@lang") or ["de"])[0][:2] for t in texts}
    assert spoken == {language}
    assert ("Englisch" in words(page(history, f"de/de/incidents/{incident}"))) == (language == "en")


def test_english_is_written_as_each_region_writes_it(history: Path) -> None:
    incident = "incidents/2026-10-06-tls-chain"
    assert "Oct 6, 2026" in words(page(history, f"us/en/{incident}"))
    assert "6 Oct 2026" in words(page(history, f"de/en-GB/{incident}"))


# Incidents over time


def test_twelve_updates_of_one_day_stand_in_natural_order(history: Path) -> None:
    expected = ["2025-02-27-postmortem", *(f"2025-02-18-{n}" for n in range(12, 0, -1))]
    assert _updates(history, f"us/en/{OUTAGE}") == expected


def test_an_update_without_a_status_keeps_the_one_before(history: Path) -> None:
    updates = _incident(history, "us/en", "2026-10-19-api-overload")["incident_updates"]
    assert [u["status"] for u in reversed(updates)] == [
        "investigating",
        "identified",
        "identified",
        "identified",
        "identified",
        "monitoring",
        "resolved",
        "postmortem",
    ]


def test_a_postmortem_leaves_the_incident_resolved_when_it_was(history: Path) -> None:
    incident = _incident(history, "us/en", "2026-10-19-api-overload")
    assert incident["status"] == "postmortem"
    assert _moment(incident["resolved_at"]) == _moment("2026-10-19T17:30:00+00:00")


def test_an_incident_says_how_long_it_lasted(history: Path) -> None:
    assert "8 hours and 48 minutes" in words(page(history, f"us/en/{OUTAGE}"))


def test_an_incident_that_came_back_is_resolved_at_its_last_end(history: Path) -> None:
    incident = _incident(history, "de/de", "2026-07-22-heat-queue")
    assert [u["status"] for u in reversed(incident["incident_updates"])] == [
        "investigating",
        "identified",
        "monitoring",
        "investigating",
        "identified",
        "monitoring",
        "resolved",
    ]
    assert _moment(incident["resolved_at"]) == _moment("2026-07-22T20:00:00+02:00")


def test_a_cause_that_was_wrong_leads_to_the_right_one(history: Path) -> None:
    html = _page(history, "group/en/incidents/2025-04-15-api-timeouts")
    links = html.xpath('//article//article[@id="2025-04-15-3"]//a/@href')
    assert any(str(link).endswith("#2025-04-15-5") for link in links)


def test_a_question_says_what_an_update_changed(history: Path) -> None:
    [section] = _page(history, "us/en/faq").xpath('//article//article[contains(@id, "new-keys")]')
    assert "limits of a new key" in section.text_content()
    assert section.xpath('.//a[contains(@href, "2025-03-13-bulk-complaints")]')


def test_what_was_written_afterwards_says_so(history: Path) -> None:
    html = _page(history, "group/en/incidents/2025-11-22-night-smtp")
    moments = {str(m) for m in html.xpath("//article//article//time/@datetime")}
    assert {"2025-11-22T02:31+00:00", "2025-11-24T10:00+00:00"} <= moments


def test_a_correction_is_shown_and_is_news_of_its_own(history: Path) -> None:
    text = words(page(history, "group/en/incidents/2024-09-24-export-mixup"))
    assert "It was 23 September" in text
    corrected = [
        entry
        for feed in history.glob("group/en/archive/*.atom")
        for entry in feedparser.parse(feed.read_bytes()).entries
        if "It was 23 September" in str(entry)
    ]
    assert corrected


def test_an_earlier_address_leads_to_the_incident(history: Path) -> None:
    old = (history / "us/en/incidents/2025-02-18-us-outage/index.html").read_text("utf-8")
    assert "2025-02-18-us-storage" in old


def test_markdown_of_a_postmortem_arrives(history: Path) -> None:
    [body] = _page(history, f"us/en/{OUTAGE}").xpath(
        '//article//article[@id="2025-02-27-postmortem"]'
    )
    assert len(body.xpath(".//table//tr")) == 7
    [code] = _page(history, "us/en/incidents/2026-10-19-api-overload").xpath("//article//pre")
    assert 'backoff="exponential"' in code.text_content()


# Maintenance


def test_cancelled_maintenance_changed_nothing(history: Path) -> None:
    text = words(page(history, "us/en/incidents/2024-05-25-us-datacentre"))
    assert "Cancelled" in text
    assert "Under maintenance" not in text


# Programs


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_title_in_a_feed_is_only_a_date(edition: str, history: Path) -> None:
    feed = feedparser.parse((history / edition / "history.rss").read_bytes())
    titles = [entry.title for entry in feed.entries]
    assert len(titles) == 50
    assert not [t for t in titles if re.match("Statement of|Situation|Mitteilung|Stand", t)]


def test_subscribers_of_a_service_hear_the_whole_incident(history: Path) -> None:
    feed = feedparser.parse((history / "us/en/services/webhooks/feed.rss").read_bytes())
    links = [entry.link for entry in feed.entries if "2026-11-11-bounce-webhook" in entry.link]
    assert [link.partition("#")[2] for link in links] == [
        "2026-11-11-3",
        "2026-11-11-2",
        "2026-11-11",
    ]


def test_programs_find_the_status_of_both_regions_at_the_root(history: Path) -> None:
    at_root = json.loads((history / "api/v2/summary.json").read_text("utf-8"))
    assert at_root["page"]["id"] == _api(history, "group/en", "summary")["page"]["id"]
    assert (history / "history.rss").is_file()


def test_the_calendar_has_the_windows_of_a_year(history: Path) -> None:
    # RFC 5545 3.1: long lines are folded.
    calendar = (history / "us/en/maintenance.ics").read_bytes().replace(b"\r\n ", b"")
    assert b"2026-11-28-us-storage-firmware" in calendar
    assert b"2024-05-25-us-datacentre" not in calendar
