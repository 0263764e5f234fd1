"""An update or override is for a country in which its incident or question is not shown.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/countries/de.yml
    locales: [de]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    countries: [lu]
    # status/outage/2022-07-29.yml
    status: monitoring
    as_of: 2022-07-29
    countries: [de]
    text: {de: Text}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    incidents = {i.id: i.countries for i in examined.catalogue.incidents}
    known = examined.catalogue.countries
    for shaped in examined.of_kind("update"):
        document = shaped.document
        for i, id in enumerate(shaped.shape.countries or ()):
            if id in known and document.owner in incidents and id not in incidents[document.owner]:
                yield Finding(
                    document.place("countries", i),
                    told("The incident of this update is not shown in “%(id)s”.", id=id),
                    told("Add `%(id)s` to the incident's `countries`, or remove it here.", id=id),
                )
    questions = {(q.category, q.id): q.countries for q in examined.catalogue.questions}
    for shaped in examined.of_kind("question"):
        document = shaped.document
        for id in shaped.shape.overrides:
            if id in known and id not in questions[document.owner, document.id]:
                yield Finding(
                    document.key_place("overrides", id),
                    told("This question is not shown in “%(id)s”.", id=id),
                    told(
                        "Add `%(id)s` to the question's `countries`, or delete the override.", id=id
                    ),
                )


CHECK = Check("country-not-in-entry", "error", find)
