"""The documentation names what exists, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.problem_pages import TARGET, problems_page
from site_builder.model.incident import INCIDENT_STATUSES, MAINTENANCE_STATUSES
from site_builder.model.service import State
from site_builder.outputs.all_outputs import OUTPUTS
from site_builder.reading.document import Kind
from site_builder.schemas.maps import Schema
from site_builder.schemas.names import Names
from site_builder.schemas.schema_files import GLOBS
from site_builder.schemas.shape_schema import shape_schema
from site_builder.shapes.documents import SHAPES
from tests.conftest import ROOT
from tests.sites import run_command

FORMATS = (ROOT / "docs/formats.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


# The tables of keys, in the order of the page: the file, and the part of it.
TABLES: tuple[tuple[Kind, str], ...] = (
    ("incident", ""),
    ("update", ""),
    ("maintenance", ""),
    ("question", ""),
    ("country", ""),
    ("country", "ContactShape"),
    ("country", "PostalShape"),
    ("services", "ServiceShape"),
    ("facts", "FactShape"),
    ("site", ""),
    ("site", "RequiredApprovalsShape"),
    ("claims", "ClaimShape"),
    ("retired", "RetiredShape"),
    ("page", ""),
)
# What values are called, where the name of their form would not do.
VALUES = {
    "claims": "map",
    "countries": "`all` or list",
    "country-code": "country",
    "flag": "`true`",
    "hours": "opening hours",
    "kind": "`question` or `rumour`",
    "locale": "language",
    "plain": "plain text",
    "RequiredApprovalsShape": "map",
    "retired": "entry",
    "zone": "time zone",
}
MIXED = {"post": "text or map", "supersedes": "entry or list", "value": "value"}


def _keys() -> set[str]:
    keys: set[str] = set()
    for kind in SHAPES:
        schema = shape_schema(kind, Names())
        for part in (schema, *schema["definitions"].values()):
            keys |= part.get("properties", {}).keys()
    return keys


def _table(kind: Kind, part: str) -> list[str]:
    """The rows of a table: each key, with a ? if it may be left out, its value and its meaning."""
    shape = SHAPES[kind].model_json_schema(by_alias=True)
    shape = shape["$defs"][part] if part else shape
    schema = shape_schema(kind, Names())
    properties = (schema["definitions"][part] if part else schema)["properties"]
    return [
        f"| `{key}`{'' if key in shape.get('required', ()) else ' ?'} "
        f"| {_value(key, properties[key])} | {field['description']} |"
        for key, field in shape["properties"].items()
    ]


def _value(key: str, schema: Schema) -> str:
    form: str = schema.get("$ref", "").rpartition("/")[2]
    if key == "stale":
        return "`note` or `source`"
    if form:
        return VALUES.get(form, form)
    kinds = {"array": "list", "object": "map"}
    return kinds.get(schema.get("type", "")) or MIXED[key]


def test_the_tables_of_keys_say_what_the_shapes_say() -> None:
    tables: list[list[str]] = []
    previous = ""
    for line in FORMATS.partition("## mkdocs.yml")[0].splitlines():
        if re.match(r"\| `[a-z_]+`( \?)? \| [^|]+ \| [^|]+ \|$", line):
            if not previous.startswith("|"):
                raise AssertionError(f"a table without a head: {line}")
            if previous == "|---|---|---|":
                tables.append([])
            tables[-1].append(line)
        previous = line
    assert tables == [_table(kind, part) for kind, part in TABLES]


def test_every_key_is_documented() -> None:
    assert {key for key in _keys() if not re.search(rf"\b{key}\b", FORMATS)} == set()


def test_every_key_of_a_table_exists() -> None:
    rows = re.findall(r"^\| (`[^|]+`[^|]*) \|", FORMATS.partition("## mkdocs.yml")[0], re.MULTILINE)
    named = {key for row in rows for key in re.findall(r"`([a-z_]+)`", row)}
    assert named
    assert named <= _keys()


def test_every_schema_is_documented_with_its_files() -> None:
    text = (ROOT / "docs/editor.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)\.json` \| `([^`]+)` \|$", text, re.MULTILINE)
    assert dict(rows) == dict(GLOBS) | {"mkdocs": "mkdocs.yml"}
    named = dict(re.findall(r"\./\.schemas/(\w+)\.json['\"]\]? = ['\"]([^'\"]+)", text))
    assert named.items() <= GLOBS.items()
    assert named


def test_every_output_is_documented() -> None:
    assert all(f"`{output.name}`" in FORMATS for output in OUTPUTS)


def test_the_glossary_has_each_state_and_status_with_its_phrase_and_its_value_in_the_api() -> None:
    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]*\| “([^”]+)” \| `\w+` \|$", text, re.MULTILINE))
    values = dict(re.findall(r"^\| `(\w+)` \|[^|]*\|[^|]*\| `(\w+)` \|$", text, re.MULTILINE))
    words = (*(state.name for state in State), *INCIDENT_STATUSES, *MAINTENANCE_STATUSES)
    said = (ROOT / "site_builder/pages/labels.py").read_text("utf-8")
    for word in words:
        phrase = rf'(?:State\.|"){word}"?: mark\("{rows[word]}"\)'
        assert re.search(phrase, said), word
        assert values[word] == {"cancelled": "completed"}.get(word, word)


def test_the_phrases_of_the_glossary_are_those_of_the_interface() -> None:
    phrases = (ROOT / "locales/messages.pot").read_text("utf-8")
    text = (ROOT / "docs/glossary.md").read_text("utf-8")
    headings = set(re.findall("^## (.+)$", text, re.MULTILINE))
    for cell in re.findall(r"^\|[^|]*\|[^|]*\|([^|]*)\|[^|]*\|$", text, re.MULTILINE):
        for phrase in re.findall("“([^”]+)”", cell):
            parts = [part.strip() for part in phrase.split("…")]
            known = any(all(p in line for p in parts) for line in phrases.splitlines())
            assert known or any(phrase in heading for heading in headings), phrase


def test_the_page_of_problems_is_made_from_the_checks() -> None:
    assert TARGET.read_text("utf-8") == problems_page()


def test_every_command_in_the_readme_exists() -> None:
    commands = set(re.findall(r"`site-builder (\w+)", README))
    assert commands
    for command in commands:
        assert run_command(command, "--help").exit_code == 0, command


def test_every_target_in_the_readme_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"`?make (\w+)`?", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


_PARTS = ["Problem", "Choice", "What it costs", "When to look again"]


def test_every_decision_has_a_date_its_four_parts_and_a_line_in_the_list() -> None:
    folder = ROOT / "docs/decisions"
    rows = []
    for number, path in enumerate(sorted(folder.glob("0*.md")), 1):
        text = path.read_text("utf-8")
        head = re.match(rf"# {number}\. (.+)\n\n(2\d{{3}}-\d\d-\d\d)\n\n## ", text)
        assert head, path.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == _PARTS, path.name
        rows.append(f"| [{number}]({path.name}) | {head[1]} | {head[2]} |")
    assert rows
    assert rows == re.findall(r"^\| \[.+$", (folder / "README.md").read_text("utf-8"), re.MULTILINE)


def test_every_file_that_a_decision_names_exists() -> None:
    for path in (ROOT / "docs/decisions").glob("*.md"):
        for name in re.findall(r"`([\w/-]+/[\w.-]+\.[a-z]+)`", path.read_text("utf-8")):
            places = (ROOT / name, ROOT / "site_builder" / name)
            assert any(place.exists() for place in places), f"{path.name}: {name}"


def test_links_of_the_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        # What stands in code is what a site's texts would say.
        text = re.sub(r"`[^`\n]*`", "", text)
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            if path.name not in ("problems.md",):
                assert (path.parent / Path(target)).exists(), (path.name, target)
