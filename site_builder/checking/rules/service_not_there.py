"""An entry names a service that exists in none of its countries.

What the entry says about that service appears nowhere.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/countries/de.yml
    locales: [de]
    # content/services.yml
    portal: {name: {fr: Portail, de: Portal}, countries: [de]}
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    countries: [lu]
    services: {portal: major_outage}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/countries/de.yml
    locales: [de]
    # content/services.yml
    portal: {name: {fr: Portail, de: Portal}, countries: [de]}
    # status/outage/incident.yml
    title: {fr: Panne, de: Störung}
    started: 2022-07-25
    services: {portal: major_outage}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.rules.unknown_service import named_services
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    services = examined.catalogue.services
    countries = {("", i.id): i.countries for i in examined.catalogue.incidents}
    for incident in examined.catalogue.incidents:
        countries |= {(incident.id, update.id): update.countries for update in incident.updates}
    for shaped in examined.of_kind("incident", "maintenance", "update"):
        document = shaped.document
        shown = countries.get((document.owner, document.id), frozenset())
        for path, id in named_services(document):
            service = services.get(id)
            if service is None or not shown or any(service.exists_in(c) for c in shown):
                continue
            yield Finding(
                document.place(*path) if isinstance(path[-1], int) else document.key_place(*path),
                told(
                    "The service “%(id)s” does not exist in %(countries)s.",
                    id=id,
                    countries=", ".join(sorted(shown)),
                ),
                told(
                    "Remove it here, or add one of these countries to its `countries` in "
                    "content/services.yml."
                ),
            )


CHECK = Check("service-not-there", "warning", find)
