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
from site_builder.reading.document import Document


def find(examined: Examined) -> Iterable[Finding]:
    taken: dict[tuple[str, str, str], str] = {}
    entries = [d.document for d in examined.shaped]
    for document in entries:
        taken[_kind(document), document.owner, document.id] = document.file
    for document in entries:
        former = document.value.get("former")
        for i, id in enumerate(former if isinstance(former, list) else ()):
            owner, _, last = str(id).rpartition("/")
            key = (_kind(document), owner.removeprefix("faq/") or document.owner, last)
            if key in taken:
                yield Finding(
                    document.place("former", i),
                    f"“{id}” is already the id of {taken[key]}.",
                    "An address can lead to one entry only; leave it out of one of the two.",
                )
            else:
                taken[key] = document.file


def _kind(document: Document) -> str:
    """Incidents and maintenance share their addresses."""
    return "incident" if document.kind == "maintenance" else document.kind


CHECK = Check("former-taken", "error", find)
