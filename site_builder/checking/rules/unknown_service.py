"""A service is not defined in content/services.yml.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    portal: {name: {fr: Portail}}
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    services: {portl: major_outage}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    portal: {name: {fr: Portail}}
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    services: {portal: major_outage}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.named import keys_of
from site_builder.checking.nearest import Nearest
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.reading.document import Document, KeyPath
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    known = keys_of(examined, "services")
    if known is None:
        return
    near = Nearest(known, told("Add it to content/services.yml."))
    for shaped in examined.of_kind("incident", "maintenance", "update", "country"):
        document = shaped.document
        for path, id in named_services(document):
            if id not in known:
                place = (
                    document.place(*path)
                    if isinstance(path[-1], int) or document.kind == "country"
                    else document.key_place(*path)
                )
                yield Finding(
                    place,
                    told("Unknown service “%(id)s”.", id=shorten(id)),
                    near.hint(id),
                )


def named_services(document: Document) -> Iterable[tuple[KeyPath, str]]:
    """Yield every service that a document names, with its path."""
    services = document.value.get("services")
    if isinstance(services, dict) and document.kind != "maintenance":
        for id in services:
            yield ("services", id), str(id)
    elif isinstance(services, list) and document.kind == "maintenance":
        for i, id in enumerate(services):
            if isinstance(id, str):
                yield ("services", i), str(id)
    contacts = document.value.get("contacts") if document.kind == "country" else None
    for i, contact in enumerate(contacts if isinstance(contacts, list) else ()):
        if isinstance(contact, dict) and isinstance(contact.get("service"), str):
            yield ("contacts", i, "service"), contact["service"]


CHECK = Check("unknown-service", "error", find)
