"""What a site still lacks before it can go online, beyond what `check` says of its files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from site_builder.checking.engine import Examined
from site_builder.checking.gaps import gaps_in
from site_builder.checking.written_texts import WrittenText
from site_builder.language.interface import interface_of
from site_builder.model.contact import Contact
from site_builder.model.country import Country
from site_builder.model.locale import english_name, is_same_language
from site_builder.model.problem import Place
from site_builder.model.site import FooterLink
from site_builder.model.text import Text
from site_builder.shapes.fields import shorten
from site_builder.theme.settings import MKDOCS_YML

_EXAMPLE = re.compile(
    r"(?:^|[/@.])(?:example\.(?:com|net|org)|[\w.-]+\.(?:example|test|invalid))\b"
)
"""Names that lead nowhere (RFC 2606)."""
_WORDS = re.compile(r"\b(?:TODO|TBD|TBC|FIXME|XXX+|[Ll]orem ipsum)\b")
_SHOWN = 3
_TITLES = {
    "imprint": re.compile(
        r"imprint|legal|impressum|mentions|aviso|colofon|note legali|nota prawna|juridisch", re.I
    ),
    "privacy": re.compile(r"priva|datenschutz|confidential|données|protección|prywatno", re.I),
    "accessibility": re.compile(r"accessib|barriere|accesib|toegankelijk|dostępno", re.I),
}
"""How a link to a page that is elsewhere may be called."""
_PAGES = {
    "imprint": "legal notice",
    "privacy": "privacy page",
    "accessibility": "accessibility page",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What readers see of mkdocs.yml, and whether the site has a logo.

    `name` is `site_name`, `address` is `site_url`, `security` are the contacts of security.txt.
    """

    name: str
    address: str | None
    security: tuple[str, ...]
    footer: tuple[FooterLink, ...]
    has_logo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyItem:
    """One thing that a site needs. `lacks` says what is missing, `repair` what to do about it.

    Both are empty if nothing is missing. `code` names the item for programs.
    """

    code: str
    title: str
    lacks: str = ""
    repair: str = ""
    place: Place | None = None

    @property
    def is_ready(self) -> bool:
        return not self.lacks


def ready_items(examined: Examined, settings: SiteSettings) -> tuple[ReadyItem, ...]:
    """Everything that a site needs before it goes online, in the order in which to do it."""
    return (
        _address(settings),
        _zone(examined),
        _contacts(examined),
        *(_page(examined, settings, id) for id in _PAGES),
        _gaps(examined),
        _words(examined),
        _drafts(examined),
        _interface(examined),
        _logo(settings),
        _security(settings),
    )


def _address(settings: SiteSettings) -> ReadyItem:
    item = ReadyItem(code="address", title="Address of the site", place=Place(MKDOCS_YML))
    repair = "Write the address in mkdocs.yml: `site_url: https://status.yourcompany.com/`."
    if settings.address is None:
        return _lacking(item, "There is none, so the site has no feeds.", repair)
    if _EXAMPLE.search(settings.address):
        return _lacking(item, f"{settings.address} is only an example.", repair)
    return item


def _zone(examined: Examined) -> ReadyItem:
    item = ReadyItem(code="time-zone", title="Time zone", place=Place("content/site.yml"))
    written = any("time_zone" in d.document.value for d in examined.of_kind("site"))
    if written or len(examined.catalogue.countries) == 1:
        return item
    return _lacking(
        item,
        "Times in texts for several countries count as UTC.",
        "Write the time zone of your team in content/site.yml: `time_zone: Europe/Luxembourg`.",
    )


def _contacts(examined: Examined) -> ReadyItem:
    item = ReadyItem(code="contacts", title="Contacts")
    lacking: list[str] = []
    examples: list[str] = []
    for country in examined.catalogue.countries.values():
        current = [c for c in country.contacts if _is_current(c, examined)]
        if not current:
            lacking.append(country.id)
        elif any(_EXAMPLE.search(contact.address or "") for contact in current):
            examples.append(country.id)
    says = [f"There are none today in {', '.join(lacking)}."] if lacking else []
    if examples:
        says.append(f"Addresses are only examples in {', '.join(examples)}.")
    if not says:
        return item
    repair = "Write an e-mail address or a telephone number in `contacts` of the country's file."
    return _lacking(item, " ".join(says), repair)


def _is_current(contact: Contact, examined: Examined) -> bool:
    begun = contact.since is None or contact.since.start <= examined.at
    return begun and (contact.until is None or examined.at < contact.until.end)


