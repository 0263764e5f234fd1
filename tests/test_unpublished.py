"""What is not public yet: it is named, and a build that shows it is marked and kept apart."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.build.moment import CLOCK
from tests.sites import build_site, everything, problems_of, run_command, write_site

NOW = "2022-12-31T12:00Z"
SITE = """\
# content/countries/lu.yml
locales: [fr]
# content/countries/group.yml
locales: [en]
# content/site.yml
time_zone: Europe/Luxembourg
# content/faq/categories.yml
data: {fr: Données, en: Data}
# content/faq/data/which.yml
question: {fr: Lesquelles, en: Which}
answer: {fr: Celles-ci, en: These}
updated: 2022-08-01
source: en
corrections: [{at: 2023-01-03, note: {fr: Non, en: No}}]
overrides: {lu: {answer: {fr: Moien}, updated: 2023-01-02 10:00}}
# content/pages/about.en.md
---
title: About
published: 2024
---
Text
# status/outage/incident.yml
title: {fr: Panne, en: Outage}
started: 2022-07-25
source: en
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
text: {fr: Texte, en: Text}
# status/outage/2022-12-31.yml
status: monitoring
published: 2022-12-31 19:25
text: {fr: Demain, en: Tomorrow it works}
# status/outage/2022-12-30.yml
status: monitoring
published: 2022-12-30
draft: true
text: {fr: Brouillon, en: A draft}
# status/next/incident.yml
title: {fr: Suite, en: Next}
started: 2023-02-01
source: en
# status/next/2023-02.yml
status: investigating
published: 2023-02
text: {fr: Texte, en: Text}
# status/works/maintenance.yml
title: {fr: Travaux, en: Works}
starts: 2023-01-10 10:00
ends: 2023-01-10 12:00
services: []
published: 2023-01-01
source: en
# status/silent/incident.yml
title: {fr: Silence, en: Silence}
started: 2022-07-25
source: en
"""
AGENDA = """\
Agenda (8 ahead, 2 without a date):
  Sat 31 Dec 2022, 19:25 CET  Update of “Outage” appears  status/outage/2022-12-31.yml
  Sun 1 Jan 2023, 00:00 CET   Maintenance “Works” is announced  status/works/maintenance.yml
  Mon 2 Jan 2023, 10:00 CET   Answer for lu to “Which” appears  content/faq/data/which.yml \
(answer for lu)
  Tue 3 Jan 2023, 00:00 CET   Correction of the answer to “Which” appears  \
content/faq/data/which.yml (correction 1)
  Tue 10 Jan 2023, 10:00 CET  Maintenance “Works” starts  status/works/maintenance.yml
  Tue 10 Jan 2023, 12:00 CET  Maintenance “Works” ends  status/works/maintenance.yml
  Wed 1 Feb 2023, 00:00 CET   Update of “Next” appears  status/next/2023-02.yml
  Mon 1 Jan 2024, 00:00 CET   Page “About” appears  content/pages/about.en.md
  … and 2 more: site-builder agenda
Next build due: Sat 31 Dec 2022, 19:25 CET
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CLOCK, NOW)
    return write_site(tmp_path, SITE)


def _config(root: Path) -> tuple[str, str]:
    return ("-f", str(root / "mkdocs.yml"))


@pytest.mark.parametrize("command", ["check", "build", "build again"])
def test_commands_end_with_the_start_of_the_agenda(command: str, root: Path) -> None:
    """A build with nothing to do tells it from memory."""
    for name in command.replace("again", "build").split():
        result = run_command(name, *_config(root))
        assert result.exit_code == 0
        assert AGENDA in result.output


@pytest.mark.parametrize("form", ["json", "github"])
def test_the_list_for_programs_stays_alone_on_standard_output(form: str, root: Path) -> None:
    result = run_command("check", *_config(root), "--format", form)
    assert AGENDA in result.stderr
    assert "Agenda" not in result.stdout
    if form == "json":
        assert all("code" in problem for problem in json.loads(result.stdout))


def test_nothing_is_said_of_an_empty_agenda(tmp_path: Path) -> None:
    write_site(tmp_path, DAY)
    result = run_command("check", *_config(tmp_path), "--at", "2022-07-31")
    assert "Next update of “Panne” was due" in result.stdout
    (tmp_path / "status/outage/2022-07-26.yml").unlink()
    (tmp_path / "status/outage/incident.yml").unlink()
    result = run_command("check", *_config(tmp_path), "--at", "2022-07-31")
    assert result.stdout == "No problems found.\n"


def test_an_update_waits_for_its_incident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = """\
        # content/countries/lu.yml
        locales: [fr]
        # status/a/incident.yml
        title: A
        started: 2023-01-20
        # status/a/2023-01.yml
        status: investigating
        published: 2023-01
        text: T
        """
    assert problems_of(tmp_path, text) == ()
    monkeypatch.setenv(CLOCK, "2023-01-10T00:00Z")
    result = run_command("check", *_config(tmp_path))
    assert (
        "  Thu 19 Jan 2023, 23:00 UTC  Update of “A” appears when its incident starts "
        "(Fri 20 Jan 2023, 00:00 CET in Europe/Luxembourg)  status/a/2023-01.yml\n"
    ) in result.stdout


def _built(root: Path, *options: str) -> Path:
    result = run_command("build", *_config(root), *options)
    assert result.exit_code == 0, result.output
    return root / "preview"


PREVIEWS = [("--at", "2023-01-01"), ("--drafts",), ("--drafts", "--at", "2022-08-01")]


