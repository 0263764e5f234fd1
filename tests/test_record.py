"""The record of what was public: no silent change, and nothing that vanishes."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
from click.testing import Result

from tests.sites import build_site, everything, page, run_command, words, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/countries/be.yml
locales: [fr]
# content/site.yml
record: true
# content/services.yml
portal: {name: {fr: Portail, de: Portal}}
mail: {name: {fr: Courrier, de: Post}}
# content/facts.yml
hit: 40
# content/faq/categories.yml
data: {fr: Données, de: Daten}
help: {fr: Aide, de: Hilfe}
# content/faq/data/count.yml
question: {fr: Combien de clients ?, de: Wie viele Kunden?}
answer: {fr: "120 clients depuis le 2022-07-25, voir a@example.org.", de: "120 Kunden seit dem 2022-07-25, siehe a@example.org."}
updated: 2022-08-22
claims: {taken: none}
# content/faq/data/hit.yml
question: {fr: Combien de sites ?, de: Wie viele Standorte?}
answer: {fr: "{hit} sites.", de: "{hit} Standorte."}
updated: 2022-08-22
overrides: {be: {answer: {fr: Aucun site belge.}, updated: 2022-08-23}}
# content/claims.yml
taken: {question: {fr: Pris ?, de: Weg?}, values: {none: {fr: Rien, de: Nichts}, some: {fr: Oui, de: Ja}}}
# content/pages/about.fr.md
---
title: À propos
---
Nous sommes dix.
# status/outage/incident.yml
title: {fr: Panne, de: Ausfall}
started: 2022-07-25
summary: {fr: Le portail est en panne., de: Das Portal ist gestört.}
# status/outage/2022-07-29.yml
status: investigating
as_of: 2022-07-29
text: {fr: Nous cherchons. <!-- Interne -->, de: Wir suchen.}
services: {portal: major_outage, mail: partial_outage}
# status/outage/2022-08-02.yml
status: identified
as_of: 2022-08-02
text: {fr: "Nous avons trouvé : {hit} sites.", de: "Gefunden: {hit} Standorte."}
next_update: 2022-08-05
"""  # noqa: E501
ANSWER, HIT = "content/faq/data/count.yml", "content/faq/data/hit.yml"
UPDATE, NEWEST = "status/outage/2022-07-29.yml", "status/outage/2022-08-02.yml"
AT = "2022-12-31"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site(tmp_path_factory.mktemp("published"), SITE)
    # The other outputs take most of the time.
    few = "  - site_builder: {outputs: [pages, questions, atom]}"
    edit(root, "mkdocs.yml", "  - site_builder", few)
    build_site(root)
    return root


