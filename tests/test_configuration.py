"""mkdocs.yml is checked like every file, before MkDocs reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from site_builder.configuration_check import OPTIONS, SETTINGS, configuration_problems
from site_builder.plugin import SiteBuilderConfig
from tests.sites import MKDOCS, OUTAGE, run_command, write_site

_OPTIONS = MKDOCS.replace("  - site_builder\n", "  - site_builder:\n      ")
WRONG = {
    "typo": (
        MKDOCS.replace("site_url", "site_ulr"),
        "mkdocs.yml:2:1: Unknown key “site_ulr”. Did you mean `site_url`?",
    ),
    "typo of ours": (
        _OPTIONS + "precomprss: true\n",
        "mkdocs.yml:8:7: Unknown key “precomprss”. Did you mean `precompress`?",
    ),
    "colour": (
        _OPTIONS + "theme: {primary: red}\n",
        "mkdocs.yml:8:24: “red” is not a valid colour.",
    ),
    "comment": (
        MKDOCS.replace("Example", "Acme #1"),
        "mkdocs.yml:1:17: “#1” is not part of this text",
    ),
    "yaml": (MKDOCS + "extra: [\n", "mkdocs.yml:8:8: This “[” is never closed."),
    "twice": (MKDOCS + "site_name: Other\n", "mkdocs.yml:8:1: The key “site_name” is already"),
    "list": ("- site_name: x\n", "mkdocs.yml:1:1: This file must be a map of settings."),
    "empty": ("", "mkdocs.yml:1:1: This file must be a map of settings."),
    "list for a text": (MKDOCS.replace("Example", "[a, b]"), "mkdocs.yml:1:12: A text is expected"),
    "options": (_OPTIONS + "[precompress]\n", "mkdocs.yml:8:7: The settings of site_builder must"),
    "control": (
        MKDOCS.replace("Example", '"A\\eB"'),
        "mkdocs.yml:1:12: This text contains",
    ),
    "look": (_OPTIONS + "theme: dark\n", "mkdocs.yml:8:14: `theme` of site_builder must be a map."),
    "security": (_OPTIONS + "security: [a@b.c]\n", "mkdocs.yml:8:18: “a@b.c” in `security`"),
    "security text": (_OPTIONS + "security: a@b.c\n", "mkdocs.yml:8:17: `security` must be a list"),
    "code": (
        MKDOCS + "extra: !!python/object/apply:os.system ['touch ran']\n",
        "mkdocs.yml:8:8: “!!python/object/apply:os.system” makes MkDocs run code.",
    ),
    "code, in full": (
        MKDOCS + "extra: [!<tag:yaml.org,2002:python/object/apply:os.system> ['touch ran']]\n",
        "makes MkDocs run code.",
    ),
    "itself": (MKDOCS + "INHERIT: mkdocs.yml\n", "mkdocs.yml:8:10: This file starts from itself."),
    "nothing": (MKDOCS + "INHERIT: other.yml\n", "mkdocs.yml:8:10: There is no file “other.yml”"),
    "bomb": (
        MKDOCS
        + "extra:\n  a0: &a0 [x, x, x, x, x, x, x, x]\n"
        + "".join(f"  a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 8)}]\n" for i in range(1, 10)),
        "makes this value contain itself or grow endlessly.",
    ),
    "deep": (MKDOCS + f"extra: {'[' * 5000}\n", "mkdocs.yml:"),
    "bytes": ("site_name: \udce9\n", "mkdocs.yml:1:1: This file is not UTF-8 text."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_mkdocs_yml_has_its_place_in_every_command(
    name: str, tmp_path: Path
) -> None:
    content, said = WRONG[name]
    root = write_site(tmp_path, OUTAGE)
    config = root / "mkdocs.yml"
    config.write_bytes(content.encode(errors="surrogateescape"))
    (problem, *_) = [p for p in configuration_problems(config) if p.is_error]
    place = problem.place
    assert said in f"{place.file}:{place.line}:{place.column}: {problem.message} {problem.hint}"
    checked = run_command("check", "-f", str(config), "--format", "json")
    assert checked.exit_code == 1
    assert problem.as_json() in json.loads(checked.stdout)
    built = run_command("build", "-f", str(config))
    assert built.exit_code == 2
    assert f"Error: {place.file}:{place.line}:{place.column}: {problem.message}" in built.stderr
    assert "Usage:" not in built.stderr
    assert not (root / "site").exists()
    assert not (root / "ran").exists()


def test_a_key_of_another_plugin_is_only_a_warning(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    config = root / "mkdocs.yml"
    config.write_text(MKDOCS + "quokka: 1\n")
    (problem,) = configuration_problems(config)
    assert (problem.code, problem.severity) == ("unknown-key", "warning")
    assert run_command("build", "-f", str(config), "--at", "2022-12-31").exit_code == 0


def test_a_file_of_settings_may_start_from_another_and_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_NAME", "From outside")
    root = write_site(tmp_path, OUTAGE)
    (root / "base.yml").write_text(MKDOCS.replace("Example", "!ENV SITE_NAME"))
    config = root / "mkdocs.yml"
    config.write_text("INHERIT: base.yml\n")
    assert configuration_problems(config) == ()
    assert run_command("build", "-f", str(config), "--at", "2022-12-31").exit_code == 0
    assert "From outside" in (root / "site/lu/fr/index.html").read_text()
    (root / "base.yml").write_text(MKDOCS.replace("Example", "A #1"))
    (problem,) = configuration_problems(config)
    assert (problem.code, problem.place.file) == ("lost-text", "base.yml")


def test_the_keys_are_those_of_mkdocs_and_of_the_plugin() -> None:
    ours = {key for key, _ in SiteBuilderConfig._schema}
    assert set(OPTIONS) == ours
    gone = {"config_file_path", "google_analytics", "pages"}
    theirs = {key for key, _ in MkDocsConfig._schema} - gone
    assert set(SETTINGS) == theirs | {"INHERIT"}
