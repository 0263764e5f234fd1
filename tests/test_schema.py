"""`site-builder schema` writes schemas and settings, and nothing that is somebody else's."""

from __future__ import annotations

import json
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from babel.core import get_global
from babel.localedata import locale_identifiers
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import Field

from site_builder.hosts.configuration.editor_schema import mkdocs_schema
from site_builder.hosts.configuration.plugin_options import OPTIONS
from site_builder.model.date import ImpossibleDate, NotADate, parse_date
from site_builder.model.locale import is_locale
from site_builder.reading.document import Kind
from site_builder.schemas.forms import form_schema
from site_builder.schemas.meanings import STATES, STATUSES
from site_builder.schemas.names import Names
from site_builder.schemas.schema_files import GLOBS
from site_builder.schemas.shape_schema import shape_schema
from site_builder.shapes.documents import SHAPES
from site_builder.shapes.entries import PageShape
from site_builder.shapes.fields import PlainText, is_country, zone_named
from site_builder.theme.look import _KEYS, _LINK_KEYS
from tests.conftest import ROOT
from tests.sites import OUTAGE, run_command, write_site

SERVICES = "# content/services.yml\nportal: {name: {fr: Portail}}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, OUTAGE + SERVICES)


def schema(site: Path, *options: str) -> Result:
    return run_command("schema", "-f", str(site / "mkdocs.yml"), *options)


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_every_kind_of_file_has_a_valid_schema(site: Path) -> None:
    schema(site)
    files = {path.name for path in (site / ".schemas").iterdir()}
    assert files == {"mkdocs.json", *(f"{kind}.json" for kind in SHAPES)}
    assert GLOBS.keys() == SHAPES.keys()
    for name in files:
        Draft7Validator.check_schema(read(site / ".schemas" / name))


@pytest.mark.parametrize("kind", SHAPES)
def test_schemas_for_any_site_are_valid(kind: Kind) -> None:
    Draft7Validator.check_schema(shape_schema(kind, Names()))


@pytest.mark.parametrize("kind", SHAPES)
def test_every_key_has_a_description(kind: Kind) -> None:
    def described(node: Any) -> bool:
        if isinstance(node, list):
            return all(map(described, node))
        if not isinstance(node, dict):
            return True
        keys = node.get("properties", {})
        return all(map(described, node.values())) and all(
            isinstance(key, dict) and key.get("description") for key in keys.values()
        )

    document = shape_schema(kind, Names())
    assert described(document)
    assert document["definitions"]


def test_a_new_key_of_a_shape_is_in_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    class Longer(PageShape):
        author: PlainText = Field(default="?", description="Who wrote it.")

    monkeypatch.setitem(SHAPES, "page", Longer)
    assert "author" in shape_schema("page", Names())["properties"]


def test_the_schema_of_mkdocs_yml_has_every_setting_of_the_plugin() -> None:
    document = mkdocs_schema(Names()).schema
    Draft7Validator.check_schema(document)
    plugin = document["properties"]["plugins"]["anyOf"][1]["properties"]["site_builder"]
    assert plugin["properties"].keys() == set(OPTIONS)
    look = plugin["properties"]["theme"]["properties"]
    assert look.keys() == set(_KEYS)
    assert look["footer"]["items"]["properties"].keys() == set(_LINK_KEYS)


def accepts(form: str, value: object) -> bool:
    """Whether a schema for any site lets a value of a form pass."""
    return bool(Draft7Validator(form_schema(form, Names())).is_valid(value))


@given(
    st.datetimes(datetime(1000, 1, 1), datetime(9998, 12, 31)),
    st.sampled_from(
        ["%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d  %H:%M"]
    ),
    st.sampled_from(["", "Z", "+0200", " -03:30", "+14:00"]),
)
def test_every_date_that_is_read_is_right_in_the_editor(
    moment: datetime, form: str, offset: str
) -> None:
    text = moment.strftime(form) + (offset if "%H" in form else "")
    assert parse_date(text)
    assert accepts("date", text)
    assert accepts("moment", text) == ("%H" in form)
    assert accepts("day", text) == form.endswith("%d")


@given(st.text("0123456789-: TZ+", max_size=20))
def test_a_text_that_is_not_read_as_a_date_is_wrong_in_the_editor(text: str) -> None:
    try:
        parse_date(text)
    except NotADate:
        assert not accepts("date", text)
    except ImpossibleDate:
        pass