@pytest.fixture
def published(once: Path, tmp_path: Path) -> Path:
    """A site that has been published, with its cache."""
    return Path(shutil.copytree(once, tmp_path / "site-of-test"))


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def add(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(before + text, "utf-8")


def build(root: Path, at: str = AT, *options: str) -> Result:
    return run_command("build", "-f", str(root / "mkdocs.yml"), "--at", at, *options)


def check(root: Path, at: str = AT) -> Result:
    return run_command("check", "-f", str(root / "mkdocs.yml"), "--at", at)


def record(root: Path, address: str = "lu/fr") -> dict[str, Any]:
    content = gzip.decompress((root / "site" / address / "record.json.gz").read_bytes())
    known: dict[str, Any] = json.loads(content)
    return known


SILENT = [
    (ANSWER, "120 clients", "150 clients", "A figure", "“120” has become “150”."),
    (ANSWER, "le 2022-07-25", "le 2022-07-20", "A date", "“2022-07-25” has become “2022-07-20”."),
    (ANSWER, "a@example", "b@example", "An address", "“a@example.org” has become “b@example.org”."),
    (ANSWER, "taken: none", "taken: some", "What this published text states", "“none” has become"),
    (ANSWER, "Combien de", "Quels sont les", "The words", "“Combien de clients ?"),
    (UPDATE, "as_of: 2022-07-29", "as_of: 2022-07-28", "A date", "“2022-07-29” has become"),
    (UPDATE, "cherchons.", "cherchons encore.", "The words", "has become “cherchons encore."),
    (UPDATE, "mail: partial_outage", "mail: operational", "The state of a service", "has become"),
    (NEWEST, "next_update: 2022-08-05", "next_update: 2022-08-09", "A date", "has become"),
    (NEWEST, "{hit} sites", "Aucun site", "A figure", "“40” is gone."),
    (HIT, "Aucun site belge", "Un site belge", "The words", "(be/fr)"),
    ("content/pages/about.fr.md", "dix", "onze", "The words", "“dix.” has become “onze.”"),
    ("status/outage/incident.yml", "en panne", "réparé", "The words", "Publish an update"),
    ("content/facts.yml", "40", "41", "A figure", "“40” has become “41”."),
]


@pytest.mark.parametrize(("file", "old", "new", "part", "said"), SILENT)
def test_a_silent_change_is_refused(
    file: str, old: str, new: str, part: str, said: str, published: Path
) -> None:
    before = everything(published / "site")
    edit(published, file, old, new)
    result = build(published)
    assert result.exit_code == 1
    output = " ".join(result.output.split())
    assert "error[silent-change]" in output
    assert f"{part} " in output
    assert said in output
    assert everything(published / "site") == before
    assert "error[silent-change]" in check(published).output


@pytest.mark.parametrize(("file", "old", "new", "part", "said"), SILENT)
def test_what_readers_are_told_is_published(
    file: str, old: str, new: str, part: str, said: str, published: Path
) -> None:
    edit(published, file, old, new)
    config, entry = ["-f", str(published / "mkdocs.yml")], file
    kind = "minor" if file.endswith("incident.yml") else "correction"
    if file == "content/facts.yml":
        # The dated statement must not have another figure than readers saw.
        edit(published, file, "hit: 41", "hit: {values: [{from: 2000, value: 40}]}")
        assert build(published).exit_code == 0
        edit(published, file, "value: 40}", "value: 40}, {from: 2022-12-01, value: 41}")
        assert build(published).exit_code == 0
        assert "41 sites" in words(page(published / "site", "lu/fr/faq/hit"))
        assert "40 sites" in words(page(published / "site", "lu/fr/incidents/outage"))
        return
    options = ["--country", "be"] if "belge" in old else []
    note = [] if kind == "minor" else ["--note", "C’était faux.", "--no-edit"]
    added = run_command("add", *config, kind, entry, *options, *note)
    assert added.exit_code == 0, added.output
    for built in (build(published, "2100-01-01", "--site-dir", str(published / "site")),):
        assert built.exit_code == 0, built.output


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ANSWER, '"120 clients depuis', '"120   clients\n   depuis'),
        (UPDATE, "Interne", "Plus interne"),
        (UPDATE, "status: investigating", "status: investigating\nclaims: {taken: none}"),
        ("content/faq/categories.yml", "Données", "Vos données"),
        (NEWEST, "Gefunden: {hit} Standorte.", "Gefunden: {hit}  Standorte."),
    ],
)
def test_what_is_no_change_needs_no_word(file: str, old: str, new: str, published: Path) -> None:
    edit(published, file, old, new)
    result = build(published)
    assert result.exit_code == 0, result.output


def test_a_translation_may_come_later_and_catch_up(published: Path) -> None:
    edit(published, UPDATE, ", de: Wir suchen.", "")
    edit(published, UPDATE, "Nous cherchons.", "Nous cherchons encore.")
    add(published, UPDATE, "corrections: [{at: 2022-08-03, note: {fr: Encore., de: Noch.}}]\n")
    assert build(published).exit_code == 0
    edit(published, UPDATE, "<!-- Interne -->", ", de: Wir suchen noch.")
    result = build(published)
    assert result.exit_code == 0, result.output


def test_a_stale_translation_catches_up(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("record: true", "record: true\nsource: fr"))
    config = ["-f", str(root / "mkdocs.yml")]
    assert run_command("translations", *config, "lock").exit_code == 0
    build_site(root)
    edit(root, ANSWER, "120 clients", "150 clients")
    add(root, ANSWER, "corrections: [{at: 2022-08-30, note: {fr: Pas 120., de: Nicht 120.}}]\n")
    assert build(root).exit_code == 0
    edit(root, ANSWER, "120 Kunden", "150 Kunden")
    assert run_command("translations", *config, "lock").exit_code == 0
    result = build(root)
    assert result.exit_code == 0, result.output


CONTACT = "contacts:\n  - {email: aide@example.org, purposes: [Aide]}\n"


def test_an_address_that_readers_have_noted_down_does_not_go_in_silence(published: Path) -> None:
    file = "content/countries/lu.yml"
    add(published, file, CONTACT)
    assert build(published).exit_code == 0
    edit(published, file, "aide@", "help@")
    output = " ".join(build(published).output.split())
    assert "error[silent-change]: A published address is no longer written here" in output
    assert "“email aide@example.org” has become “email help@example.org”" in output
    old = "- {email: aide@example.org, purposes: [Aide], until: 2022-12-01}"
    edit(published, file, "contacts:\n", f"contacts:\n  {old}\n")
    result = build(published)
    assert result.exit_code == 0, result.output
    edit(published, file, "help@", "helpp@")
    added = run_command("add", "-f", str(published / "mkdocs.yml"), "minor", file)
    assert added.exit_code == 0, added.output
    assert build(published).exit_code == 0


