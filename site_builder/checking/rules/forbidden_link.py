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

from collections.abc import Callable, Iterable
from itertools import islice, product

from site_builder.catalogue.catalogue import Catalogue
from site_builder.checking.engine import Check, Examined
from site_builder.checking.links import WrittenLink, written_links
from site_builder.checking.rules.unknown_link import is_file
from site_builder.checking.written_texts import WrittenText
from site_builder.language.fact_values import format_fact
from site_builder.markdown.render import fill_braces, filled_target
from site_builder.markdown.slots import BRACES
from site_builder.model.country import Country
from site_builder.model.fact import Fact
from site_builder.model.file import PICTURES
from site_builder.model.message import all_of, told, told_of_many
from site_builder.model.problem import Finding
from site_builder.model.text import Text
from site_builder.model.url import is_link, is_url
from site_builder.reading.media_files import KINDS
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        for link in written_links(text):
            if link.is_picture or is_file(link.target):
                yield from _bad_file(link)
            elif "{" in link.target:
                fill = fill_braces if text.is_url else filled_target
                yield from _bad_facts(link, text, examined.catalogue, fill)
            elif not is_link(link.target):
                message = told(
                    "Links to “%(target)s” are not allowed.", target=shorten(link.target)
                )
                yield Finding(link.place, message, _HINT)


def _bad_facts(
    link: WrittenLink, text: WrittenText, catalogue: Catalogue, fill: _Fill
) -> Iterable[Finding]:
    """Yield the addresses that facts make of a link and that may not be one."""
    names = tuple(dict.fromkeys(match[1] for match in BRACES.finditer(link.target) if match[1]))
    seen: set[tuple[str, ...]] = set()
    for id in sorted(text.countries):
        country = catalogue.countries[id]
        facts = [catalogue.fact(name, country) for name in names]
        values = [_values(fact, country) if fact else [_UNKNOWN] for fact in facts]
        for chosen in islice(product(*values), _MOST_ADDRESSES):
            if chosen in seen:
                continue
            seen.add(chosen)
            target = fill(link.target, dict(zip(names, chosen, strict=True)).__getitem__)
            # A footer has no words that could stay if a path leads nowhere.
            if not (is_url(target) if text.is_url else is_link(target)):
                message = told_of_many(
                    "With the fact %(facts)s, this would link to “%(target)s”, which is not "
                    "allowed.",
                    "With the facts %(facts)s, this would link to “%(target)s”, which is not "
                    "allowed.",
                    len(names),
                    facts=all_of([f"“{name}”" for name in names]),
                    target=shorten(target),
                )
                yield Finding(link.place, message, _HINT)


def _values(fact: Fact, country: Country) -> list[str]:
    """Return a fact as each locale of a country writes it, with every value it ever had."""
    values: dict[str, None] = {}
    for version in fact.versions:
        if isinstance(version.value, Text):
            values |= dict.fromkeys(version.value.by_locale.values())
            if version.value.everywhere is not None:
                values[version.value.everywhere] = None
        else:
            for locale in country.locales:
                values[format_fact(version.value, locale, country.zone)] = None
    return list(values)


def _bad_file(link: WrittenLink) -> Iterable[Finding]:
    name, ending = link.target.partition("#")[0], link.target.rpartition(".")[2]
    if "{" in link.target:
        message, hint = (
            told("A file name cannot contain a fact."),
            told("Write the name of the file, such as `files/plan.png`."),
        )
    elif not name.startswith("files/"):
        message = told(
            "“%(target)s” is not in content/files/, so it cannot be shown.",
            target=shorten(link.target),
        )
        hint = told(
            "Copy the picture to content/files/ and write `files/<name>.png`, or "
            "remove the `!` to turn it into a link."
        )
    elif link.is_picture and ending in KINDS and ending not in PICTURES:
        message = told("“%(name)s” is not a picture.", name=shorten(name))
        hint = told("Remove the `!` to turn it into a link.")
    else:
        return
    yield Finding(link.place, message, hint)


_Fill = Callable[[str, Callable[[str], str]], str]
_UNKNOWN = "x"
_MOST_ADDRESSES = 100
_HINT = told(
    "Write an https://, mailto: or tel: address without spaces, user name or "
    "password, or a path inside the site such as `faq/data/which-data`."
)


CHECK = Check("forbidden-link", "error", find)
