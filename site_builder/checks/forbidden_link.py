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
from site_builder.model.problem import Finding
from site_builder.rendering.markdown import is_allowed


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        if text.is_url:
            if "{" not in text.value and not is_allowed(text.value):
                yield Finding(text.inside(text.value, 0), _MESSAGE.format(text.value), _HINT)
            continue
        if not text.is_markdown:
            continue
        scan = text.scan
        for target, offset in scan.links:
            if "{" not in target and not is_allowed(target):
                yield Finding(text.inside(target, offset), _MESSAGE.format(target), _HINT)
        for target, offset in scan.images:
            yield Finding(
                text.inside(target, offset),
                "A picture stands here; pages load none.",
                "Describe it in words, or link to it: remove the `!`.",
            )


_MESSAGE = "A link must not lead to “{}”."
_HINT = (
    "Write an https://, mailto: or tel: address, or a path inside the site "
    "such as `faq/data/which-data`."
)


CHECK = Check("forbidden-link", "error", find)
