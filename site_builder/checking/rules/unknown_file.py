"""A text names a picture or download that is not in content/files/.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "[Heures](files/horaires.csv)"}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "[Heures](files/heures.csv)"}
    # content/files/heures.csv
    Date,Hours
    2022-07-29,4
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.links import written_links
from site_builder.checking.named import named_entries
from site_builder.checking.nearest import Nearest
from site_builder.checking.rules.unknown_link import is_file, normal_target
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    known = {f"files/{entry.id}" for entry in named_entries(examined) if entry.kind == "file"}
    # `form.de.pdf` is named `form.pdf` in texts.
    near = Nearest(known, told("Copy the file to content/files/."))
    in_languages = {_of_all(name) for name in known} - known
    for text in examined.texts:
        for link in written_links(text):
            target = normal_target(link.target)
            if not is_file(link.target) or "{" in target or target in known:
                continue
            if target in in_languages:
                yield Finding(
                    link.place,
                    told("“%(target)s” exists only in some languages.", target=shorten(target)),
                    told(
                        "Add `%(target)s` next to it, for all other languages.",
                        target=target.removeprefix("files/"),
                    ),
                )
                continue
            yield Finding(
                link.place,
                told("The file “%(target)s” does not exist in content/.", target=shorten(target)),
                near.hint(target),
            )


def _of_all(target: str) -> str:
    parts = target.split(".")
    return f"{parts[0]}.{parts[-1]}"


CHECK = Check("unknown-file", "error", find, needs_whole_site=True)
