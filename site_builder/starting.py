"""A site of one's own to start with: small, complete, and about nobody."""

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
# The site's settings. What it says stands in content/ and status/.
site_name: Example company
# Where the site will stand; feeds need it for their links.
site_url: https://status.example.org/
docs_dir: content
theme:
  name: material
plugins:
  - site_builder
""",
    "zensical.toml": """\
# Zensical finds this file before mkdocs.yml. It would empty the site's folder and copy the sources
# into it, so these settings make it stop with a word about what to run. Do not delete the file.
[project]
site_name = "This site is built by site-builder"
docs_dir = "Zensical cannot build this site. Run: site-builder build"
site_dir = ".cache/zensical"
""",
    ".gitignore": """\
# What `site-builder build` makes again at any time.
/site/
/preview/
/.site.new/
/.site.lock
/.preview.new/
/.preview.lock
/.cache/
""",
    "content/site.yml": """\
# Moments for several countries are in this time zone. Write your own, such as Europe/Luxembourg.
time_zone: UTC
""",
    "content/countries/group.yml": """\
# One file for each country, named by its code (lu.yml, de.yml); `group` is the international one.
# A country with one time zone has it; with several, add a line such as `time_zone: Europe/Madrid`.
locales: [en]
contacts:
  - email: help@example.org
    purposes: [All questions]
""",
    "content/services.yml": """\
# What customers use, in the order shown. Updates in status/ say what state they are in.
portal: {name: Web portal}
""",
    "content/facts.yml": """\
# Figures and dates that texts use: {affected_customers} in a text stands for the value.
affected_customers: 1200
""",
    "content/faq/categories.yml": """\
data: Your data
""",
    "content/faq/data/am-i-affected.yml": """\
question:
  en: Am I affected?
answer:
  en: We are still examining this. It concerns at most {affected_customers} customers.
updated: @DAY@
""",
    "status/first-incident/incident.yml": """\
title:
  en: Web portal does not work
started: @MOMENT@
services: {portal: major_outage}
what_to_do:
  en: You need not do anything. We will tell you here when the portal is back.
""",
    "status/first-incident/@DAY@.yml": """\
status: investigating
published: @MOMENT@
text:
  en: |
    The web portal does not work. We are looking for the cause.

    See also [whether you are affected](faq/data/am-i-affected).
""",
    "content/pages/imprint.en.md": """\
---
title: Imprint
---

Put your company's name, address and contact here.
""",
}


class NotStartable(Exception):
    """A site cannot be started here; the message says why and what to do."""


def start_site(folder: Path, at: datetime) -> list[Path]:
    """Write a small site dated at `at`, in UTC, and give back its files.

    Its update has the time of day, so that a second one of the same day is known to be newer, and
    the offset, so that it stays the same moment when the site gets another time zone.

    Raises NotStartable rather than touch anything that is there, and OSError.
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
            # Whatever came into being meanwhile stays as it is.
            with open(path, "x", encoding="utf-8") as file:
                written.append(path)
                file.write(text.replace("@DAY@", day).replace("@MOMENT@", moment))
    except BaseException:
        _take_back(written, kept)
        raise
    return written


def _take_back(written: Iterable[Path], kept: Path) -> None:
    """Leave no half of a site below a folder: the next try would refuse it."""
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
        raise NotStartable(f"{folder} is a link that leads nowhere; name a new folder.")
    if folder.exists() and not folder.is_dir():
        raise NotStartable(f"{folder} is a file; name a new folder.")
    if folder.is_dir() and (names := sorted(os.listdir(folder))):
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        shown = ", ".join(map(printable, names[:_SHOWN]))
        raise NotStartable(
            f"{folder} is not empty: it holds {shown}{more}. Name a new folder, such as "
            f"{folder / 'status-site'}."
        )
