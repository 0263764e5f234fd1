"""A value is not one of those allowed for its key, or a time zone does not exist.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: monitorring
    as_of: 2022-07-29
    text: {fr: Texte}

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
from dataclasses import replace

from site_builder.checking.engine import Check, Examined
from site_builder.checking.rules.wrong_status import kind_name, kinds_by_id, statuses_of_kind
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding
from site_builder.reading.document import Kind
from site_builder.shapes.fields import did_you_mean


def find(examined: Examined) -> Iterable[Finding]:
    kinds = kinds_by_id(examined)
    for shaped in (*examined.shaped, *examined.fragments):
        document = shaped.document
        for error in shaped.errors:
            if error.code != "unknown-value":
                continue
            if document.kind == "update" and error.path == ("status",):
                # Shapes know all statuses, but not what the update belongs to.
                hint = _status_hint(str(document.value["status"]), kinds.get(document.owner))
                yield replace(error.finding, hint=hint)
            else:
                yield error.finding


def _status_hint(written: str, kind: Kind | None) -> Message:
    statuses = statuses_of_kind(kind)
    hint = did_you_mean(
        written,
        list(statuses),
        told("Write one of: %(names)s.", names=", ".join(statuses)),
    )
    if hint.startswith("Did you mean") and written.isalpha():
        # A word of another meaning may be the right answer.
        return told(
            "%(hint)s The statuses of %(kind)s are: %(names)s.",
            hint=hint,
            kind=kind_name(kind),
            names=", ".join(statuses),
        )
    return hint


CHECK = Check("unknown-value", "error", find)
