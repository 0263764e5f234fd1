"""A link or picture has a target that is not allowed.

Links may use http, https, mailto and tel, or be paths inside the site. Pictures must be in
content/files/, because pages load nothing from other sites.

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
from site_builder.checks.links import WrittenLink, written_links
from site_builder.checks.unknown_link import is_file
from site_builder.model.file import PICTURES
from site_builder.model.problem import Finding
from site_builder.reading.files import KINDS
from site_builder.rendering.markdown import is_allowed
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        for link in written_links(text):
            if link.is_picture or is_file(link.target):
                yield from _bad_file(link)
            elif "{" not in link.target and not is_allowed(link.target):
                message = f"Links to “{shorten(link.target)}” are not allowed."
                yield Finding(link.place, message, _HINT)


def _bad_file(link: WrittenLink) -> Iterable[Finding]:
    name, ending = link.target.partition("#")[0], link.target.rpartition(".")[2]
    if "{" in link.target:
        message, hint = "A file name cannot contain a fact.", "Write the name itself."
    elif not name.startswith("files/"):
        message = f"“{shorten(link.target)}” is not in content/files/, so it cannot be shown."
        hint = (
            "Copy the picture to content/files/ and write `files/<name>.png`, or remove the `!` "
            "to turn it into a link."
        )
    elif link.is_picture and ending in KINDS and ending not in PICTURES:
        message = f"“{shorten(name)}” is not a picture."
        hint = "Remove the `!` to turn it into a link."
    else:
        return
    yield Finding(link.place, message, hint)


_HINT = (
    "Write an https://, mailto: or tel: address, or a path inside the site "
    "such as `faq/data/which-data`."
)


CHECK = Check("forbidden-link", "error", find)
