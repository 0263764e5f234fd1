"""How current translations are, and the way to translators and back."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from lxml.html import fromstring
from ruamel.yaml import YAML
from translate.storage import factory

from site_builder.checking.examine import examine
from site_builder.translations.texts import translatables
from tests.conftest import copy_shipped
from tests.sites import AT, build_site, page, problems_of, run_command, words, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, de-AT, en]
# content/countries/us.yml
locales: [en]
time_zone: UTC
# content/site.yml
source: fr
# content/facts.yml
people: 146000
# status/outage/incident.yml
title: {fr: Panne, de: Ausfall}
started: 2022-07-01
# status/outage/2022-07-02.yml
# What we know.
status: investigating   # for now
published: 2022-07-02
title: {fr: 'Premier', de: "Erste"}
text:
  fr: |
    Une *liste* pour {people} personnes :

    - [ici](services)
  de: |
    Eine *Liste* für {people} Personen:

    - [hier](services)
"""
TEXT = "status/outage/2022-07-02#text"


def _run(root: Path, *arguments: str) -> str:
    result = run_command("translations", "-f", str(root / "mkdocs.yml"), *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def _change_source(root: Path) -> None:
    path = root / "status/outage/2022-07-02.yml"
    path.write_text(path.read_text("utf-8").replace("Une *liste*", "Une autre *liste*"), "utf-8")


def test_without_a_lock_no_translation_is_called_stale(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _change_source(root)
    assert "older than" not in page(build_site(root), "lu/de-AT/incidents/outage")


def test_a_build_never_writes_the_lock(tmp_path: Path) -> None:
    build_site(write_site(tmp_path, SITE))
    assert not (tmp_path / "content/translations.lock").exists()


def test_a_stale_translation_says_so_beside_the_current_source(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _run(root, "lock")
    assert "fallback" not in page(build_site(root), "lu/de-AT/incidents/outage")
    _change_source(root)
    html = fromstring(page(build_site(root), "lu/de-AT/incidents/outage"))
    [notice] = html.xpath('//p[@class="fallback"]/text()')
    assert notice == (
        "Diese Übersetzung ist veraltet: Der Text auf Französisch wurde seither geändert."
    )
    [current] = html.xpath('//details[@class="current"]')
    assert current.xpath("summary/text()") == ["Aktueller Text: Französisch"]
    [source] = current.xpath("div")
    assert source.get("lang") == "fr"
    assert "Une autre liste pour 146\u202f000" in source.text_content()
    for other in ("lu/fr", "lu/en"):
        assert "older than" not in page(root / "site", f"{other}/incidents/outage")


def test_programs_hear_that_an_answer_is_stale(tmp_path: Path) -> None:
    question = (
        "# content/faq/categories.yml\ndata: {fr: Données, de: Daten}\n"
        "# content/faq/data/which.yml\n"
        "question: {fr: 'Une ?', de: Eine?}\nupdated: 2022-07-03\n"
    )
    root = write_site(tmp_path, f"{SITE}{question}answer: {{fr: Oui., de: Ja.}}\n")
    _run(root, "lock")
    write_site(root, f"{question}answer: {{fr: Non., de: Ja.}}\n")
    site = build_site(root)
    [answer] = fromstring(page(site, "lu/de-AT/faq")).xpath(
        '//*[@itemprop="acceptedAnswer"]//*[@itemprop="text"]'
    )
    said = answer.text_content()
    assert said.startswith("Diese Übersetzung ist veraltet")
    assert said.strip().endswith("Ja.")
    twin = (site / "lu/de-AT/faq/index.md").read_text("utf-8")
    assert "Diese Übersetzung ist veraltet" in twin
    assert "Non." in twin


def test_a_site_may_show_the_source_instead(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("source: fr", "source: fr\nstale: source"))
    _run(root, "lock")
    _change_source(root)
    text = words(page(build_site(root), "lu/de-AT/incidents/outage"))
    assert "Die Fassung auf Deutsch (Österreich) ist veraltet;" in text
    assert "Une autre liste" in text
    assert "Eine Liste" not in text


def test_the_check_warns_of_what_is_stale(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _run(root, "lock")
    _change_source(root)
    result = run_command("check", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 0
    assert (
        "warning[stale-translation]: The French source of this German text has "
        "changed since it was translated.\n"
        "  --> status/outage/2022-07-02.yml:10:7\n" in result.stdout
    )
    assert run_command("check", "-f", str(root / "mkdocs.yml"), "--strict").exit_code == 1


def test_the_lock_knows_work_from_neglect(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _run(root, "lock")
    _change_source(root)
    assert f"stale in German: {TEXT}" in _run(root, "lock")
    path = root / "status/outage/2022-07-02.yml"
    path.write_text(path.read_text("utf-8").replace("Eine *Liste*", "Eine andere *Liste*"), "utf-8")
    assert "stale" not in _run(root, "lock")


def test_a_translation_may_be_accepted_as_it_is(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _run(root, "lock")
    _change_source(root)
    refused = run_command(
        "translations", "-f", str(root / "mkdocs.yml"), "lock", "--accept", "nothing"
    )
    assert refused.exit_code == 2
    assert "Unknown text “nothing”" in refused.stderr
    assert "stale" not in _run(root, "lock", "--accept", TEXT)


def test_a_reflowed_source_is_the_same_text(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _run(root, "lock")
    path = root / "status/outage/2022-07-02.yml"
    broken = path.read_text("utf-8").replace("Une *liste* pour", "Une *liste*\n    pour")
    path.write_text(broken, "utf-8")
    assert "stale" not in _run(root, "lock")


def test_the_lock_has_a_line_for_each_text(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _run(root, "lock")
    text = (root / "content/translations.lock").read_text("utf-8")
    assert len(text.splitlines()) == 9
    assert text == text.strip() + "\n"
    assert json.loads(text)["status/outage/2022-07-02"].keys() == {"title", "text"}


def test_a_broken_lock_is_found(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    (root / "content/translations.lock").write_text("{\n<<<<<<< HEAD\n", "utf-8")
    result = run_command("build", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 1
    assert " --> content/translations.lock:2:1" in result.stderr
    assert "run `site-builder translations lock`" in result.stderr


def test_an_old_build_hears_of_the_lock(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _run(root, "lock")
    build_site(root)
    _change_source(root)
    assert "Übersetzung ist veraltet" in page(build_site(root), "lu/de-AT/incidents/outage")
    _run(root, "lock", "--accept", "all")
    assert "Übersetzung ist veraltet" not in page(build_site(root), "lu/de-AT/incidents/outage")


def test_the_table_counts_each_edition(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _run(root, "lock")
    _change_source(root)
    assert _run(root) == (
        "Edition   Fresh  Stale  Missing  Current\n"
        "lu/fr         3      0        0    100 %\n"
        "lu/de-AT      2      1        0     66 %\n"
        "lu/en         0      0        3      0 %\n"
        "us/en         0      0        3      0 %\n"
    )
    rows = json.loads(_run(root, "--format", "json"))
    stale = {"edition": "lu/de-AT", "locale": "de-AT", "fresh": 2, "stale": 1, "missing": 0}
    assert rows[1] == {**stale, "percent": 66}
    assert "| lu/de-AT | 2 | 1 | 0 | 66 % |" in _run(root, "--format", "markdown")


def _export(root: Path, locale: str, ending: str, *options: str) -> Path:
    path = root / f"site.{locale}.{ending}"
    form = {"po": "po", "xlf": "xliff"}[ending]
    _run(root, "export", "--to", locale, "--format", form, "-o", str(path), *options)
    return path


@pytest.mark.parametrize("ending", ["po", "xlf"])
def test_a_translators_file_is_read_by_other_programs(ending: str, tmp_path: Path) -> None:
    copy_shipped(tmp_path)
    path = _export(tmp_path, "de", ending, "--all")
    store = factory.getobject(str(path))
    units = [unit for unit in store.units if unit.istranslatable()]
    assert len(units) > 80
    assert all(unit.source and unit.getnotes() for unit in units)
    if ending == "po":
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        entries = polib.pofile(str(path))
        assert {entry.msgctxt for entry in entries} >= {"content/faq/data/which-data#answer"}


@pytest.mark.parametrize("ending", ["po", "xlf"])
def test_the_whole_case_goes_out_and_comes_back_as_it_was(ending: str, tmp_path: Path) -> None:
    copy_shipped(tmp_path)
    before = _files(tmp_path)
    for locale in ("fr", "de", "en", "nl", "nb"):
        path = _export(tmp_path, locale, ending, "--all")
        assert " 0 refused" in _run(tmp_path, "import", str(path))
        path.unlink()
    (tmp_path / "content/translations.lock").unlink(missing_ok=True)
    before.pop("content/translations.lock", None)
    assert _files(tmp_path) == before


def _files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for folder in ("content", "status")
        for path in (root / folder).rglob("*.*")
    }


@pytest.mark.parametrize("ending", ["po", "xlf"])
def test_a_language_taken_out_of_the_case_comes_back_from_its_file(
    ending: str, tmp_path: Path
) -> None:
    copy_shipped(tmp_path)
    known = _texts(tmp_path)
    path = _export(tmp_path, "nl", ending, "--all")
    _take_out(tmp_path, "nl")
    assert _texts(tmp_path) != known
    output = _run(tmp_path, "import", str(path))
    assert " 0 refused" in output
    assert _texts(tmp_path) == known


def _texts(root: Path) -> dict[str, dict[str, str]]:
    return {
        text.id: {str(locale): value for locale, value in text.text.by_locale.items()}
        for text in translatables(examine(root, AT))
    }


def _take_out(root: Path, locale: str) -> None:
    """Delete a language where it is not the source."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    for text in translatables(examine(root, AT)):
        if text.source == locale or locale not in text.text.by_locale:
            continue
        file = root / text.text.places[locale].file  # type: ignore[index]
        if file.suffix == ".md":
            file.unlink(missing_ok=True)
            continue
        tree = yaml.load(file.read_text("utf-8"))
        holder = tree
        for part in text.path:
            holder = holder[part]
        del holder[locale]
        with open(file, "w", encoding="utf-8") as output:
            yaml.dump(tree, output)


def _translate(path: Path, id: str, target: str) -> None:
    catalogue = polib.pofile(str(path))
    entry = catalogue.find(id, by="msgctxt", include_obsolete_entries=False)
    assert entry is not None
    entry.msgstr = target
    catalogue.save()


ENGLISH = "A *list* for {people} people:\n\n- [here](services)"


def test_a_translation_goes_into_its_file_and_nothing_else_changes(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root, "en", "po")
    _translate(path, TEXT, ENGLISH)
    _translate(path, "status/outage/2022-07-02#title", "First: the start")
    before = (root / "status/outage/2022-07-02.yml").read_text("utf-8")
    output = _run(root, "import", str(path))
    assert output.endswith("2 written, 0 refused, 0 unchanged, 1 not translated.\n")
    after = (root / "status/outage/2022-07-02.yml").read_text("utf-8")
    assert after == (
        before.replace('de: "Erste"}', "de: \"Erste\", en: 'First: the start'}")
        + "  en: |\n    A *list* for {people} people:\n\n    - [here](services)\n"
    )
    assert problems_of(root, "") == ()
    assert "A <em>list</em> for 146,000 people" in page(build_site(root), "us/en")


def test_a_new_language_stands_with_the_others_and_not_below_a_comment(tmp_path: Path) -> None:
    services = (
        "# content/services.yml\nweb:\n  name:\n    fr: Portail\n    de: Portal  # short\n\n"
        "# Behind it.\nmail:\n  name: {fr: Courriel, de: Mail}\n"
    )
    root = write_site(tmp_path, SITE + services)
    path = _export(root, "en", "po")
    _translate(path, "content/services#web.name", "Portal")
    _run(root, "import", str(path))
    assert (root / "content/services.yml").read_text("utf-8") == (
        "web:\n  name:\n    fr: Portail\n    de: Portal  # short\n    en: Portal\n\n"
        "# Behind it.\nmail:\n  name: {fr: Courriel, de: Mail}\n"
    )


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root, "en", "po")
    _translate(path, TEXT, ENGLISH)
    before = _files(root)
    assert "would change  status/outage/2022-07-02.yml" in _run(
        root, "import", str(path), "--dry-run"
    )
    assert _files(root) == before


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (ENGLISH.replace("{people}", "many"), "The translation is missing {people}."),
        (
            ENGLISH.replace("services", "contact"),
            "The translation is missing the link to services.",
        ),
        (ENGLISH + " {other}", "The translation has {other}, which the source does not have."),
        (
            ENGLISH.replace("- [", "["),
            "The structure differs: the source has 2 × paragraph, 1 × bullet list, 1 × list "
            "item, the translation has 2 × paragraph.",
        ),
    ],
)
def test_a_translation_that_lost_something_is_refused(
    target: str, reason: str, tmp_path: Path
) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root, "en", "po")
    _translate(path, TEXT, target)
    before = _files(root)
    result = run_command("translations", "-f", str(root / "mkdocs.yml"), "import", str(path))
    assert result.exit_code == 1
    assert f"refused  {TEXT}\n         {reason}\n" in result.stdout
    assert _files(root).items() >= before.items()


def test_work_on_an_outdated_source_is_refused_entry_by_entry(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root, "en", "po")
    _translate(path, TEXT, ENGLISH)
    _translate(path, "status/outage/incident#title", "Outage")
    _change_source(root)
    result = run_command("translations", "-f", str(root / "mkdocs.yml"), "import", str(path))
    assert result.exit_code == 1
    assert "The source has changed since the export. Export it again." in result.stdout
    assert "1 written, 1 refused" in result.stdout
    assert "en: Outage" in (root / "status/outage/incident.yml").read_text("utf-8")


def test_a_stale_text_goes_out_as_unfinished_and_comes_back_current(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    _run(root, "lock")
    _change_source(root)
    path = _export(root, "de", "po")
    entry = polib.pofile(str(path))[0]
    assert (entry.msgctxt, entry.fuzzy) == (TEXT, True)
    assert " 1 not translated." in _run(root, "import", str(path))
    catalogue = polib.pofile(str(path))
    catalogue[0].flags.remove("fuzzy")
    catalogue.save()
    assert "1 written" in _run(root, "import", str(path))
    assert "older than" not in run_command("check", "-f", str(root / "mkdocs.yml")).stdout


def test_a_language_of_markdown_files_gets_a_file_of_its_own(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        SITE + "# content/pages/about.fr.md\n---\ntitle: À propos\n---\n\nUn **texte**.\n",
    )
    path = _export(root, "en", "po")
    _translate(path, "content/pages/about#title", "About: us")
    _translate(path, "content/pages/about#text", "A **text**.")
    _run(root, "import", str(path))
    text = (root / "content/pages/about.en.md").read_text("utf-8")
    assert text == "---\ntitle: 'About: us'\n---\n\nA **text**.\n"
    assert "A <strong>text</strong>." in page(build_site(root), "us/en/about")


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    for name in ("work.en.po", "work.en.xlf"):
        (root / name).write_text("hello", "utf-8")
        arguments = ("translations", "-f", str(root / "mkdocs.yml"), "import", str(root / name))
        result = run_command(*arguments)
        assert result.exit_code == 2, name
        assert "cannot be read" in result.stderr


def test_the_lock_of_the_case_is_up_to_date(tmp_path: Path) -> None:
    copy_shipped(tmp_path)
    path = tmp_path / "content/translations.lock"
    before = path.read_text("utf-8")
    shutil.copy(path, tmp_path / "before")
    assert "stale" not in _run(tmp_path, "lock")
    assert path.read_text("utf-8") == before
