"""A former id that another entry has now, or that two entries claim.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    former: [outage]
    started: 2022-07-25

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    former: [old-outage]
    started: 2022-07-25
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding
from site_builder.reading.names import NamedEntry, name_of


def find(examined: Examined) -> Iterable[Finding]:
    documents = [(shaped.document, name_of(shaped.document)) for shaped in examined.shaped]
    taken = {names_of(name)[0]: document.file for document, name in documents}
    for document, name in documents:
        for i, (id, key) in enumerate(zip(name.former, names_of(name)[1:], strict=True)):
            if key in taken:
                yield Finding(
                    document.place("former", i),
                    f"“{id}” is already the id of {taken[key]}.",
                    "An address can lead to one entry only; leave it out of one of the two.",
                )
            else:
                taken[key] = document.file


def names_of(entry: NamedEntry) -> list[tuple[str, str, str]]:
    """What an entry is called by: kind, owner and id, first now and then before."""
    # Incidents and maintenance share their addresses.
    kind = "incident" if entry.kind == "maintenance" else entry.kind
    names: list[tuple[str, str, str]] = [(kind, entry.owner, entry.id)]
    for id in entry.former:
        owner, _, last = id.rpartition("/")
        names.append((kind, owner.removeprefix("faq/") or entry.owner, last))
    return names


CHECK = Check("former-taken", "error", find, needs_whole_site=True)
