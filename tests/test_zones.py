"""Time zones: of countries, of headings, and local times that the clocks skip or repeat."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from site_builder.language.zones import zones_of
from site_builder.model.country import CountryId
from site_builder.model.date import parse_date
from site_builder.model.local_time import unclear_time
from tests.sites import build_site, page, problems_of, run_command, words, write_site

AUCKLAND = """\
# content/countries/nz.yml
locales: [en]
time_zone: Pacific/Auckland
# status/outage/incident.yml
title: Outage
started: 2026-08-30
countries: all
# status/outage/2026-08-31.yml
status: investigating
published: 2026-08-31 20:00
text: Looking.
# content/countries/group.yml
locales: [en]
"""


def test_the_history_lists_a_moment_under_the_month_of_the_edition(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, AUCKLAND), "2026-12-31")
    assert "September 2026" in words(page(site, "nz/en/history"))
    assert "Sep 1, 2026, 8:00 AM" in words(page(site, "nz/en/history/2026-09"))
    assert not (site / "nz/en/history/2026-08").exists()
    assert "Aug 31, 2026, 8:00 PM" in words(page(site, "group/en/history/2026-08"))


def test_a_day_stands_above_a_moment_of_the_day_before_it_there(tmp_path: Path) -> None:
    text = AUCKLAND + "# status/outage/2026-08-30.yml\nstatus: investigating\n"
    site = build_site(write_site(tmp_path, text + "as_of: 2026-08-31\ntext: A day."), "2026-12-31")
    told = words(page(site, "nz/en/history"))
    assert told.index("September 2026") < told.index("August 2026")
    assert told.index("Sep 1, 2026") < told.index("Aug 31, 2026")


def test_machines_read_moments_with_the_offset_of_the_edition(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, AUCKLAND), "2026-12-31")
    written = "2026-09-01T08:00+12:00"
    incident = page(site, "nz/en/incidents/outage")
    assert f'datetime="{written}"' in incident
    assert f'"datePublished":"{written}"' in incident
    assert f"updated: {written}" in (site / "nz/en/incidents/outage/index.md").read_text()
    assert f"<lastmod>{written}</lastmod>" in (site / "nz/en/sitemap.xml").read_text()


def _country(id: str, zone: str = "") -> str:
    return f"# content/countries/{id}.yml\nlocales: [en]\n{zone}"


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("lu", "Europe/Luxembourg"),
        ("in", "Asia/Kolkata"),
        ("ua", None),
        ("de", "Europe/Berlin"),
        ("my", "Asia/Kuala_Lumpur"),
        ("us", None),
        ("pt", None),
    ],
)
def test_a_country_has_its_only_zone(country: str, zone: str | None, tmp_path: Path) -> None:
    text = _country(country) + "# content/site.yml\ntime_zone: Asia/Tokyo\n"
    problems = problems_of(tmp_path, text)
    assert [p.code for p in problems] == ([] if zone else ["missing-time-zone"])
    if zone:
        summary = (build_site(tmp_path) / f"{country}/en/api/v2/summary.json").read_text()
        assert f'"time_zone":"{zone}"' in summary


def test_a_country_with_several_zones_is_asked_for_one(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, _country("nz"))
    assert problem.message == "NZ has 2 time zones, and this file does not name one."
    assert problem.hint == (
        "Add `time_zone: Pacific/Auckland`, or choose another: Pacific/Chatham."
    )
    assert problems_of(tmp_path, _country("nz", "time_zone: Pacific/Chatham\n")) == ()


def test_the_group_has_the_zone_of_the_site(tmp_path: Path) -> None:
    text = _country("group") + "# content/site.yml\ntime_zone: Asia/Tokyo\n"
    summary = build_site(write_site(tmp_path, text)) / "group/en/api/v2/summary.json"
    assert '"time_zone":"Asia/Tokyo"' in summary.read_text()


def test_a_zone_without_rules_is_an_error(tmp_path: Path) -> None:
    [problem] = problems_of(
        tmp_path, "# content/countries/lu.yml\nlocales: [fr]\ntime_zone: Etc/Unknown\n"
    )
    assert problem.message == "Unknown time zone “Etc/Unknown”."
    assert "Etc/Unknown" not in problem.hint


def test_countries_have_the_zones_of_cldr() -> None:
    zones = get_global("territory_zones")
    for country, names in zones.items():
        if len(names) == 1 and len(country) == 2:
            assert zones_of(CountryId(country.lower())) == tuple(names)
        assert set(zones_of(CountryId(country.lower()))) <= {*names, "America/Coyhaique"} | (
            {"Antarctica/Troll"} if country == "AQ" else set()
        )


UNCLEAR = """\
# content/countries/lu.yml
locales: [fr]
"""
_SKIPPED = "“2027-03-28 02:30” does not exist in Europe/Luxembourg, because the clocks go forward."
_TWICE = "“2026-10-25 02:30” occurs twice in Europe/Luxembourg, because the clocks go back."
_INCIDENT = "# status/a/incident.yml\ntitle: A\nstarted: 2020\n"
_UPDATE = _INCIDENT + "# status/a/2020.yml\nstatus: investigating\nas_of: 2020\ntext: T\n"
_MAINTENANCE = "# status/m/maintenance.yml\ntitle: M\nservices: []\n"
_QUESTION = "# content/faq/categories.yml\nc: C\n# content/faq/c/q.yml\nquestion: Q\nanswer: A\n"
_ANSWERED = _QUESTION + "updated: 2020\n"
_FIELDS = {
    "started": "# status/a/incident.yml\ntitle: A\nstarted: {}\n",
    "since of an incident": "# content/services.yml\np: {{name: P}}\n"
    "# status/a/incident.yml\ntitle: A\nstarted: 2028\n"
    "services: {{p: {{state: major_outage, since: {}}}}}\n",
    "as_of": _INCIDENT + "# status/a/2020.yml\nstatus: investigating\ntext: T\nas_of: {}\n",
    "published": _INCIDENT + "# status/a/2020.yml\nstatus: investigating\ntext: T\npublished: {}\n",
    "next_update": _UPDATE + "next_update: {}\n",
    "correction": _UPDATE + "corrections: [{{at: {}, note: N}}]\n",
    "starts": _MAINTENANCE + "starts: {}\nends: 2028-01-01 10:00\n",
    "ends": _MAINTENANCE + "starts: 2020-01-01 10:00\nends: {}\n",
    "published of maintenance": _MAINTENANCE
    + "starts: 2028-01-01 10:00\nends: 2028-01-01 11:00\npublished: {}\n",
    "updated": _QUESTION + "updated: {}\n",
    "answer_by": _ANSWERED + "answer_by: {}\n",
    "correction of a question": _ANSWERED + "corrections: [{{at: {}, note: N}}]\n",
    "override": _ANSWERED + "overrides: {{lu: {{answer: B, updated: {}}}}}\n",
    "correction of an override": _ANSWERED
    + "overrides: {{lu: {{answer: B, updated: 2021, corrections: [{{at: {}, note: N}}]}}}}\n",
    "page": "# content/pages/about.fr.md\n---\ntitle: T\npublished: {}\n---\nText\n",
    "fact": "# content/facts.yml\nf: {}\n",
    "fact with a history": "# content/facts.yml\nf: {{values: [{{from: {}, value: 1}}]}}\n",
}


@pytest.mark.parametrize("field", _FIELDS)
def test_a_time_that_the_clocks_skip_is_an_error_in_each_field(field: str, tmp_path: Path) -> None:
    text = UNCLEAR + "# content/site.yml\ntime_zone: Europe/Luxembourg\n"
    found = problems_of(tmp_path, text + _FIELDS[field].format("2027-03-28 02:30"))
    (problem,) = [p for p in found if p.is_error]
    assert (problem.code, problem.message) == ("local-time", _SKIPPED)
    assert problem.hint == "Write `2027-03-28 01:30` or `2027-03-28 03:30`."
    line = (tmp_path / problem.place.file).read_text().splitlines()[problem.place.line - 1]
    start = problem.place.column - 1
    assert line[start : start + problem.place.length] == "2027-03-28 02:30"


@pytest.mark.parametrize("field", _FIELDS)
def test_a_time_that_comes_twice_asks_for_the_offset(field: str, tmp_path: Path) -> None:
    text = UNCLEAR + "# content/site.yml\ntime_zone: Europe/Luxembourg\n"
    found = problems_of(tmp_path, text + _FIELDS[field].format("2026-10-25 02:30"))
    (problem,) = [p for p in found if p.is_error]
    assert (problem.code, problem.message) == ("local-time", _TWICE)
    assert problem.hint == (
        "Add the offset: `2026-10-25 02:30 +02:00` for the first time, "
        "or `2026-10-25 02:30 +01:00` for the second."
    )
    with_offset = text + _FIELDS[field].format("2026-10-25 02:30 +01:00")
    assert not any(p.is_error for p in problems_of(tmp_path, with_offset))


@pytest.mark.parametrize("key", ["from", "until"])
def test_a_contact_is_in_the_zone_of_its_country(key: str, tmp_path: Path) -> None:
    contact = f"contacts:\n  - {{email: a@example.org, {key}: 2026-10-25 02:30}}\n"
    (problem,) = problems_of(tmp_path, UNCLEAR + contact)
    assert (problem.code, problem.message, problem.place.line) == ("local-time", _TWICE, 3)


def test_an_entry_of_several_countries_is_in_the_zone_of_the_site(tmp_path: Path) -> None:
    text = UNCLEAR + _country("de") + _FIELDS["started"].format("2027-03-28 02:30")
    assert problems_of(tmp_path, text) == ()


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_moment_of_the_command_line_is_held_to_the_same(command: str, tmp_path: Path) -> None:
    text = UNCLEAR + "# content/site.yml\ntime_zone: Europe/Luxembourg\n"
    config = str(write_site(tmp_path, text) / "mkdocs.yml")
    result = run_command(command, "-f", config, "--at", "2026-10-25 02:30")
    assert result.exit_code == 2
    assert f"Error: {_TWICE} Add the offset" in result.output


def test_a_day_that_a_country_never_had_is_an_error(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, _country("ws") + _FIELDS["started"].format("2011-12-30"))
    assert (
        problem.message
        == "“2011-12-30” does not exist in Pacific/Apia, because the clocks go forward."
    )
    assert problem.hint == "Write `2011-12-29` or `2011-12-31`."


_ZONES = sorted(available_timezones() & set(get_global("zone_territories")))


def _turns(zone: ZoneInfo, year: int) -> list[datetime]:
    """The moments of a year at which the offset of a zone changes, to the hour."""
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=6 * i) for i in range(366 * 4)]
    offsets = [hour.astimezone(zone).utcoffset() for hour in hours]
    return [hours[i] for i in range(1, len(hours)) if offsets[i] != offsets[i - 1]]


@given(
    st.sampled_from(_ZONES),
    st.integers(1970, 2037),
    st.integers(0, 60),
    st.integers(0, 59),
)
def test_every_local_time_around_a_turn_is_one_moment_or_an_error(
    name: str, year: int, quarter: int, minute: int
) -> None:
    zone = ZoneInfo(name)
    for turn in _turns(zone, year):
        local = (turn + timedelta(minutes=15 * quarter + minute - 600)).astimezone(zone)
        written = f"{local:%Y-%m-%d %H:%M}"
        unclear = unclear_time(parse_date(written), zone)
        # The moment is there, so its local time is never skipped.
        assert unclear is None or not unclear.is_skipped
        told = parse_date(written).within(zone).start.astimezone(zone)
        if unclear is None:
            assert f"{told:%Y-%m-%d %H:%M}" == written
            continue
        first, second = (parse_date(choice).within(zone) for choice in unclear.choices)
        assert first.start < second.start
        for choice in (first, second):
            assert f"{choice.start.astimezone(zone):%Y-%m-%d %H:%M}" == written


@given(st.sampled_from(_ZONES), st.dates(date(1970, 1, 1), date(2037, 12, 31)), st.times())
def test_what_is_offered_for_a_skipped_time_exists(name: str, day: date, clock: object) -> None:
    zone = ZoneInfo(name)
    written = parse_date(f"{day} {str(clock)[:5]}")
    unclear = unclear_time(written, zone)
    back = written.within(zone).start.astimezone(zone)
    is_shown = f"{back:%Y-%m-%d %H:%M}" == f"{day} {str(clock)[:5]}"
    assert (unclear is not None and unclear.is_skipped) is not is_shown
    for choice in unclear.choices if unclear else ():
        assert unclear_time(parse_date(choice), zone) is None


def test_the_history_keeps_the_order_of_an_incident(tmp_path: Path) -> None:
    """The second update has a time, so that its day ends before the whole day of the first."""
    text = "# content/countries/lu.yml\nlocales: [en]\n" + _INCIDENT
    for number, published in (("1", "2021-03-05"), ("2", "2021-03-05 15:00")):
        text += f"# status/a/2021-03-05-{number}.yml\nstatus: monitoring\ntext: T\n"
        text += f"title: Number {number}\npublished: {published}\n"
    site = build_site(write_site(tmp_path, text))
    for address in ("lu/en/history", "lu/en/history/2021-03", "lu/en/incidents/a"):
        told = words(page(site, address))
        assert told.index("Number 2") < told.index("Number 1"), address