def test_an_update_tells_what_changed_above(published: Path) -> None:
    edit(published, "status/outage/incident.yml", "en panne", "réparé")
    newer = "status: resolved\nas_of: 2022-08-06\ntext: {fr: Fini., de: Ende.}\n"
    add(
        published,
        "status/outage/2022-08-06.yml",
        f"{newer}services: {{portal: operational, mail: operational}}\n",
    )
    result = build(published)
    assert result.exit_code == 0, result.output


def test_one_message_for_all_editions_names_the_ways_out(published: Path) -> None:
    edit(published, ANSWER, "120", "150")
    output = build(published).output
    assert output.count("error[silent-change]") == 1
    assert "be/fr, lu/fr, lu/de" in output
    assert f" --> {ANSWER}:2:14" in output
    for command in ("add correction", "add change", "add minor"):
        assert f"`site-builder {command} {ANSWER}`" in output


def _delete(file: str) -> Callable[[Path], None]:
    return lambda root: (root / file).unlink()


def _edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: edit(root, file, old, new)


GONE = [
    (_delete(UPDATE), "outage/2022-07-29 is public in be/fr, lu/fr, lu/de"),
    (_delete(ANSWER), "faq/data/count is public in be/fr, lu/fr, lu/de"),
    (_delete("content/pages/about.fr.md"), "pages/about is public"),
    (_edit(UPDATE, "status:", "draft: true\nstatus:"), "outage/2022-07-29 is public in"),
    (_edit(NEWEST, "as_of:", "countries: [lu]\nas_of:"), "outage/2022-08-02 is public in be/fr"),
    (_edit(ANSWER, "updated: 2022-08-22", "updated: 2023-01-01"), "faq/data/count is public"),
    (_edit("content/countries/lu.yml", ", de", ""), "The edition lu/de is public"),
]


@pytest.mark.parametrize(("change", "said"), GONE)
def test_what_would_vanish_is_refused(
    change: Callable[[Path], None], said: str, published: Path
) -> None:
    change(published)
    result = build(published)
    assert result.exit_code == 1
    assert "error[would-vanish]" in result.output
    assert said in " ".join(result.output.split())
    assert said in " ".join(check(published).output.split())


def test_files_that_would_vanish_are_refused(published: Path) -> None:
    edit(published, "mkdocs.yml", "questions, atom", "questions")
    result = build(published)
    assert result.exit_code == 1
    assert "error[would-vanish]" in result.output
    assert "be/fr/changes.atom, be/fr/faq/feed.atom" in result.output


def test_a_correction_cannot_be_taken_back_in_silence(published: Path) -> None:
    add(published, ANSWER, "corrections: [{at: 2022-08-30, note: {fr: Pas 20., de: Nicht 20.}}]\n")
    assert build(published).exit_code == 0
    edit(published, ANSWER, "corrections: [{at: 2022-08-30", "corrections: [{at: 2022-08-29")
    result = build(published)
    assert result.exit_code == 1
    assert "A correction of faq/data/count is public in" in result.output


@pytest.mark.parametrize("is_deleted", [True, False])
@pytest.mark.parametrize(
    ("entry", "file", "addresses"),
    [
        ("outage/2022-07-29", UPDATE, ["incidents/outage#2022-07-29"]),
        (
            "faq/data/count",
            ANSWER,
            ["faq#count", "faq/data#count", "faq#data/count", "faq/count#count"],
        ),
        ("pages/about", "content/pages/about.fr.md", ["about"]),
    ],
)
def test_what_is_retired_says_so_at_its_address(
    entry: str, file: str, addresses: list[str], is_deleted: bool, published: Path
) -> None:
    said = (published / "site/lu/fr/incidents/outage/index.html").read_text("utf-8")
    assert "Nous cherchons" in said
    retired = f"{entry}: {{at: 2022-12-01, note: {{fr: Une erreur., de: Ein Fehler.}}"
    add(published, "content/retired.yml", f"{retired}, to: outage/2022-08-02}}\n")
    if is_deleted:
        (published / file).unlink()
    result = build(published)
    assert result.exit_code == 0, result.output
    for address in addresses:
        path, _, anchor = address.partition("#")
        html = page(published / "site", f"lu/fr/{path}")
        assert "Une erreur." in html
        assert "1 déc. 2022" in html
        assert "../#2022-08-02" in html or "outage/#2022-08-02" in html
        if anchor:
            assert f'id="{anchor}"' in html
    assert "Ein Fehler." in page(published / "site", f"lu/de/{addresses[0].partition('#')[0]}")
    shown = everything(published / "site").decode(errors="ignore")
    assert "120 clients" not in shown if entry.startswith("faq") else True
    # The line stays necessary.
    (published / "content/retired.yml").unlink()
    result = build(published)
    assert (result.exit_code == 0) == (not is_deleted), result.output


