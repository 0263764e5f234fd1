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

import re
from collections.abc import Iterable
from functools import partial

from site_builder.catalogue.catalogue import Catalogue
from site_builder.checks.check import Check, Examined
from site_builder.checks.links import WrittenLink, written_links
from site_builder.checks.unknown_link import is_file
from site_builder.model.country import CountryId
from site_builder.model.fact import Fact
from site_builder.model.file import PICTURES
from site_builder.model.problem import Finding
from site_builder.model.text import Text
from site_builder.model.url import is_link
from site_builder.reading.files import KINDS
from site_builder.rendering.markdown import fill_braces
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        for link in written_links(text):
            if link.is_picture or is_file(link.target):
                yield from _bad_file(link)
            elif "{" in link.target:
                yield from _bad_facts(link, text.countries, examined.catalogue)
            elif not is_link(link.target):
                message = f"Links to “{shorten(link.target)}” are not allowed."
                yield Finding(link.place, message, _HINT)


def _bad_facts(
    link: WrittenLink, countries: Iterable[CountryId], catalogue: Catalogue
) -> Iterable[Finding]:
    """Yield the values of facts with which a link would lead where none may.

    A fact inside an address is escaped; one at its beginning can be a whole address.
    """
    match = _FIRST_FACT.match(link.target)
    if match is None:
        return
    name = match[1]
    facts = (catalogue.fact(name, catalogue.countries[id]) for id in sorted(countries))
    values = dict.fromkeys(value for fact in facts if fact for value in _texts_of(fact))
    for value in values:
        target = fill_braces(link.target, partial(_filled, name, value))
        if not is_link(target):
            message = f"With the fact “{name}”, this links to “{shorten(target)}”."
            yield Finding(link.place, f"{message} Such links are not allowed.", _HINT)


def _filled(name: str, value: str, asked: str) -> str:
    return value if asked == name else "x"


def _texts_of(fact: Fact) -> Iterable[str]:
    for version in fact.versions:
        if isinstance(version.value, Text):
            yield from version.value.by_locale.values()
            if version.value.everywhere is not None:
                yield version.value.everywhere


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


_FIRST_FACT = re.compile(r"\{([^{}]+)\}")
_HINT = (
    "Write an https://, mailto: or tel: address without spaces, user name or password, or a path "
    "inside the site such as `faq/data/which-data`."
)


CHECK = Check("forbidden-link", "error", find)
