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
HELD = """\
Not public yet (8):
  status/outage/2022-12-31.yml: public from 2022-12-31 19:25 (Europe/Luxembourg)
  status/works/maintenance.yml: public from 2023-01-01 00:00 (Europe/Luxembourg)
  content/faq/data/which.yml (answer for lu): public from 2023-01-02 10:00 (Europe/Luxembourg)
  content/faq/data/which.yml (correction 1): public from 2023-01-03 00:00 (Europe/Luxembourg)
  status/next/2023-02.yml: public from 2023-02-01 00:00 (Europe/Luxembourg)
  content/pages/about.en.md: public from 2024-01-01 00:00 (Europe/Luxembourg)
  status/outage/2022-12-30.yml: draft
  status/silent/incident.yml: waiting for its first update
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CLOCK, NOW)
    return write_site(tmp_path, SITE)


def _config(root: Path) -> tuple[str, str]:
    return ("-f", str(root / "mkdocs.yml"))


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_is_held_back_is_named_with_its_moment(command: str, root: Path) -> None:
    result = run_command(command, *_config(root))
    assert result.exit_code == 0
    assert HELD in result.output


@pytest.mark.parametrize("form", ["json", "github"])
def test_the_list_for_programs_stays_alone_on_standard_output(form: str, root: Path) -> None:
    result = run_command("check", *_config(root), "--format", form)
    assert "Not public yet (8):" in result.stderr
    assert "Not public" not in result.stdout
    if form == "json":
        assert all("code" in problem for problem in json.loads(result.stdout))


def test_a_long_list_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLOCK, NOW)
    updates = "".join(
        f"# status/outage/2023-01-{day:02}.yml\nstatus: monitoring\npublished: 2023-01-{day:02}\n"
        "text: {fr: Texte, en: Text}\n"
        for day in range(1, 31)
    )
    result = run_command("check", *_config(write_site(tmp_path, SITE + updates)))
    lines = result.stdout.split("Not public yet (38):\n")[1].splitlines()
    assert lines[11].startswith("  status/outage/2023-01-08.yml: public from 2023-01-08 00:00")
    assert lines[12] == "  and 26 more"


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
        "  status/a/2023-01.yml: waiting for its incident to start, "
        "2023-01-20 00:00 (Europe/Luxembourg)\n"
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
    assert b"noindex" not in published.replace(b'"robots" content="noindex"', b"", 3)


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