def test_a_retired_incident_and_a_retirement_to_come(published: Path) -> None:
    add(published, "content/retired.yml", "outage: {at: 2022-12-20}\n")
    assert build(published, "2022-12-10").exit_code == 0
    assert "Nous cherchons" in page(published / "site", "lu/fr/incidents/outage")
    assert build(published, "2022-12-21").exit_code == 0
    html = page(published / "site", "lu/fr/incidents/outage")
    assert "Nous cherchons" not in html
    assert "20 déc. 2022" in html
    assert "Cette page a été déplacée" in words(page(published / "site", "lu/fr/history/2022-07"))


def test_a_retired_edition_leads_on_from_every_page(published: Path) -> None:
    pages = (published / "site/lu/de").rglob("index.html")
    before = {path.relative_to(published / "site") for path in pages}
    edit(published, "content/countries/lu.yml", ", de", "")
    add(published, "content/retired.yml", "lu/de: {at: 2022-12-01, to: lu/fr}\n")
    for _ in range(2):
        result = build(published)
        assert result.exit_code == 0, result.output
        html = page(published / "site", "lu/de/faq")
        assert 'href="../../../lu/fr/faq/"' in html
        assert '<html lang="de"' in html
        for path in before:
            assert (published / "site" / path).is_file(), path
        assert not list((published / "site/lu/de").rglob("*.atom"))


def test_a_question_may_move_to_another_category(published: Path) -> None:
    def ids() -> set[str]:
        feed = feedparser.parse((published / "site/lu/fr/faq/feed.atom").read_bytes())
        return {entry.id for entry in feed.entries}

    before = ids()
    (published / ANSWER).rename(published / "content/faq/count.yml")
    (published / "content/faq/help").mkdir()
    (published / "content/faq/count.yml").rename(published / "content/faq/help/count.yml")
    for _ in range(2):
        result = build(published)
        assert result.exit_code == 0, result.output
        assert ids() == before
        html = page(published / "site", "lu/fr/faq")
        assert html.count('id="data/count"') == html.count('id="help/count"') == 1


def test_words_that_a_correction_changed_are_marked(published: Path) -> None:
    edit(published, ANSWER, "120", "150")
    add(published, ANSWER, "corrections: [{at: 2022-08-30, note: {fr: Pas 120., de: Nicht.}}]\n")
    assert build(published).exit_code == 0
    for address in ("faq/count", "corrections"):
        html = page(published / "site", f"lu/fr/{address}")
        found = re.findall(r"<(del|ins)><span class=\"unseen\">[^<]+</span>([^<]+)<", html)
        assert found == [("del", "120"), ("ins", "150")]
    # The list of all answers stays small, and a minor edit marks nothing.
    assert "<del>" not in page(published / "site", "lu/fr/faq")
    edit(published, ANSWER, "clients depuis", "client(e)s depuis")
    add(published, ANSWER, "minor: 2022-09-01\n")
    assert build(published).exit_code == 0
    assert "client(e)s" not in " ".join(
        re.findall("<ins>.*?</ins>", page(published / "site", "lu/fr/faq/count"))
    )


def test_a_change_sets_the_date_and_reaches_subscribers(published: Path) -> None:
    edit(published, ANSWER, "120", "150")
    note = "{at: 2022-09-05, kind: change, note: {fr: Trente de plus., de: Dreißig mehr.}}"
    add(published, ANSWER, f"corrections: [{note}]\n")
    assert build(published).exit_code == 0
    html = words(page(published / "site", "lu/fr/faq/count"))
    assert "Mis à jour : 5 sept. 2022" in html
    assert "Texte rectifié" not in html
    assert "Trente de plus." in words(page(published / "site", "lu/fr/changes"))
    for name in ("feed", "changes"):
        feed = feedparser.parse((published / f"site/lu/fr/{name}.atom").read_bytes())
        told = [e.title for e in feed.entries if "Trente de plus." in str(e.content[0].value)]
        assert any(title.startswith("Information") for title in told)