def _page(examined: Examined, settings: SiteSettings, id: str) -> ReadyItem:
    """A page of that name, or a link in the footer that is called like one."""
    page = next((page for page in examined.catalogue.pages if page.id == id), None)
    item = ReadyItem(code=id, title=_PAGES[id].capitalize(), place=page.place if page else None)
    countries = examined.catalogue.countries.values()
    lacking = [
        country.id
        for country in countries
        if not (page and not page.is_draft and country.id in page.countries)
        and not any(_TITLES[id].search(title) for title in _titles(country, settings))
    ]
    if not lacking:
        return item
    if page is not None and page.is_draft:
        repair = f"Fill in {page.place.file}, and delete the line `draft: true`."
        return _lacking(item, "It is a draft.", repair)
    here = "" if len(lacking) == len(countries) else f" in {', '.join(lacking)}"
    return _lacking(
        item,
        f"There is no page `{id}`{here}, and no link in the footer that is called like one.",
        f"Write content/pages/{id}.<language>.md, or a link in `links` of the countries.",
    )


def _titles(country: Country, settings: SiteSettings) -> Iterator[str]:
    """How the links in the footer of a country are called, in every language."""
    for link in country.links:
        yield from _values(link.title)
    for own in settings.footer:
        if own.countries is None or country.id in own.countries:
            yield from _values(own.title)


def _values(text: Text) -> Iterator[str]:
    yield from text.by_locale.values()
    if text.everywhere is not None:
        yield text.everywhere


def _gaps(examined: Examined) -> ReadyItem:
    return _found(
        examined,
        ReadyItem(code="gaps", title="Gaps to fill in"),
        lambda text: [gap.written for gap in gaps_in(text)],
        "Write the texts in their places.",
    )


def _words(examined: Examined) -> ReadyItem:
    return _found(
        examined,
        ReadyItem(code="placeholder-words", title="Words left from writing"),
        lambda text: _WORDS.findall(text.value),
        "Replace them.",
    )


def _found(
    examined: Examined,
    item: ReadyItem,
    found_in: Callable[[WrittenText], list[str]],
    repair: str,
) -> ReadyItem:
    """What is found in texts, named with the first files in which it is."""
    files: dict[str, str] = {}
    count = 0
    for text in examined.texts:
        for found in found_in(text):
            count += 1
            files.setdefault(text.inside(found, text.value.index(found)).file, found)
    if not files:
        return item
    names = [f"{file} (“{shorten(found)}”)" for file, found in list(files.items())[:_SHOWN]]
    more = f" and {len(files) - _SHOWN} more files" if len(files) > _SHOWN else ""
    return _lacking(item, f"{count} in {', '.join(names)}{more}.", repair)


def _drafts(examined: Examined) -> ReadyItem:
    item = ReadyItem(code="drafts", title="Drafts")
    drafts = [entry.place.file for entry in examined.catalogue.entries if entry.is_draft]
    if not drafts:
        return item
    more = f" and {len(drafts) - _SHOWN} more" if len(drafts) > _SHOWN else ""
    return _lacking(
        item,
        f"Not published: {', '.join(drafts[:_SHOWN])}{more}.",
        "Finish them and delete the line `draft: true`, or delete what you do not need.",
    )


def _interface(examined: Examined) -> ReadyItem:
    item = ReadyItem(code="interface", title="Languages of the interface")
    lacking = [
        english_name(locale)
        for country in examined.catalogue.countries.values()
        for locale in country.locales
        if not is_same_language(interface_of(country, locale).locale, locale)
    ]
    if not lacking:
        return item
    return _lacking(
        item,
        f"Headings and notices are not available in {', '.join(dict.fromkeys(lacking))}.",
        "Translate the builder's `locales/messages.pot`.",
    )


def _logo(settings: SiteSettings) -> ReadyItem:
    item = ReadyItem(code="logo", title="Logo", place=Place("content/logo.svg"))
    if settings.has_logo:
        return item
    return _lacking(item, "There is none.", "Put it into content/ as logo.svg or logo.png.")


def _security(settings: SiteSettings) -> ReadyItem:
    item = ReadyItem(code="security", title="Contact for security", place=Place(MKDOCS_YML))
    if settings.security:
        return item
    return _lacking(
        item,
        "Whoever finds a weakness does not know whom to tell.",
        "Write it in mkdocs.yml, below the plugin: `security: [mailto:security@yourcompany.com]`.",
    )


def _lacking(item: ReadyItem, lacks: str, repair: str) -> ReadyItem:
    return replace(item, lacks=lacks, repair=repair)