@pytest.mark.parametrize("options", PREVIEWS)
def test_a_preview_is_apart_and_every_page_says_so(options: tuple[str, ...], root: Path) -> None:
    preview = _built(root, *options)
    assert not (root / "site").exists()
    pages = sorted(preview.rglob("*.html"))
    assert {"index.html", "404.html", "lu/fr/lite/index.html", "lu/fr/strip/index.html"} <= {
        str(path.relative_to(preview)) for path in pages
    }
    for path in pages:
        html = path.read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in html, path
        assert "Preview – not published. The site as of " in html or "lu/fr" in str(path), path
        assert "Preview: Example" in html or "lu/fr" in str(path), path
    for path in preview.glob("group/en/**/index.md"):
        assert "**Preview – not published. The site as of " in path.read_text("utf-8"), path
    assert "<title>Preview: Example" in (preview / "group/en/feed.rss").read_text("utf-8")
    assert "X-Robots-Tag: noindex" in (preview / "_headers").read_text("utf-8")


def test_the_mark_names_the_moment_in_the_zone_of_the_edition(root: Path) -> None:
    preview = _built(root, "--at", "2023-01-01 10:00")
    mark = "The site as of January 1, 2023, 10:00 AM Central European Standard Time"
    assert mark in (preview / "group/en/index.html").read_text("utf-8").replace("\u202f", " ")


def test_a_day_that_is_not_over_is_a_preview(root: Path) -> None:
    """A day means its end, and that would show what comes out tonight."""
    preview = _built(root, "--at", "2022-12-31")
    assert b"Tomorrow it works" in everything(preview)


def test_a_moment_that_is_past_is_published(root: Path) -> None:
    _built(root, "--at", "2022-12-30")
    assert not (root / "preview").exists()
    published = everything(root / "site")
    assert b"Preview" not in published
    assert b"noindex" not in published.replace(b'"robots" content="noindex"', b"", 5)


def test_a_preview_goes_where_the_command_says(root: Path, tmp_path: Path) -> None:
    _built(root, "--drafts", "--site-dir", str(tmp_path / "elsewhere"))
    assert b"A draft" in everything(tmp_path / "elsewhere")
    assert not (root / "preview").exists()


def test_previews_leave_no_trace_in_the_published_site(root: Path) -> None:
    _built(root)
    before = everything(root / "site")
    for options in (*PREVIEWS, (), *PREVIEWS):
        _built(root, *options)
        assert everything(root / "site") == before
    update = root / "status/outage/2022-07-26.yml"
    update.write_text(update.read_text("utf-8").replace("Text}", "New}"), "utf-8")
    for options in (("--drafts",), ()):
        _built(root, *options)
    assert b"<p>New</p>" in everything(root / "site")
    warm, warm_preview = everything(root / "site"), everything(_built(root, "--drafts"))
    cold = root / "cold"
    cold.mkdir()
    write_site(cold, SITE)
    shutil.copy(update, cold / "status/outage")
    _built(cold)
    assert everything(cold / "site") == warm
    assert everything(_built(cold, "--drafts")) == warm_preview


@pytest.mark.parametrize("with_other_plugin", [False, True])
def test_mkdocs_itself_builds_nothing_that_is_to_come(with_other_plugin: bool, root: Path) -> None:
    if with_other_plugin:
        config = root / "mkdocs.yml"
        config.write_text(config.read_text("utf-8") + "  - search\n", "utf-8")
        _built(root, "--at", "2023-01-01")
        mark = "Preview – not published"
        assert mark in (root / "preview/group/en/index.html").read_text("utf-8")
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1672700000", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *_config(root)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "SOURCE_DATE_EPOCH is in the future." in done.stderr
    assert not (root / "site").exists()


DAY = """\
# content/countries/lu.yml
locales: [fr]
# content/services.yml
portal: {name: Portail}
# content/faq/categories.yml
data: Données
# content/faq/data/which.yml
question: Lesquelles
answer: Celles-ci
updated: 2022-07-26
corrections: [{at: 2022-07-26, note: Non}]
# status/outage/incident.yml
title: Panne
started: 2022-07-26 07:00
services: {portal: major_outage}
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
next_update: 2022-07-28
text: Texte
corrections: [{at: 2022-07-26, note: Non}]
# status/works/maintenance.yml
title: Travaux
starts: 2022-07-30 10:00
ends: 2022-07-30 12:00
services: [portal]
published: 2022-07-26
"""


def test_an_entry_of_a_day_is_the_same_all_day_long(tmp_path: Path) -> None:
    write_site(tmp_path, DAY)
    one = everything(build_site(tmp_path, "2022-07-26T10:00Z"))
    assert everything(build_site(tmp_path, "2022-07-26T18:00Z")) == one
    site = tmp_path / "site/lu/fr"
    began = "2022-07-26T07:00:00.000+02:00"
    incident = json.loads((site / "api/v2/incidents.json").read_text("utf-8"))["incidents"][0]
    assert [incident[key] for key in ("created_at", "updated_at", "started_at")] == [began] * 3
    items = json.loads((site / "history.json").read_text("utf-8"))["items"]
    found = {(item["date_published"], item["date_modified"]) for item in items}
    moment, midnight = "2022-07-26T05:00:00+00:00", "2022-07-25T22:00:00+00:00"
    assert found == {(moment, moment), (midnight, midnight)}
    lines = (site / "maintenance.ics").read_text("utf-8").splitlines()
    assert sorted(line for line in lines if line.startswith("DTSTAMP")) == [
        "DTSTAMP:20220725T220000Z",
        "DTSTAMP:20220726T050000Z",
    ]


def test_a_site_in_which_nothing_has_happened_does_not_follow_the_clock(tmp_path: Path) -> None:
    write_site(tmp_path, "# content/countries/lu.yml\nlocales: [fr]\n")
    one = everything(build_site(tmp_path, "2022-07-26"))
    assert everything(build_site(tmp_path, "2022-07-29")) == one
