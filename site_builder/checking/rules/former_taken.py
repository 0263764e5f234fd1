"""A former id is in use by another entry, or two entries claim it.

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

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.reading.unit_names import NamedEntry, name_of


def find(examined: Examined) -> Iterable[Finding]:
    documents = [(shaped.document, name_of(shaped.document)) for shaped in examined.shaped]
    taken = {names_of(name)[0]: document.file for document, name in documents}
    for document, name in documents:
        for i, (id, key) in enumerate(zip(name.former, names_of(name)[1:], strict=True)):
            if key in taken:
                yield Finding(
                    document.place("former", i),
                    told("“%(id)s” already belongs to %(owner)s.", id=id, owner=taken[key]),
                    told("Remove it from one of the two: an address can only lead to one entry."),
                )
            else:
                taken[key] = document.file


def names_of(entry: NamedEntry) -> list[tuple[str, str, str]]:
    """Return an entry's current name and then its former ones, as kind, owner and id."""
    # Incidents and maintenance share one set of addresses.
    kind = "incident" if entry.kind == "maintenance" else entry.kind
    names: list[tuple[str, str, str]] = [(kind, entry.owner, entry.id)]
    for id in entry.former:
        owner, _, last = id.rpartition("/")
        names.append((kind, owner.removeprefix("faq/") or entry.owner, last))
    return names


CHECK = Check("former-taken", "error", find, needs_whole_site=True)