def test_nothing_unpublished_is_in_the_record(tmp_path: Path) -> None:
    hidden = """\
# content/faq/data/draft.yml
question: {fr: Brouillon secret ?}
answer: {fr: Brouillon}
updated: 2022-08-22
draft: true
# content/faq/data/later.yml
question: {fr: Demain secret ?}
answer: {fr: Demain}
updated: 2023-08-22
# content/faq/data/only-be.yml
question: {fr: Seulement ?, de: Geheim?}
answer: {fr: Belge, de: Geheim}
updated: 2022-08-22
countries: [be]
"""
    root = write_site(tmp_path, SITE + hidden)
    build_site(root)
    for path in (root / "site").rglob("record.json.gz"):
        text = gzip.decompress(path.read_bytes()).decode()
        for word in ("Brouillon", "Demain", "Geheim", "Interne", "{hit}", "later", "draft"):
            assert word not in text, path


def test_a_build_for_an_earlier_moment_leaves_the_record_alone(published: Path) -> None:
    before = record(published)
    result = build(published, "2022-08-01")
    assert result.exit_code == 0, result.output
    assert record(published) == before
    result = build(published)
    assert result.exit_code == 0, result.output


def test_a_damaged_record_stops_the_build(published: Path) -> None:
    path = published / "site/lu/fr/record.json.gz"
    path.write_bytes(path.read_bytes()[:40])
    for result in (build(published), check(published)):
        assert result.exit_code == 1
        assert "lu/fr/record.json.gz cannot be read" in result.output
    path.unlink()
    assert build(published).exit_code == 0


def test_without_the_setting_there_is_no_record(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("record: true", "name: Test"))
    build_site(root)
    assert not list((root / "site").rglob("record.json.gz"))
    edit(root, ANSWER, "120", "150")
    (root / UPDATE).unlink()
    assert build(root).exit_code == 0


def test_previews_have_no_record(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    assert build(root, AT, "--drafts").exit_code == 0
    assert not list((root / "preview").rglob("record.json.gz"))


def test_check_compares_with_the_last_commit(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    git = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@b.lu"]
    assert "silent-change" not in check(root).output
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Texte"]):
        subprocess.run([*git, *command], check=True)
    assert check(root).exit_code == 0
    edit(root, ANSWER, "120", "150")
    (root / NEWEST).unlink()
    output = check(root).output
    assert "error[silent-change]" in output
    assert "error[would-vanish]" in output


def test_the_record_is_the_same_with_and_without_a_cache(published: Path) -> None:
    edit(published, ANSWER, "120", "150")
    add(published, ANSWER, "corrections: [{at: 2022-08-30, note: {fr: Pas 120., de: Nicht.}}]\n")
    cold = published.parent / f"{published.name}-cold"
    subprocess.run(["cp", "-a", str(published), str(cold)], check=True)
    subprocess.run(["rm", "-rf", str(cold / ".cache")], check=True)
    assert build(published).exit_code == build(cold).exit_code == 0
    assert everything(published / "site") == everything(cold / "site")
    assert record(published)["entries"]["faq/data/count"]["replaced"]["note"] == (
        "correction 2022-08-30"
    )


@pytest.mark.parametrize("key", ["../../evil", "pages/../../evil", "/etc", "a b", "<b>", "x/"])
def test_a_retired_key_never_leads_out_of_the_site(key: str, published: Path) -> None:
    add(published, "content/retired.yml", f'"{key}": {{at: 2022-12-01}}\n')
    result = build(published)
    assert result.exit_code == 1
    assert "error[bad-id]" in result.output
    assert not list(published.parent.rglob("evil"))


def test_a_retired_entry_leads_to_something_that_exists(published: Path) -> None:
    add(published, "content/retired.yml", "pages/about: {at: 2022-12-01, to: faq/data/none}\n")
    for result in (build(published), check(published)):
        assert result.exit_code == 1
        assert "error[unknown-entry]" in result.output
        assert "“faq/data/none”, which does not exist" in result.output


@pytest.mark.parametrize("page_of_record", ["../../evil/", "/etc/", "a/../b/", "no-slash"])
def test_a_record_cannot_name_a_page_outside_its_edition(
    page_of_record: str, published: Path
) -> None:
    path = published / "site/lu/fr/record.json.gz"
    known = record(published)
    path.write_bytes(gzip.compress(json.dumps(known | {"pages": [page_of_record]}).encode()))
    result = build(published)
    assert result.exit_code == 1
    assert "cannot be read" in result.output


def test_a_record_that_would_fill_the_memory_is_refused(published: Path) -> None:
    path = published / "site/lu/fr/record.json.gz"
    path.write_bytes(gzip.compress(b" " * (70 * 2**20)))
    result = build(published)
    assert result.exit_code == 1
    assert "cannot be read" in result.output
