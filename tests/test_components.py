"""What the API says of services and their changes, the same in every build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sites import build_site, write_site

GROUND = """\
# content/countries/lu.yml
locales: [en]
time_zone: UTC
# content/countries/be.yml
locales: [en]
time_zone: UTC
# content/services.yml
portal: {name: Portal, group: Web}
shop: {name: Shop, group: Web}
mail: {name: Mail}
"""
MARCH = """\
# status/march/incident.yml
title: March
started: 2026-03-01 08:00
services: {portal: major_outage}
# status/march/2026-03-01.yml
status: investigating
published: 2026-03-01 09:00
text: Looking.
# status/march/2026-03-02.yml
status: resolved
published: 2026-03-02 09:00
services: {portal: operational}
text: Done.
"""
AUGUST = """\
# status/august/incident.yml
title: August
started: 2026-08-15
services: {portal: degraded_performance, shop: partial_outage}
# status/august/2026-08-16.yml
status: investigating
published: 2026-08-16 09:00
text: Looking.
# status/august/2026-08-17.yml
status: identified
published: 2026-08-17 09:00
services: {portal: major_outage, mail: degraded_performance}
text: Worse.
"""


def _read(site: Path, name: str, edition: str = "lu/en") -> Any:
    return json.loads((site / f"{edition}/api/v2/{name}.json").read_text("utf-8"))


def _changes(incident: Any) -> list[dict[str, tuple[str, str]]]:
    """The changes that each update of an incident names, oldest first."""
    return [
        {c["name"]: (c["old_status"], c["new_status"]) for c in update["affected_components"] or []}
        for update in reversed(incident["incident_updates"])
    ]


def test_the_first_update_starts_from_the_state_before_its_incident(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, GROUND + MARCH + AUGUST), "2026-11-25")
    august, march = _read(site, "incidents")["incidents"]
    assert _changes(march) == [
        # No text had named it: Statuspage needs a value.
        {"Portal": ("operational", "major_outage")},
        {"Portal": ("major_outage", "operational")},
    ]
    assert _changes(august) == [
        {
            "Portal": ("operational", "degraded_performance"),
            "Shop": ("operational", "partial_outage"),
        },
        {
            "Portal": ("degraded_performance", "major_outage"),
            "Mail": ("operational", "degraded_performance"),
        },
    ]


def test_the_state_before_an_incident_is_what_another_one_left(tmp_path: Path) -> None:
    left = MARCH.replace("services: {portal: operational}", "services: {portal: partial_outage}")
    site = build_site(write_site(tmp_path, GROUND + left + AUGUST), "2026-11-25")
    august, _ = _read(site, "incidents")["incidents"]
    assert _changes(august)[0]["Portal"] == ("partial_outage", "degraded_performance")


def test_a_later_state_of_an_earlier_day_is_not_the_state_before(tmp_path: Path) -> None:
    late = AUGUST.replace("portal: major_outage,", "portal: {state: major_outage, since: 2026-07},")
    site = build_site(write_site(tmp_path, GROUND + MARCH + late), "2026-11-25")
    august, _ = _read(site, "incidents")["incidents"]
    assert _changes(august)[0]["Portal"] == ("operational", "degraded_performance")


@pytest.mark.parametrize("at", ["2026-03-02", "2026-08-20", "2026-11-25"])
def test_components_were_created_when_they_were_named_first(at: str, tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, GROUND + MARCH + AUGUST), at)
    created = {c["name"]: c["created_at"] for c in _read(site, "components")["components"]}
    first = "2026-03-01T09:00:00.000+00:00"
    assert created["Portal"] == created["Web"] == first
    assert created.get("Shop", "2026-08-16T09:00:00.000+00:00") == "2026-08-16T09:00:00.000+00:00"


def test_components_change_with_their_states(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, GROUND + MARCH + AUGUST), "2026-11-25")
    updated = {c["name"]: c["updated_at"] for c in _read(site, "components")["components"]}
    assert updated == {
        "Web": "2026-08-17T09:00:00.000+00:00",
        "Portal": "2026-08-17T09:00:00.000+00:00",
        # Out since the first update, although it is known of the day before.
        "Shop": "2026-08-16T09:00:00.000+00:00",
        "Mail": "2026-08-17T09:00:00.000+00:00",
    }


def test_a_vague_change_is_not_before_its_incident(tmp_path: Path) -> None:
    vague = AUGUST.replace(
        "portal: major_outage,", "portal: {state: major_outage, since: 2026-08},"
    )
    site = build_site(write_site(tmp_path, GROUND + MARCH + vague), "2026-11-25")
    [portal] = [c for c in _read(site, "components")["components"] if c["name"] == "Portal"]
    assert portal["updated_at"] == "2026-08-15T00:00:00.000+00:00"


def test_dates_are_those_of_the_texts_that_a_country_shows(tmp_path: Path) -> None:
    here = MARCH.replace("started: 2026-03-01 08:00", "started: 2026-03-01 08:00\ncountries: [lu]")
    site = build_site(write_site(tmp_path, GROUND + here + AUGUST), "2026-11-25")
    [portal] = [
        c for c in _read(site, "components", "be/en")["components"] if c["name"] == "Portal"
    ]
    assert portal["created_at"] == "2026-08-16T09:00:00.000+00:00"
    [august] = _read(site, "incidents", "be/en")["incidents"]
    assert _changes(august)[0]["Portal"] == ("operational", "degraded_performance")
