"""A text uses a fact that had no value yet when the text was published.

Fails:

    # content/facts.yml
    files: {values: [{from: 2022-09-01, value: 4}]}
    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Il y a {files} fichiers"}

Passes:

    # content/facts.yml
    files: {values: [{from: 2022-07-01, value: 4}]}
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

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    catalogue = examined.catalogue
    for text in examined.texts:
        if text.is_fact:
            continue
        for name, offset in text.scan.facts:
            for id in sorted(text.countries):
                fact = catalogue.fact(name, catalogue.countries[id])
                if fact is not None and fact.versions and fact.at(text.moment) is None:
                    yield Finding(
                        text.inside(f"{{{name}}}", offset),
                        told(
                            "The fact “%(name)s” had no value yet on the date of this text.",
                            name=name,
                        ),
                        told(
                            "Add an earlier value to its `values`, or remove the fact from this "
                            "text."
                        ),
                    )
                    break


CHECK = Check("fact-too-early", "error", find)
