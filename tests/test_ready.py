"""`site-builder ready`: what a site lacks before it goes online."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.sites import MKDOCS, run_command, write_site

COMPLETE = """\
# mkdocs.yml
site_name: Aqua
site_url: https://status.aqua.lu/
docs_dir: content
theme:
  name: material
plugins:
  - site_builder:
      security: [mailto:security@aqua.lu]
# content/site.yml
time_zone: Europe/Luxembourg
# content/countries/lu.yml
locales: [fr]
contacts:
  - {email: aide@aqua.lu, purposes: [Questions]}
links:
  - {title: Protection des données, url: https://aqua.lu/donnees}
# content/countries/de.yml
locales: [de]
contacts:
  - {email: hilfe@aqua.de, purposes: [Fragen]}
links:
  - {title: Datenschutz, url: https://aqua.de/datenschutz}
# content/pages/imprint.fr.md
---
title: Mentions légales
---
Aqua SA
# content/pages/accessibility.fr.md
---
title: Accessibilité
---
Écrivez-nous.
# content/logo.svg
<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h9v9z"/></svg>
"""


def items(root: Path, text: str, *changes: tuple[str, str]) -> dict[str, str | None]:
    """What is missing, by the code of the item; None if nothing is."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    config = write_site(root, text) / "mkdocs.yml"
    result = run_command("ready", "-f", str(config), "--format", "json")
    found = {item["code"]: item["missing"] for item in json.loads(result.stdout)}
    assert result.exit_code == (1 if any(found.values()) else 0)
    return found


def test_what_a_site_can_do_without_is_not_missing(tmp_path: Path) -> None:
    config = str(write_site(tmp_path, COMPLETE) / "mkdocs.yml")
    result = run_command("ready", "-f", config, "--format", "json")
    gains = {item["code"]: item["gain"] for item in json.loads(result.stdout) if item["gain"]}
    assert gains.keys() == {"record", "claims", "log", "git"}
    assert result.exit_code == 0
    (tmp_path / "content/site.yml").write_text("time_zone: UTC\nrecord: true\n")
    (tmp_path / "content/claims.yml").write_text(
        "taken: {question: {fr: Pris ?}, values: {no: {fr: Non}}}\n"
    )
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "mkdocs.yml").write_text(
        (tmp_path / "mkdocs.yml").read_text("utf-8") + "      notary: {key: notary.pem}\n"
    )
    text = run_command("ready", "-f", config).stdout
    assert "optional" not in text


def test_a_complete_site_lacks_nothing(tmp_path: Path) -> None:
    found = items(tmp_path, COMPLETE)
    assert set(found.values()) == {None}
    text = run_command("ready", "-f", str(tmp_path / "mkdocs.yml")).stdout
    assert text.endswith("The site is ready to go online.\n")
    assert "missing" not in text


@pytest.mark.parametrize(
    ("code", "old", "new", "said"),
    [
        ("address", "site_url: https://status.aqua.lu/\n", "", "There is none"),
        ("address", "status.aqua.lu", "status.example.org", "only an example"),
        ("time-zone", "time_zone: Europe/Luxembourg", "source: fr", "count as UTC"),
        ("contacts", "purposes: [Fragen]", "purposes: [Fragen], until: 2000", "none today in de"),
        ("contacts", "purposes: [Fragen]", "purposes: [Fragen], from: 2999", "none today in de"),
        ("contacts", "hilfe@aqua.de", "hilfe@example.com", "only examples in de"),
        ("imprint", "title: Mentions légales", "title: M\ndraft: true", "It is a draft."),
        ("imprint", "title: Mentions légales", "title: M\ncountries: [lu]", "`imprint` in de"),
        ("privacy", "title: Datenschutz", "title: Karriere", "no page `privacy` in de"),
        ("accessibility", "title: Accessibilité", "title: A\ncountries: [de]", " in lu, and"),
        ("gaps", "Aqua SA", "Aqua [[forme juridique]]", "“[[forme juridique]]”"),
        ("placeholder-words", "Aqua SA", "Aqua TBD", "“TBD”"),
        ("drafts", "title: Accessibilité", "title: A\ndraft: true", "accessibility.fr.md"),
        ("interface", "locales: [de]", "locales: [de, sq]", "Albanian"),
        ("logo", "content/logo.svg", "content/files/a.svg", "There is none"),
        (
            "security",
            "    security: [mailto:security@aqua.lu]\n",
            "    precompress: false\n",
            "tell",
        ),
        ("check", "time_zone: Europe", "time_zne: Europe", "1 error."),
    ],
)
def test_what_is_missing_is_named(code: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    assert said in (items(tmp_path, COMPLETE, (old, new))[code] or "")


def test_links_of_mkdocs_yml_count_where_they_show(tmp_path: Path) -> None:
    footer = (
        "      theme:\n        footer:\n"
        "          - {title: Privacy, url: https://aqua.lu/p, countries: [de]}\n"
    )
    changes = [("      security", footer + "      security"), ("title: Datenschutz", "title: Jobs")]
    changes.append(("title: Protection des données", "title: Emplois"))
    found = items(tmp_path, COMPLETE, *changes)
    assert found["check"] is None
    assert "no page `privacy` in lu, and" in (found["privacy"] or "")


def test_a_plain_site_lacks_most_of_it(tmp_path: Path) -> None:
    site = "# content/countries/lu.yml\nlocales: [fr]\n"
    lacking = {code for code, missing in items(tmp_path, site).items() if missing}
    assert "status.example.org" in MKDOCS
    assert {"address", "contacts", "imprint", "privacy", "accessibility", "security"} <= lacking
    assert "time-zone" not in lacking
