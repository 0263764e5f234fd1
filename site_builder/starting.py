"""A site of one's own to start with: small, complete, and about nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

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


class FolderNotEmpty(Exception):
    """The folder holds something already."""


def start_site(folder: Path, at: datetime) -> list[Path]:
    """Write a small site dated at `at`, in UTC, and give back its files.

    Its update has the time of day, so that a second one of the same day is known to be newer, and
    the offset, so that it stays the same moment when the site gets another time zone.

    Raises FolderNotEmpty rather than touch anything that is there.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty
    now = at.astimezone(UTC)
    day, moment = now.date().isoformat(), f"{now:%Y-%m-%d %H:%M} +00:00"
    written = []
    for name, text in _FILES.items():
        path = folder / name.replace("@DAY@", day)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("@DAY@", day).replace("@MOMENT@", moment), "utf-8")
        written.append(path)
    return written
