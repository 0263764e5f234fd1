"""mkdocs.yml is checked like every file, before MkDocs reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from site_builder.hosts.configuration.one_file import SETTINGS
from site_builder.hosts.configuration.plugin_options import OPTIONS
from site_builder.hosts.configuration.problems import configuration_problems
from site_builder.hosts.plugin import SiteBuilderConfig
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
    "list": ("- site_name: x\n", "mkdocs.yml:1:1: This file has no settings."),
    "empty": ("", "mkdocs.yml:1:1: This file has no settings."),
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
    "itself": (
        MKDOCS + "INHERIT: mkdocs.yml\n",
        "mkdocs.yml:8:10: This file inherits from itself.",
    ),
    "nothing": (
        MKDOCS + "INHERIT: other.yml\n",
        "mkdocs.yml:8:10: The file “other.yml” does not exist",
    ),
    "bomb": (
        MKDOCS
        + "extra:\n  a0: &a0 [x, x, x, x, x, x, x, x]\n"
        + "".join(f"  a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 8)}]\n" for i in range(1, 10)),
        "makes this value contain itself or grow endlessly.",
    ),
    "deep": (MKDOCS + f"extra: {'[' * 5000}\n", "mkdocs.yml:"),
    "code, renamed": (
        f"%TAG !p! tag:yaml.org,2002:python/\n---\n{MKDOCS}? !p!module:antigravity\n: 1\n",
        "mkdocs.yml:10:3: “!p!module:antigravity” makes MkDocs run code.",
    ),
    "code, encoded": (
        MKDOCS + "extra: {a: 'x #', b: !!pyth%6Fn/object/apply:os.system ['touch ran']}\n",
        "mkdocs.yml:8:22: “!!pyth%6Fn/object/apply:os.system” makes MkDocs run code.",
    ),
    "from no path": (
        MKDOCS + "INHERIT:\n",
        "mkdocs.yml:8:9: `INHERIT` must be the path of a file.",
    ),
    "from NUL": (
        MKDOCS + 'INHERIT: "a\\0b"\n',
        "mkdocs.yml:8:10: `INHERIT` must be the path of a file.",
    ),
    "environment": (MKDOCS + "extra: !ENV {a: b}\n", "mkdocs.yml:8:8: “!ENV” does not fit"),
    "folder": (MKDOCS + "extra: {a: !relative $no}\n", "mkdocs.yml:8:12: “!relative” does not fit"),
    "no name": (MKDOCS.partition("\n")[2], "mkdocs.yml:1:1: The key `site_name` is missing."),
    "unseen name": (MKDOCS.replace("Example", '"\\u200b"'), "mkdocs.yml:1:12: This text is empty."),
    "date": (MKDOCS.replace("Example", "2022-09-28"), "mkdocs.yml:1:12: A text is expected here."),
    "no date": (MKDOCS.replace("Example", "2022-13-48"), "mkdocs.yml:1:12: MkDocs cannot read"),
    "sources": (
        MKDOCS.replace("content", "."),
        "mkdocs.yml:3:11: “.” is not a folder with the site's content.",
    ),
    "site over sources": (
        MKDOCS + "site_dir: status\n",
        "mkdocs.yml:8:11: A site published to “status” would replace its",
    ),
    "theme": (MKDOCS.replace("material", "mkdocs"), "mkdocs.yml:5:9: site_builder needs the theme"),
    "palette": (
        MKDOCS.replace("material", "material\n  palette: 3"),
        "mkdocs.yml:6:12: `palette` must be a map.",
    ),
    "language": (
        MKDOCS.replace("material", "material\n  language: ../../x"),
        "mkdocs.yml:6:13: Material has no language “../../x”.",
    ),
    "custom_dir": (
        MKDOCS.replace("material", "material\n  custom_dir: nowhere"),
        "mkdocs.yml:6:15: The folder “nowhere” does not exist.",
    ),
    "no plugin": (
        MKDOCS.partition("plugins")[0],
        "mkdocs.yml:1:1: The plugin `site_builder` is not listed.",
    ),
    "plugins": (
        MKDOCS.replace("  - site_b", "  site_b"),
        "mkdocs.yml:7:3: `plugins` must be a list",
    ),
    "plugin twice": (MKDOCS + "  - site_builder\n", "mkdocs.yml:8:5: The plugin `site_builder` is"),
    "other plugin": (
        MKDOCS + "  - serch\n",
        "mkdocs.yml:8:5: The plugin “serch” is not installed.",
    ),
    "outputs": (
        _OPTIONS + "outputs: [pages, rsss]\n",
        "mkdocs.yml:8:24: Unknown output “rsss”. Did you mean `rss`?",
    ),
    "outputs as text": (_OPTIONS + "outputs: rss\n", "mkdocs.yml:8:16: `outputs` must be a list."),
    "precompress": (
        _OPTIONS + "precompress: maybe\n",
        "mkdocs.yml:8:20: `precompress` must be `true` or `false`.",
    ),
    "footer": (
        _OPTIONS + "theme: {footer: [{title: T, url: 'javascript:x'}]}\n",
        "mkdocs.yml:8:40: “javascript:x” in `footer` is not a valid address.",
    ),
    "footer title": (
        _OPTIONS + 'theme: {footer: [{title: "a\\e", url: "https://a.example/"}]}\n',
        "mkdocs.yml:8:32: This title contains a control character.",
    ),
    "type of MkDocs": (
        MKDOCS + "strict: perhaps\n",
        "mkdocs.yml:8:9: `strict`: Expected type: `true` or `false` but received: a text.",
    ),
    "strict": (MKDOCS + "strict: yes\nquokka: 1\n", "mkdocs.yml:9:1: Unknown key “quokka”."),
    "nav": (MKDOCS + "nav: 3\n", "mkdocs.yml:8:6: `nav`: Expected nav to be a list"),
    "hooks": (
        MKDOCS + "hooks: [no.py]\n",
        "mkdocs.yml:8:8: `hooks`: The file “no.py” does not exist.",
    ),
    "extension": (
        MKDOCS + "markdown_extensions: [nothing]\n",
        "`markdown_extensions`: The extension “nothing” is not installed.",
    ),
    "size": (MKDOCS + "#" * 300_000, "mkdocs.yml:1:1: This file is larger than 250 kB."),
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


def test_a_base_is_looked_for_where_mkdocs_looks_for_it(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    (root / "real").mkdir()
    (root / "real/mkdocs.yml").write_text(MKDOCS + "INHERIT: base.yml\n")
    (root / "real/base.yml").write_text("strict: false\n")
    (root / "base.yml").write_text("extra: !!python/object/apply:os.system ['touch ran']\n")
    (root / "mkdocs.yml").unlink()
    (root / "mkdocs.yml").symlink_to("real/mkdocs.yml")
    (problem, *_) = configuration_problems(root / "mkdocs.yml")
    assert (problem.place.file, problem.place.line) == ("base.yml", 1)
    assert "makes MkDocs run code" in problem.message


def test_settings_are_judged_as_all_files_together_give_them(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    (root / "base.yml").write_text(MKDOCS.replace("Example", "12").replace("material", "mkdocs"))
    config = root / "mkdocs.yml"
    config.write_text("INHERIT: base.yml\nsite_name: !ENV [NOT_SET_ANYWHERE, Fine]\n")
    (problem,) = configuration_problems(config)
    assert (problem.place.file, problem.place.line) == ("base.yml", 5)
    config.write_text("INHERIT: base.yml\nsite_name: Fine\ntheme: {name: material}\n")
    assert configuration_problems(config) == ()


def test_of_ten_thousand_unknown_keys_a_hundred_are_listed(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    config = root / "mkdocs.yml"
    config.write_text(MKDOCS + "".join(f"k{i}: 1\n" for i in range(10_000)))
    found = configuration_problems(config)
    assert len(found) == 100
    assert found[-1].message.endswith("And 9,900 more problems of this kind in this file.")


def test_the_keys_are_those_of_mkdocs_and_of_the_plugin() -> None:
    ours = {key for key, _ in SiteBuilderConfig._schema}
    assert set(OPTIONS) == ours
    gone = {"config_file_path", "google_analytics", "pages"}
    theirs = {key for key, _ in MkDocsConfig._schema} - gone
    assert set(SETTINGS) == theirs | {"INHERIT"}
