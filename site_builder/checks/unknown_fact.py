"""A `{name}` in a text that is no fact of every country in which the text shows.

Fails:

    # content/facts.yml
    files: 4
    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Il y a {file} fichiers"}

Passes:

    # content/facts.yml
    files: 4
    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Il y a {files} fichiers"}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding
from site_builder.shapes.fields import did_you_mean


def find(examined: Examined) -> Iterable[Finding]:
    catalogue = examined.catalogue
    everywhere = catalogue.facts
    for text in examined.texts:
        for name, offset in text.scan.facts:
            if name in everywhere:
                continue
            lacking = [
                id
                for id, country in catalogue.countries.items()
                if id in text.countries and name not in country.facts
            ]
            known = {*everywhere, *(n for c in catalogue.countries.values() for n in c.facts)}
            if name in known and lacking:
                yield Finding(
                    text.inside(f"{{{name}}}", offset),
                    f"“{name}” is no fact of {', '.join(lacking)}, where this text shows too.",
                    "Add it to content/facts.yml, for all countries.",
                )
            elif name not in known:
                yield Finding(
                    text.inside(f"{{{name}}}", offset),
                    f"There is no fact “{name}”.",
                    did_you_mean(
                        name,
                        sorted(known),
                        "Add it to content/facts.yml; a literal brace is written twice: `{{`.",
                    ),
                )


CHECK = Check("unknown-fact", "error", find)
