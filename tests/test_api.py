"""The Statuspage API of an edition: what its clients read, and nothing that is not out."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.browser.server import serve
from tests.conftest import ROOT
from tests.sites import build_site, page, words, write_site

FILES = (
    "summary",
    "status",
    "components",
    "incidents",
    "incidents/unresolved",
    "scheduled-maintenances",
    "scheduled-maintenances/upcoming",
    "scheduled-maintenances/active",
)
SITE = """\
# content/countries/lu.yml
locales: [fr, de]
time_zone: Europe/Luxembourg
# content/services.yml
web: {name: {fr: Portail, de: Portal}, group: {fr: En ligne, de: Online}}
mail: {name: {fr: Courriel, de: E-Mail}, group: {fr: En ligne, de: Online}}
phone: {name: {fr: Téléphone, de: Telefon}}
fax: {name: {fr: Fax, de: Fax}}
# status/outage/incident.yml
title: {fr: Panne, de: Ausfall}
started: 2022-07-01
services: {web: major_outage}
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02 10:00
text: {fr: "Nous **cherchons**.", de: Wir suchen.}
# status/outage/2022-07-03.yml
status: monitoring
published: 2022-07-03 12:30
services: {web: degraded_performance, phone: operational, mail: operational}
text: {fr: Cela revient., de: Es kommt wieder.}
corrections: [{at: 2022-07-04 09:00, note: {fr: Pas tout., de: Nicht alles.}}]
# status/outage/2023-01-15.yml
status: resolved
published: 2023-01-15
services: {web: operational}
title: {fr: Titre secret, de: Geheimer Titel}
text: {fr: Texte secret, de: Geheimer Text}
"""
WORKS = """\
# status/works/maintenance.yml
title: {fr: Travaux, de: Arbeiten}
starts: 2022-08-10 08:00
ends: 2022-08-10 12:00
services: [mail]
published: 2022-08-01 10:00
text: {fr: Entretien., de: Wartung.}
"""


def _read(site: Path, name: str, edition: str = "lu/fr") -> Any:
    return json.loads((site / edition / f"api/v2/{name}.json").read_text("utf-8"))


def _ids(value: object) -> list[object]:
    """Every id in a document, in order."""
    if isinstance(value, list):
        return [id for item in value for id in _ids(item)]
    if isinstance(value, dict):
        own = [value[key] for key in ("id", "code", "group_id", "page_id") if key in value]
        return own + [id for item in value.values() for id in _ids(item)]
    return []


def _validators() -> dict[str, Draft202012Validator]:
    schemas = {
        path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
        for path in (ROOT / "docs/api").glob("*.schema.json")
    }
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    return {
        name: Draft202012Validator(schemas[name.replace("/", "-")], registry=registry)
        for name in FILES
    }


def _faults(site: Path) -> list[str]:
    validators = _validators()
    folders = sorted(site.glob("*/*/api/v2"))
    assert folders
    return [
        f"{folder.relative_to(site)}/{name}: {error.json_path}: {error.message}"
        for folder in folders
        for name in FILES
        for error in validators[name].iter_errors(
            json.loads((folder / f"{name}.json").read_text("utf-8"))
        )
    ]


def test_every_file_of_the_shipped_site_is_as_its_schema_says(shipped: Path) -> None:
    assert _faults(shipped) == []


@pytest.mark.parametrize("at", ["2022-07-02", "2022-08-05", "2022-08-10T09:00Z", "2023-02-01"])
def test_every_file_is_as_its_schema_says_at_any_time(at: str, tmp_path: Path) -> None:
    assert _faults(build_site(write_site(tmp_path, SITE + WORKS), at)) == []


def test_an_edition_has_these_files_and_no_others(shipped: Path) -> None:
    for folder in shipped.glob("*/*/api"):
        found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        assert found == {f"v2/{name}.json" for name in FILES}


def test_a_client_of_statuspage_reads_the_site(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE + WORKS), "2022-08-05")
    with serve(site, "/info/") as address:
        run = subprocess.run(
            ["node", str(ROOT / "tests/statuspage_client.cjs"), f"{address}lu/fr"],
            capture_output=True,
            text=True,
            timeout=60,
            # What is asked for is on this machine, whatever proxy it is behind.
            env={**os.environ, "NO_PROXY": "*", "no_proxy": "*"},
            check=False,
        )
    assert run.returncode == 0, run.stderr
    got = json.loads(run.stdout)
    assert got["summary"]["status"]["indicator"] == got["status"]["status"]["indicator"] == "minor"
    assert got["summary"]["page"]["url"] == "https://status.example.org/info/lu/fr/"
    assert [c["name"] for c in got["components"]["components"] if not c["group"]] == [
        "Portail",
        "Courriel",
        "Téléphone",
    ]
    assert [i["name"] for i in got["incidents"]["incidents"]] == ["Panne"]
    assert got["unresolved"]["incidents"][0]["incident_updates"][1]["body"] == "Nous cherchons."
    [works] = got["upcoming"]["scheduled_maintenances"]
    assert (works["name"], works["status"]) == ("Travaux", "scheduled")


def test_an_incident_has_its_moments_in_the_zone_of_the_country(tmp_path: Path) -> None:
    [incident] = _read(build_site(write_site(tmp_path, SITE)), "incidents")["incidents"]
    assert incident["started_at"] == "2022-07-01T00:00:00.000+02:00"
    assert incident["created_at"] == "2022-07-02T10:00:00.000+02:00"
    assert incident["monitoring_at"] == "2022-07-03T12:30:00.000+02:00"
    assert incident["updated_at"] == "2022-07-04T09:00:00.000+02:00"
    assert incident["resolved_at"] is None


def test_the_moment_of_a_day_is_its_start_in_every_build(tmp_path: Path) -> None:
    write_site(tmp_path, SITE.replace("published: 2022-07-03 12:30", "published: 2022-07-03"))
    for at in ("2022-07-03T08:00Z", "2022-07-03T18:00Z", "2022-07-09"):
        [incident] = _read(build_site(tmp_path, at), "incidents")["incidents"]
        assert incident["monitoring_at"] == "2022-07-03T00:00:00.000+02:00"


def test_the_impact_is_the_worst_that_was_and_the_indicator_the_worst_that_is(
    tmp_path: Path,
) -> None:
    site = build_site(write_site(tmp_path, SITE))
    summary = _read(site, "summary")
    [incident] = summary["incidents"]
    assert incident["impact"] == "critical"
    assert summary["status"]["indicator"] == "minor"
    assert summary["status"]["description"] in words(page(site, "lu/fr"))


def test_an_incident_that_names_no_service_is_not_said_to_have_no_impact(tmp_path: Path) -> None:
    text = "# content/countries/lu.yml\nlocales: [fr]\n# status/a/incident.yml\ntitle: A\n"
    text += "started: 2022-07-01\n# status/a/2022-07-02.yml\nstatus: identified\n"
    site = build_site(write_site(tmp_path, text + "published: 2022-07-02\ntext: T\n"))
    summary = _read(site, "summary")
    assert summary["incidents"][0]["impact"] == summary["status"]["indicator"] == "minor"
    assert summary["components"] == []


def test_an_update_says_what_changed_and_what_was_corrected(tmp_path: Path) -> None:
    [incident] = _read(build_site(write_site(tmp_path, SITE)), "incidents", "lu/de")["incidents"]
    newest, oldest = incident["incident_updates"]
    assert newest["body"].startswith("Es kommt wieder.\n\nText korrigiert")
    assert newest["body"].endswith("Nicht alles.")
    changes = {c["name"]: (c["old_status"], c["new_status"]) for c in newest["affected_components"]}
    assert changes["Portal"] == ("major_outage", "degraded_performance")
    assert changes["Telefon"] == ("operational", "operational")
    [begun] = oldest["affected_components"]
    assert begun["new_status"] == "major_outage"


def test_what_looks_like_html_is_text_to_a_client_and_nothing_to_a_browser(
    tmp_path: Path,
) -> None:
    site = build_site(write_site(tmp_path, SITE.replace("cherchons", "<b>cherchons</b> & co")))
    [incident] = _read(site, "incidents")["incidents"]
    assert incident["incident_updates"][1]["body"] == "Nous <b>cherchons</b> & co."
    assert "<b>" not in (site / "lu/fr/api/v2/incidents.json").read_text("utf-8")


def test_a_group_has_its_services_and_the_worst_state_of_them(tmp_path: Path) -> None:
    components = _read(build_site(write_site(tmp_path, SITE)), "components")["components"]
    group, web, mail, phone = components
    assert (group["name"], group["status"]) == ("En ligne", "degraded_performance")
    assert group["components"] == [web["id"], mail["id"]]
    assert web["group_id"] == mail["group_id"] == group["id"]
    assert [c["position"] for c in components] == [1, 1, 2, 2]
    assert phone["group_id"] is None
    # No text ever named the fax: it is not said to work.
    assert "Fax" not in [c["name"] for c in components]


def test_two_languages_differ_in_texts_and_share_their_ids(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE + WORKS), "2022-08-05")
    for name in FILES:
        french, german = _read(site, name, "lu/fr"), _read(site, name, "lu/de")
        assert _ids(french) == _ids(german)
        assert french["page"]["url"] != german["page"]["url"]
    [incident] = _read(site, "incidents", "lu/de")["incidents"]
    assert incident["name"] == "Ausfall"


def test_ids_outlive_titles_texts_names_and_addresses(tmp_path: Path) -> None:
    write_site(tmp_path, SITE + WORKS)
    before = {n: _ids(_read(build_site(tmp_path, "2022-08-05"), n)) for n in FILES}
    (tmp_path / "status/outage").rename(tmp_path / "status/breakdown")
    head = tmp_path / "status/breakdown/incident.yml"
    head.write_text(
        head.read_text("utf-8").replace("Panne", "Autre") + "former: [outage]\n", "utf-8"
    )
    update = tmp_path / "status/breakdown/2022-07-02.yml"
    renamed = update.read_text("utf-8").replace("cherchons", "cherchions")
    update.unlink()
    update.with_name("2022-07-02-first.yml").write_text(renamed + "former: [2022-07-02]\n", "utf-8")
    services = tmp_path / "content/services.yml"
    services.write_text(services.read_text("utf-8").replace("En ligne", "Sur le web"), "utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("status.example", "info.example"), "utf-8")
    site = build_site(tmp_path, "2022-08-05")
    assert {name: _ids(_read(site, name)) for name in FILES} == before
    assert _read(site, "incidents")["incidents"][0]["name"] == "Autre"


def test_what_is_not_out_is_in_no_file(tmp_path: Path) -> None:
    draft = (
        "# status/hidden/incident.yml\ntitle: Brouillon secret\nstarted: 2022-07-01\ndraft: true\n"
    )
    draft += (
        "# status/hidden/2022-07-02.yml\nstatus: resolved\npublished: 2022-07-02\ntext: Secret\n"
    )
    works = WORKS.replace("published: 2022-08-01 10:00", "published: 2023-01-15").replace(
        "Entretien", "Entretien secret"
    )
    works += (
        "# status/works/2022-07-20.yml\nstatus: scheduled\npublished: 2022-07-20\ntext: Bientôt\n"
    )
    site = build_site(write_site(tmp_path, SITE + draft + works))
    for path in site.glob("*/*/api/v2/**/*.json"):
        said = path.read_text("utf-8").lower()
        assert "secret" not in said, path
        assert "geheim" not in said, path
        assert "2023" not in said, path


def test_a_resolved_incident_is_no_longer_unresolved(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE), "2023-02-01")
    assert _read(site, "incidents/unresolved")["incidents"] == []
    summary = _read(site, "summary")
    assert summary["incidents"] == []
    assert summary["status"]["indicator"] == "none"
    [incident] = _read(site, "incidents")["incidents"]
    assert (incident["status"], incident["impact"]) == ("resolved", "critical")
    assert incident["resolved_at"] == "2023-01-15T00:00:00.000+01:00"


@pytest.mark.parametrize(
    ("at", "listed", "status", "indicator", "mail"),
    [
        ("2022-08-05", "upcoming", "scheduled", "minor", "operational"),
        ("2022-08-10T09:00Z", "active", "in_progress", "minor", "under_maintenance"),
        ("2022-08-11", None, "completed", "minor", "operational"),
    ],
)
def test_maintenance_before_in_and_after_its_window(
    at: str, listed: str | None, status: str, indicator: str, mail: str, tmp_path: Path
) -> None:
    site = build_site(write_site(tmp_path, SITE + WORKS), at)
    [works] = _read(site, "scheduled-maintenances")["scheduled_maintenances"]
    assert (works["status"], works["impact"]) == (status, "maintenance")
    assert works["scheduled_for"] == "2022-08-10T08:00:00.000+02:00"
    assert works["scheduled_until"] == "2022-08-10T12:00:00.000+02:00"
    assert works["created_at"] == "2022-08-01T10:00:00.000+02:00"
    for name in ("upcoming", "active"):
        found = _read(site, f"scheduled-maintenances/{name}")["scheduled_maintenances"]
        assert [item["id"] for item in found] == ([works["id"]] if name == listed else [])
    summary = _read(site, "summary")
    assert [item["id"] for item in summary["scheduled_maintenances"]] == [works["id"]] * bool(
        listed
    )
    assert summary["status"]["indicator"] == indicator
    assert {c["name"]: c["status"] for c in summary["components"]}["Courriel"] == mail
    assert works["id"] not in [item["id"] for item in _read(site, "incidents")["incidents"]]


def test_maintenance_alone_is_the_indicator_only_in_its_window(tmp_path: Path) -> None:
    head = SITE.partition("# status/")[0]
    write_site(tmp_path, head + WORKS)
    for at, indicator in (("2022-08-05", "none"), ("2022-08-10T09:00Z", "maintenance")):
        assert _read(build_site(tmp_path, at), "status")["status"]["indicator"] == indicator


def test_maintenance_that_says_not_when_it_was_announced_is_the_same_in_every_build(
    tmp_path: Path,
) -> None:
    head = SITE.partition("# status/")[0]
    write_site(tmp_path, head + WORKS.replace("published: 2022-08-01 10:00\n", ""))
    found = []
    for at in ("2022-08-05", "2022-08-06"):
        name = "scheduled-maintenances/upcoming"
        found += _read(build_site(tmp_path, at), name)["scheduled_maintenances"]
    assert found[0] == found[1]
    assert [c["name"] for c in found[0]["incident_updates"][0]["affected_components"]] == [
        "Courriel"
    ]


def test_cancelled_maintenance_is_over(tmp_path: Path) -> None:
    update = "# status/works/2022-08-04.yml\nstatus: cancelled\npublished: 2022-08-04\ntext: Non.\n"
    site = build_site(write_site(tmp_path, SITE + WORKS + update), "2022-08-05")
    assert _read(site, "scheduled-maintenances/upcoming")["scheduled_maintenances"] == []
    [works] = _read(site, "scheduled-maintenances")["scheduled_maintenances"]
    assert works["status"] == works["incident_updates"][0]["status"] == "completed"
    assert works["resolved_at"] == "2022-08-04T00:00:00.000+02:00"


def test_the_lists_are_bounded_but_no_open_incident_is_left_out(tmp_path: Path) -> None:
    incidents = "".join(
        f"# status/i{n:02}/incident.yml\ntitle: I{n}\nstarted: 2022-01-01\n"
        f"# status/i{n:02}/2022-01-02.yml\nstatus: identified\npublished: 2022-01-02\ntext: T\n"
        for n in range(60)
    )
    updates = "".join(
        f"# status/i00/2022-{month:02}-{day:02}.yml\nstatus: monitoring\n"
        f"published: 2022-{month:02}-{day:02}\ntext: T\n"
        for month in (3, 4, 5)
        for day in range(1, 25)
    )
    text = f"# content/countries/group.yml\nlocales: [en]\n{incidents}{updates}"
    site = build_site(write_site(tmp_path, text))
    newest = _read(site, "incidents", "group/en")["incidents"]
    assert len(newest) == 50
    assert len(_read(site, "incidents/unresolved", "group/en")["incidents"]) == 60
    assert newest[0]["name"] == "I0"
    assert len(newest[0]["incident_updates"]) == 50
    assert newest[0]["incident_updates"][0]["created_at"].startswith("2022-05-24")
    assert newest[0]["created_at"].startswith("2022-01-02")


def test_without_an_address_of_the_site_there_are_no_links(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    config = tmp_path / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines(keepends=True)
    config.write_text("".join(line for line in lines if "site_url" not in line), "utf-8")
    site = build_site(tmp_path)
    assert "url" not in _read(site, "summary")["page"]
    assert "shortlink" not in _read(site, "incidents")["incidents"][0]
    assert _faults(site) == []


# What Statuspage's API says, and no more: strict clients refuse an unknown field.
# Source: metastatuspage.com/api and the answers of public pages, November 2026.
COMPONENT = {
    *("id", "name", "status", "created_at", "updated_at", "position", "description", "showcase"),
    *("start_date", "group_id", "page_id", "group", "only_show_if_degraded"),
}
INCIDENT = {
    *("id", "name", "status", "created_at", "updated_at", "monitoring_at", "resolved_at"),
    *("impact", "shortlink", "started_at", "page_id", "incident_updates", "components"),
}
FIELDS = {
    "page": {"id", "name", "url", "time_zone", "updated_at"},
    "status": {"indicator", "description"},
    "component": COMPONENT,
    "group": COMPONENT | {"components"},
    "incident": INCIDENT,
    "maintenance": INCIDENT | {"scheduled_for", "scheduled_until"},
    "update": {
        *("id", "status", "body", "incident_id", "created_at", "updated_at", "display_at"),
        *("affected_components", "deliver_notifications"),
    },
    "affected": {"code", "name", "old_status", "new_status"},
}
ANSWERS = {
    "summary": {"page", "components", "incidents", "scheduled_maintenances", "status"},
    "status": {"page", "status"},
    "components": {"page", "components"},
    "incidents": {"page", "incidents"},
    "incidents/unresolved": {"page", "incidents"},
    "scheduled-maintenances": {"page", "scheduled_maintenances"},
    "scheduled-maintenances/upcoming": {"page", "scheduled_maintenances"},
    "scheduled-maintenances/active": {"page", "scheduled_maintenances"},
}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d")
_ID = re.compile(r"[a-z0-9]{12}")


def _objects(kind: str, value: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every object of an answer with what it is."""
    if kind == "components" and value and isinstance(value[0], str):
        return []
    many = {
        "components": "component",
        "incidents": "incident",
        "scheduled_maintenances": "maintenance",
        "incident_updates": "update",
        "affected_components": "affected",
    }
    if kind in many:
        return [
            found
            for item in value or ()
            for one in ["group" if item.get("group") else many[kind]]
            for found in [(one, item), *_objects("", item)]
        ]
    if isinstance(value, dict):
        own = [(kind, value)] if kind in FIELDS else []
        return own + [found for key, inner in value.items() for found in _objects(key, inner)]
    return []


@pytest.mark.parametrize("at", ["2022-07-02", "2022-08-05", "2022-08-10T09:00Z", "2023-02-01"])
def test_no_answer_has_a_field_beyond_statuspages(at: str, tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE + WORKS), at)
    for name, fields in ANSWERS.items():
        for folder in (site / "lu/fr", site / "lu/de"):
            answer = json.loads((folder / f"api/v2/{name}.json").read_text("utf-8"))
            assert set(answer) == fields, name
            for kind, found in _objects("", answer):
                assert set(found) == FIELDS[kind], (name, kind)
                for key, value in found.items():
                    if key in ("id", "code", "page_id", "incident_id") or (
                        key == "group_id" and value is not None
                    ):
                        assert _ID.fullmatch(value), (name, kind, key, value)
                    elif key.endswith("_at") or key in ("scheduled_for", "scheduled_until"):
                        is_open = value is None and key in ("monitoring_at", "resolved_at")
                        assert is_open or _TIME.fullmatch(value), (name, kind, key, value)
