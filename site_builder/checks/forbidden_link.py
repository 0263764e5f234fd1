"""A link of a kind that pages must not have.

Allowed are http, https, mailto, tel and paths inside the site.

Pictures are refused too: pages load nothing, and no source file is ever copied.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "[ici](javascript:alert)"}

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "![image](plan.png)"}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "[ici](https://example.org/)"}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.checks.links import written_links
from site_builder.model.problem import Finding
from site_builder.rendering.markdown import is_allowed
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        for link in written_links(text):
            if link.is_picture:
                yield Finding(
                    link.place,
                    "A picture stands here; pages load none.",
                    "Describe it in words, or link to it: remove the `!`.",
                )
            elif "{" not in link.target and not is_allowed(link.target):
                message = f"A link must not lead to “{shorten(link.target)}”."
                yield Finding(link.place, message, _HINT)


_HINT = (
    "Write an https://, mailto: or tel: address, or a path inside the site "
    "such as `faq/data/which-data`."
)


CHECK = Check("forbidden-link", "error", find)
