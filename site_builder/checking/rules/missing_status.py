"""The first update of an incident has no status.

A later update without a status keeps the previous one. The first update has nothing to keep. Each
country has its own first update: the first one that it shows.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-26.yml
    as_of: 2022-07-26
    text: {fr: Texte}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-26.yml
    status: investigating
    as_of: 2022-07-26
    text: {fr: Texte}
    # status/outage/2022-07-27.yml
    as_of: 2022-07-27
    text: {fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.editions.update_order import in_order
from site_builder.model.incident import Incident, Update
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    # Updates without dates, reported by another check, have no place in the order.
    undated = {
        shaped.document.owner
        for shaped in examined.of_kind("update")
        if shaped.shape.as_of is None and shaped.shape.published is None
    }
    for incident in examined.catalogue.incidents:
        if incident.is_maintenance or all(update.status for update in incident.updates):
            continue
        if incident.id in undated:
            continue
        ordered = in_order(incident.updates, examined.catalogue.keys)
        for i, update in enumerate(ordered):
            document = documents["update", update.incident, update.id]
            if update.status is not None or document.value.get("status") is not None:
                continue
            if examined.is_misspelt(document, "status"):
                continue
            lacking = _countries_without(ordered[:i], update)
            if lacking:
                yield Finding(
                    document.place(),
                    _message(incident, lacking),
                    told("Add a status, such as `status: investigating`."),
                )


def _countries_without(before: list[Update], update: Update) -> list[str]:
    """Return the countries that show this update but no earlier one with a status."""
    return sorted(
        country
        for country in update.countries
        if not any(
            other.status is not None
            and country in other.countries
            and other.released.start <= update.released.start
            and (update.is_draft or not other.is_draft)
            for other in before
        )
    )


def _message(incident: Incident, lacking: list[str]) -> Message:
    if set(lacking) == set(incident.countries):
        return told("The first update of an incident needs a status.")
    return told(
        "This update needs a status: it is the first one shown in %(countries)s.",
        countries=", ".join(lacking),
    )


CHECK = Check("missing-status", "error", find)
