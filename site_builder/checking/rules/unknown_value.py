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
from site_builder.model.problem import Finding
from site_builder.reading.document import Kind
from site_builder.shapes.fields import did_you_mean

# Words that people write for the last status.
_ENDED = frozenset(("fixed", "solved", "closed", "done", "finished", "ended", "over", "ok"))


def find(examined: Examined) -> Iterable[Finding]:
    kinds = kinds_by_id(examined)
    for shaped in examined.shaped:
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


def _status_hint(written: str, kind: Kind | None) -> str:
    statuses = statuses_of_kind(kind)
    if written.lower() in _ENDED:
        meant = "completed" if kind == "maintenance" else "resolved"
        return f"Did you mean `{meant}`? The statuses for {kind_name(kind)} are: " + (
            f"{', '.join(statuses)}."
        )
    return did_you_mean(written, list(statuses), f"Write one of: {', '.join(statuses)}.")


CHECK = Check("unknown-value", "error", find)