def test_every_language_country_and_time_zone_that_is_read_is_right_in_the_editor() -> None:
    locales = [id.replace("_", "-") for id in locale_identifiers()]
    assert [id for id in locales if is_locale(id) and not accepts("locale", id)] == []
    countries = [id.lower() for id in get_global("territory_languages")]
    known = [id for id in countries if is_country(id)]
    assert known
    assert [id for id in known if not accepts("country-code", id)] == []
    assert [id for id in known if not accepts("country-code", id.upper())] == []
    names = [*get_global("zone_territories"), *get_global("zone_aliases"), "UTC"]
    zones = Draft7Validator(form_schema("zone", Names()))
    assert [name for name in names if zones.is_valid(name) != bool(zone_named(name))] == []
    assert not accepts("zone", "Europe/Luxemburg")
    assert not accepts("country-code", "xx")
    assert not accepts("locale", "cat")


def test_running_again_changes_nothing(site: Path) -> None:
    first = schema(site).output
    assert "  new  " in first
    assert "# yaml-language-server: $schema=../../.schemas/update.json\n" in first
    before = snapshot(site)
    assert schema(site).output.endswith("is up to date.\n")
    assert snapshot(site) == before


def test_only_what_is_out_of_date_is_written(site: Path) -> None:
    schema(site)
    (site / "content/services.yml").write_text("portal: {name: A}\nmail: {name: B}\n", "utf-8")
    renewed = {line.rpartition("/")[2] for line in schema(site).output.splitlines()}
    assert renewed == {"country.json", "incident.json", "maintenance.json", "update.json"}
    update = read(site / ".schemas/update.json")
    assert list(update["properties"]["services"]["properties"]) == ["portal", "mail"]


def test_check_writes_nothing_and_fails_if_something_is_missing(site: Path) -> None:
    before = snapshot(site)
    result = schema(site, "--check")
    assert (result.exit_code, snapshot(site)) == (1, before)
    assert "missing" in result.output
    schema(site)
    assert schema(site, "--check").exit_code == 0


def test_check_fails_for_a_new_service_and_not_for_a_new_update(site: Path) -> None:
    schema(site)
    (site / "status/outage/2022-07-27.yml").write_text(
        "as_of: 2022-07-27\ntext: {fr: Suite}\n", "utf-8"
    )
    assert schema(site, "--check").exit_code == 0
    assert "renewed" in schema(site).output
    assert "outage/2022-07-27" in (site / ".schemas/update.json").read_text("utf-8")
    (site / "content/services.yml").write_text("mail: {name: Mail}\n", "utf-8")
    result = schema(site, "--check")
    assert result.exit_code == 1
    assert "update.json" in result.output
    assert "facts.json" not in result.output


def test_claims_are_offered_with_their_own_values(site: Path) -> None:
    claims = """\
# content/claims.yml
data-taken: {question: {fr: Prises ?}, values: {unknown: {fr: Inconnu}, some: {fr: Oui}}}
who: {question: {fr: Qui ?}, values: {unknown: {fr: Inconnu}}}
"""
    write_site(site, OUTAGE + SERVICES + claims)
    schema(site)
    update = read(site / ".schemas/update.json")
    validator = Draft7Validator(update)
    good = {"text": "T", "claims": {"data-taken": "some", "who": "unknown"}}
    assert validator.is_valid(good)
    for wrong in ({"who": "some"}, {"what": "some"}):
        assert not validator.is_valid(good | {"claims": wrong})
    taken = update["definitions"]["claims"]["properties"]["data-taken"]
    assert dict(zip(taken["enum"], taken["enumDescriptions"], strict=True)) == {
        "unknown": "Inconnu",
        "some": "Oui",
    }


def test_the_newest_hundred_updates_are_offered(site: Path) -> None:
    days = [f"2022-{month:02}-{day:02}" for month in (8, 9, 10, 11) for day in range(1, 27)]
    for day in days:
        (site / f"status/outage/{day}.yml").write_text(f"as_of: {day}\ntext: {{fr: A}}\n", "utf-8")
    schema(site)
    snippets = read(site / ".schemas/update.json")["definitions"]["entry"]["defaultSnippets"]
    offered = [snippet["body"] for snippet in snippets]
    assert offered == [f"outage/{day}" for day in reversed(days[-100:])]


