"""Editors help with the files of a site: proven with the language server that most of them use."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, copy_shipped
from tests.language_server import LanguageServer
from tests.sites import run_command, write_site
from tests.test_checks import examples

SITE = """\
# content/site.yml
audiences: {tenants: {en: Tenants}}
# content/countries/lu.yml
locales: [fr, en]
# content/services.yml
portal: {name: {fr: Portail, en: Web portal}}
# content/facts.yml
affected: 100
# content/faq/categories.yml
data: {fr: Données, en: Data}
# content/faq/data/which.yml
question: {fr: Lesquelles, en: Which data}
answer: {fr: Celles-ci, en: These}
updated: 2022-07-29
# status/outage/incident.yml
title: {fr: Panne, en: Outage}
started: 2022-07-25
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
text: {fr: Texte, en: Text}
"""
UPDATE = "status/outage/2022-07-27.yml"

# Whatever depends on one file, and on what the site names, is seen while typing.
NAMED = {"unknown-audience", "unknown-country", "unknown-edition", "unknown-service"}
SEEN = NAMED | {
    "bad-id",
    "contact-hours",
    "duplicate-key",
    "impossible-date",
    "unknown-key",
    "unknown-locale",
    "unknown-rule",
    "unknown-value",
    "wrong-type",
    "yaml-syntax",
}


@dataclass(frozen=True)
class Editor:
    """A server that has opened `root`, with a site in each folder."""

    server: LanguageServer
    root: Path

    @property
    def update(self) -> Path:
        return self.root / "small" / UPDATE

    def marked(self, *sites: str) -> dict[str, set[str]]:
        """The files of sites in which something is marked, with the messages."""
        files = [path for site in sites for path in sorted((self.root / site).rglob("*.yml"))]
        return {
            str(path.relative_to(self.root)): {problem["message"] for problem in problems}
            for path, problems in self.server.diagnostics(files).items()
        }


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    root = tmp_path_factory.mktemp("editor")
    for name in ("shipped", "small"):
        (root / name).mkdir()
    copy_shipped(root / "shipped")
    write_site(root / "small", SITE)
    for example in ("nordlicht", "postwherry"):
        shutil.copytree(ROOT / "examples" / example, root / example)
    assert (
        run_command(
            "new", str(root / "started"), "--name", "Aqua", "--country", "lu=fr", "--pack", "outage"
        ).exit_code
        == 0
    )
    fails = examples("Fails")
    for i, (code, text, _) in enumerate(fails + examples("Passes")):
        heading = "Fails" if i < len(fails) else "Passes"
        folder = root / ("named" if code in NAMED else "plain") / f"{heading}-{code}-{i}"
        folder.mkdir(parents=True)
        write_site(folder, text)
    sites = [path.parent for path in root.glob("*/mkdocs.yml")]
    schemas = {}
    for site in (*sites, *(root / "named").iterdir()):
        place = site.relative_to(root)
        for schema, glob in associations_of(site).items():
            schemas[f"./{place}/{schema.removeprefix('./')}"] = f"{place}/{glob}"
    # The others share schemas that know no site: a server takes a while for each.
    with chdir(root):
        assert run_command("schema", "general").exit_code == 0
    for schema, glob in associations_of(root / "small").items():
        schemas[f"./general/{Path(schema).name}"] = f"plain/*/{glob}"
    with LanguageServer(root, schemas) as server:
        yield Editor(server, root)


def associations_of(site: Path) -> Mapping[str, str]:
    """What VS Code is told of a site: from each schema to the files that it is for."""
    assert run_command("schema", "-f", str(site / "mkdocs.yml")).exit_code == 0
    settings = json.loads((site / ".vscode/settings.json").read_text("utf-8"))
    found: Mapping[str, str] = settings["yaml.schemas"]
    return found


def test_statuses_are_offered_with_what_they_mean(editor: Editor) -> None:
    offered = editor.server.completions(editor.update, "status: |\n")
    assert offered["investigating"] == "the team is looking for the cause"
    assert {"resolved", "scheduled", "completed"} <= offered.keys()


def test_the_services_of_the_site_are_offered_with_their_names(editor: Editor) -> None:
    offered = editor.server.completions(editor.update, "services:\n  |\n")
    assert offered == {"portal": "Portail"}


@pytest.mark.parametrize(
    ("file", "text", "word"),
    [
        (UPDATE, "services:\n  portal: |\n", "major_outage"),
        (UPDATE, "services:\n  portal:\n    state: |\n", "partial_outage"),
        (UPDATE, "countries:\n  - |\n", "lu"),
        (UPDATE, "countries: |\n", "all"),
        (UPDATE, "text:\n  |\n", "fr"),
        (UPDATE, "source: |\n", "fr"),
        (UPDATE, "supersedes: |\n", "outage/2022-07-26"),
        (UPDATE, "supersedes:\n  - |\n", "faq/data/which"),
        (UPDATE, "|\n", "next_update"),
        ("content/faq/data/who.yml", "covers:\n  - |\n", "gdpr-authority"),
        ("content/faq/data/who.yml", "audiences:\n  - |\n", "tenants"),
        ("content/faq/data/who.yml", "overrides:\n  |\n", "lu"),
        ("content/countries/de.yml", "time_zone: |\n", "Europe/Berlin"),
        ("content/countries/de.yml", "facts:\n  |\n", "affected"),
        ("content/countries/de.yml", "contacts:\n  - |\n", "purposes"),
        ("content/site.yml", "root: |\n", "lu/fr"),
        ("content/site.yml", "stale: |\n", "source"),
        ("status/work/maintenance.yml", "services:\n  - |\n", "portal"),
        ("content/pages/imprint.yml", "|\n", "published"),
        ("mkdocs.yml", "|\n", "site_url"),
        ("mkdocs.yml", "plugins:\n  - |\n", "site_builder"),
        ("mkdocs.yml", "plugins:\n  - site_builder:\n      |\n", "precompress"),
        ("mkdocs.yml", "plugins:\n  - site_builder:\n      outputs:\n        - |\n", "badges"),
    ],
)
def test_what_may_be_written_is_offered(editor: Editor, file: str, text: str, word: str) -> None:
    assert word in editor.server.completions(editor.root / "small" / file, text)


def test_hovering_over_a_key_explains_it(editor: Editor) -> None:
    words = editor.server.hover(editor.update, "next_|update: 2022-08-01\n")
    assert "The date by which you promise the next update." in words
    assert "`2026-11-25 09:00`" in words


def test_a_wrong_key_is_marked_where_it_is(editor: Editor) -> None:
    text = "as_of: 2022-07-27\nstaus: resolved\ntext: {fr: Texte}\n"
    assert editor.server.problems(editor.update, text) == {
        text: [(2, "Property staus is not allowed.")]
    }


def test_a_service_that_the_schema_does_not_know_says_what_to_do(editor: Editor) -> None:
    text = "services:\n  portl: operational\n"
    message = (
        "Write services of content/services.yml: `portal: major_outage`. "
        "After adding one, run `site-builder schema`."
    )
    assert editor.server.problems(editor.update, text) == {text: [(2, message)]}


def test_wrong_settings_of_the_plugin_are_marked(editor: Editor) -> None:
    right = [
        "plugins:\n  - site_builder\n  - search\n",
        "plugins:\n  - search: {lang: en}\n  - site_builder: {precompress: true}\n",
        "plugins:\n  site_builder:\n    theme: {primary: '#005a9c'}\n",
        "theme: material\nextra: {a: 1}\nother: 1\n",
    ]
    wrong = [
        "docs_dir: docs\n",
        "plugins:\n  - site_builder: {precomress: true}\n",
        "plugins:\n  - site_builder: {outputs: [page]}\n",
        "plugins:\n  - site_builder: {theme: {primary: blue}}\n",
        "plugins:\n  - site_builder: {security: [me@example.org]}\n",
    ]
    texts = [f"site_name: Example\n{settings}" for settings in (*right, *wrong)]
    found = editor.server.problems(editor.root / "small/mkdocs.yml", *texts)
    lines = [[line for line, _ in found[text]] for text in texts]
    assert lines == [[], [], [], [], [2], [3], [3], [3], [3]]


def test_a_date_may_be_written_as_it_is_known(editor: Editor) -> None:
    dates = ["2022", "2022-07", "2022-07-27", "2022-07-27 10:00", "2022-07-27T10:00:30+02:00"]
    texts = [f"as_of: {form}\n" for date in dates for form in (date, f'"{date}"')]
    assert not any(editor.server.problems(editor.update, *texts).values())


def test_a_text_that_is_not_a_date_is_marked(editor: Editor) -> None:
    dates = ["27.07.2022", "2022-7-27", "2022-13", "2022-11-31", "10:00", "true"]
    found = editor.server.problems(editor.update, *(f"as_of: {date}\n" for date in dates))
    assert len(found) == len(dates)
    for [(line, message)] in found.values():
        assert line == 1
        assert message.startswith("This is not a date. Write it as precisely as it is known:")


def test_a_fact_may_be_a_number_or_a_text(editor: Editor) -> None:
    values = ["100", "1.5", "12 %", '"2022"', "2022-09-28", "{fr: dix}"]
    texts = [f"count: {value}\nother: {{value: {value}}}\n" for value in values]
    facts = editor.root / "small/content/facts.yml"
    found = editor.server.problems(facts, *texts, "count: [1]\n")
    assert [text for text, problems in found.items() if problems] == ["count: [1]\n"]


def test_keys_beside_markdown_files_need_no_text(editor: Editor) -> None:
    text = "status: resolved\nas_of: 2022-07-27\n"
    assert editor.server.problems(editor.update, text) == {text: []}


def test_a_missing_key_that_only_this_file_can_have_is_marked(editor: Editor) -> None:
    incident = editor.root / "small/status/outage/incident.yml"
    text = "title: Panne\n"
    assert editor.server.problems(incident, text) == {text: [(1, 'Missing property "started".')]}


def test_a_line_in_the_file_names_its_schema_for_other_editors(editor: Editor) -> None:
    elsewhere = editor.root / "small/notes/2022-07-27.yml"
    text = "# yaml-language-server: $schema=../.schemas/update.json\nstatus: |\n"
    assert "resolved" in editor.server.completions(elsewhere, text)


@pytest.mark.parametrize("site", ["shipped", "nordlicht", "postwherry", "started", "small"])
def test_nothing_is_marked_in_a_site_without_problems(editor: Editor, site: str) -> None:
    assert editor.marked(site) == {}


def test_what_passes_the_checks_is_not_marked(editor: Editor) -> None:
    sites = [str(path.relative_to(editor.root)) for path in editor.root.glob("*/Passes-*")]
    assert len(sites) > 50
    assert editor.marked(*sites) == {}


def test_what_a_schema_can_see_is_marked(editor: Editor) -> None:
    sites = {str(path.relative_to(editor.root)) for path in editor.root.glob("*/Fails-*")}
    marked = {"/".join(file.split("/")[:2]) for file in editor.marked(*sites)}
    assert {_code(site) for site in marked} == SEEN
    # A country's file with a wrong name: no schema sees the names of files.
    assert [code for site in sites - marked if (code := _code(site)) in SEEN] == ["unknown-country"]


def _code(site: str) -> str:
    return site.partition("-")[2].rpartition("-")[0]
