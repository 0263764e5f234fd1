"""No text uses a picture or download, so it is not published.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/files/heures.csv
    Date,Hours
    2022-07-29,4

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
from site_builder.checking.rules.unknown_link import normal_target
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.reading.media_files import FOLDER


def find(examined: Examined) -> Iterable[Finding]:
    links = [normal_target(link.target) for text in examined.texts for link in written_links(text)]
    for name in unused((file.source for file in examined.reading.site_files), links):
        kind = "!" if name.endswith((".png", ".jpg", ".webp", ".svg")) else ""
        stem, ending = name.split(".")[0], name.rpartition(".")[2]
        yield Finding(
            Place(f"{FOLDER}/{name}"),
            told("No text uses this file, so it is not published."),
            told(
                "Write `%(sign)s[...](files/%(stem)s.%(ending)s)` where readers need it, "
                "or delete the file.",
                sign=kind,
                stem=stem,
                ending=ending,
            ),
        )


def unused(names: Iterable[str], links: Iterable[str]) -> list[str]:
    """Return the files in content/files/ that no link names, with or without a language."""
    linked = set(links)
    result = []
    for name in names:
        parts = name.split(".")
        if not linked & {f"files/{name}", f"files/{parts[0]}.{parts[-1]}"}:
            result.append(name)
    return result


CHECK = Check("unused-file", "warning", find, needs_whole_site=True)
