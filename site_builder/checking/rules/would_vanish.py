"""Something that is public would vanish with the next build, and its address with it.

Only sites with `record: true` in content/site.yml are compared with what they have published.
People have saved the address, and feeds have shown the text: put it back, name its new file's
`former` id, or retire it (`site-builder retire`), which leaves a page that says so.

Published:

    # content/countries/lu.yml
    locales: [fr]
    # content/site.yml
    record: true
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/site.yml
    record: true
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-30.yml
    status: investigating
    as_of: 2022-07-30
    text: {fr: Texte}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/site.yml
    record: true
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29-portal.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    former: [2022-07-29]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.told_changes import gone_findings
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return gone_findings(examined.compared, examined.catalogue)


CHECK = Check("would-vanish", "error", find, needs_whole_site=True)
