"""A text that needs an approval has none, or has changed since it was approved.

A site can require approvals with `approvals` in content/site.yml. `site-builder approve` writes one
into an entry, with a digest of its text in all languages. Drafts need none, and a later change of
the text needs a new one.

Fails:

    # content/site.yml
    approvals: {kinds: [update]}
    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}

Passes:

    # content/site.yml
    approvals: {kinds: [update]}
    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    approvals:
      - {by: Legal, at: 2022-07-29 09:00, digest: 3bc19d5c6717}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.required_approvals import needs_approval
from site_builder.model.approval import approval_digest
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in needs_approval(examined):
        document, approvals = shaped.document, shaped.shape.approvals
        if any(approval.digest == approval_digest(document.value) for approval in approvals):
            continue
        hint = told(
            "Run `site-builder approve %(file)s --by ...` once somebody has approved it.",
            file=document.file,
        )
        if not approvals:
            yield Finding(document.place(), told("Nobody has approved this text."), hint)
            continue
        last = approvals[-1]
        yield Finding(
            document.place("approvals", len(approvals) - 1),
            told("This text has changed since “%(by)s” approved it.", by=shorten(last.by)),
            hint,
        )


CHECK = Check("not-approved", "error", find)
