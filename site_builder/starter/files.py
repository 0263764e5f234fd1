"""The small but complete site that `site-builder new` creates."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from site_builder.publish.mark import printable

_SHOWN = 5

_FILES = {
    "mkdocs.yml": """\
# The settings of the site. Its texts are in content/ and status/.
site_name: Example company
# The public address of the site. Feeds need it for their links.
site_url: https://status.example.org/
docs_dir: content
theme:
  name: material
plugins:
  - site_builder
""",
    "zensical.toml": """\
# Do not delete this file. Zensical reads it before mkdocs.yml, and these settings stop it: it would
# empty the published site and copy the sources into it. Run `site-builder build` instead.
[project]
site_name = "This site is built by site-builder"
docs_dir = "Zensical cannot build this site. Run: site-builder build"
site_dir = ".cache/zensical"
""",
    ".gitignore": """\
# Files that `site-builder` creates and can create again at any time.
/site/
/preview/
/.site.new/
/.site.lock
/.preview.new/
/.preview.lock
/.cache/
""",
    "content/site.yml": """\
# The time zone of entries for several countries. Write your own, such as Europe/Luxembourg.
time_zone: UTC
""",
    "content/countries/group.yml": """\
# Each country has a file named after its code (lu.yml, de.yml). This one, `group`, is the
# international edition. If a country has several time zones, its file needs to name one:
# `time_zone: Europe/Madrid`.
locales: [en]
contacts:
  - email: help@example.org
    purposes: [All questions]
""",
    "content/services.yml": """\
# The services that customers use, in display order. Updates in status/ give their states.
portal: {name: Web portal}
""",
    "content/facts.yml": """\
# Numbers and dates for use in texts: {affected_customers} in a text becomes the value below.
affected_customers: 1200
""",
    "content/faq/categories.yml": """\
data: Your data
""",
    "content/faq/data/am-i-affected.yml": """\
question:
  en: Am I affected?
answer:
  en: We are still investigating. At most {affected_customers} customers are affected.
updated: @DAY@
""",
    "status/first-incident/incident.yml": """\
title:
  en: Web portal unavailable
started: @MOMENT@
services: {portal: major_outage}
what_to_do:
  en: You do not need to do anything. We will post an update here when the portal is back.
""",
    "status/first-incident/@DAY@.yml": """\
status: investigating
published: @MOMENT@
text:
  en: |
    The web portal is currently unavailable. We are looking for the cause.

    See also: [Am I affected?](faq/data/am-i-affected)
""",
    "content/pages/imprint.en.md": """\
---
title: Imprint
---

Write your company's name, address and contact details here.
""",
}


class NotStartable(Exception):
    """A site cannot be created here. The message says why, and what to do."""


def start_site(folder: Path, at: datetime) -> list[Path]:
    """Write a small site dated `at`, in UTC, and return its files.

    The date of its update includes the time, so that a second update on the same day is clearly
    newer, and the offset, so that it stays the same if the site's time zone changes.

    Raise NotStartable, without touching anything, if the folder is taken. Raise OSError.
    """
    _refuse_taken(folder)
    kept = folder if folder.exists() else folder.parent
    now = at.astimezone(UTC)
    day, moment = now.date().isoformat(), f"{now:%Y-%m-%d %H:%M} +00:00"
    written: list[Path] = []
    try:
        for name, text in _FILES.items():
            path = folder / name.replace("@DAY@", day)
            path.parent.mkdir(parents=True, exist_ok=True)
            # "x" fails on files that appeared in the meantime.
            with open(path, "x", encoding="utf-8") as file:
                written.append(path)
                file.write(text.replace("@DAY@", day).replace("@MOMENT@", moment))
    except BaseException:
        _take_back(written, kept)
        raise
    return written


def _take_back(written: Iterable[Path], kept: Path) -> None:
    """Delete a half-written site: the next attempt would refuse the folder."""
    for path in written:
        with suppress(OSError):
            path.unlink()
        for parent in path.parents:
            if parent == kept:
                break
            with suppress(OSError):
                parent.rmdir()


def _refuse_taken(folder: Path) -> None:
    if folder.is_symlink() and not folder.exists():
        raise NotStartable(f"{folder} is a broken link. Choose a new folder.")
    if folder.exists() and not folder.is_dir():
        raise NotStartable(f"{folder} is a file. Choose a new folder.")
    if folder.is_dir() and (names := sorted(os.listdir(folder))):
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        shown = ", ".join(map(printable, names[:_SHOWN]))
        raise NotStartable(
            f"{folder} is not empty: it contains {shown}{more}. Choose a new folder, such as "
            f"{folder / 'status-site'}."
        )