def test_a_broken_file_of_services_forbids_no_service(site: Path) -> None:
    (site / "content/services.yml").write_text("portal: {name: [\n", "utf-8")
    assert schema(site).exit_code == 0
    services = read(site / ".schemas/update.json")["properties"]["services"]
    assert "properties" not in services
    assert list(services["patternProperties"]) == ["^[a-z0-9]+(-[a-z0-9]+)*$"]


def test_another_folder_is_used_by_the_settings(site: Path) -> None:
    schema(site, str(site / "tools/editor"))
    assert "./tools/editor/site.json" in read(site / ".vscode/settings.json")["yaml.schemas"]
    assert not (site / ".schemas").exists()


def test_a_file_that_is_not_ours_is_not_replaced(site: Path) -> None:
    (site / ".schemas").mkdir()
    (site / ".schemas/update.json").write_text('{"title": "My own"}', "utf-8")
    before = snapshot(site)
    result = schema(site)
    assert (result.exit_code, snapshot(site)) == (2, before)
    assert "Name another folder" in result.output


def test_without_settings_only_schemas_are_written(site: Path) -> None:
    schema(site, "--no-settings")
    assert not (site / ".vscode").exists()


def test_outside_of_a_site_a_folder_gets_schemas_for_any_site(tmp_path: Path) -> None:
    with chdir(tmp_path):
        assert run_command("schema").exit_code == 2
        assert run_command("schema", "general").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["general"]


def test_settings_that_are_there_are_kept(site: Path) -> None:
    settings = site / ".vscode/settings.json"
    settings.parent.mkdir()
    own = {
        "editor.tabSize": 2,
        "yaml.schemas": {"./own.json": "own/*.yml", "./.schemas/site.json": "other.yml"},
        "files.exclude": {"site": True},
    }
    settings.write_text(json.dumps(own, indent=4).replace("\n", "\r\n"), "utf-8", newline="")
    (settings.parent / "extensions.json").write_text('{"recommendations": ["some.other"]}', "utf-8")
    schema(site)
    found = read(settings)
    associations = found.pop("yaml.schemas")
    assert associations["./own.json"] == "own/*.yml"
    assert associations["./.schemas/site.json"] == ["other.yml", "content/site.yml"]
    assert associations["./.schemas/update.json"] == "status/*/[0-9]*.yml"
    assert found == {"editor.tabSize": 2, "files.exclude": {"site": True}}
    text = settings.read_bytes()
    assert b'\r\n    "editor.tabSize": 2,\r\n' in text
    assert text.count(b"\n") == text.count(b"\r\n")
    extensions = read(settings.parent / "extensions.json")
    assert extensions == {"recommendations": ["some.other", "redhat.vscode-yaml"]}
    before = snapshot(site)
    schema(site)
    assert snapshot(site) == before


@pytest.mark.parametrize(
    "text",
    [
        '{\n  // ours\n  "editor.tabSize": 2\n}\n',
        '{"editor.tabSize": 2,}',
        '{"editor.tabSize": 2, "editor.tabSize": 4}',
        '{"editor.zoom": 1.50}',
        '{"yaml.schemas": "none"}',
        '{"name": "caf\\u00e9"}',
        "[]",
        "{",
    ],
)
def test_settings_that_cannot_be_written_without_a_loss_are_printed(site: Path, text: str) -> None:
    settings = site / ".vscode/settings.json"
    settings.parent.mkdir()
    settings.write_text(text, "utf-8")
    result = schema(site)
    assert result.exit_code == 0
    assert settings.read_text("utf-8") == text
    assert '"./.schemas/update.json": "status/*/[0-9]*.yml"' in result.output
    assert schema(site, "--check").exit_code == 1


def test_settings_with_comments_that_have_ours_are_complete(site: Path) -> None:
    schema(site)
    settings = site / ".vscode/settings.json"
    written = settings.read_text("utf-8")
    settings.write_text("// Shared by the team, see https://example.org/\n" + written, "utf-8")
    before = snapshot(site)
    assert schema(site).output.endswith("is up to date.\n")
    assert schema(site, "--check").exit_code == 0
    assert snapshot(site) == before


def test_what_words_mean_is_what_the_glossary_says() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8")
    for word, meaning in {**STATES, **STATUSES}.items():
        assert f"| `{word}` | {meaning} |" in glossary
