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
from site_builder.model.locale import is_same_language, language_in_words
from site_builder.model.message import NOTHING, Message, in_turn, told, told_of_many
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
    "imprint": told("Legal notice"),
    "privacy": told("Privacy page"),
    "accessibility": told("Accessibility page"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What readers see of mkdocs.yml, and whether the site has a logo, a log and a git repository.

    `name` is `site_name`, `address` is `site_url`, `security` are the contacts of security.txt.
    """

    name: str
    address: str | None
    security: tuple[str, ...]
    footer: tuple[FooterLink, ...]
    has_logo: bool
    has_log: bool = False
    has_git: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyItem:
    """One thing that a site needs. `lacks` says what is missing, `repair` what to do about it.

    Both are empty if nothing is missing. `gain` says what the site would gain from something that
    it can do without. `code` names the item for programs.
    """

    code: str
    title: Message
    lacks: Message = NOTHING
    repair: Message = NOTHING
    gain: Message = NOTHING
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
        *_gains(examined, settings),
    )


def _address(settings: SiteSettings) -> ReadyItem:
    item = ReadyItem(code="address", title=told("Address of the site"), place=Place(MKDOCS_YML))
    repair = told("Write the address in mkdocs.yml: `site_url: https://status.yourcompany.com/`.")
    if settings.address is None:
        return _lacking(item, told("There is none, so the site has no feeds."), repair)
    if _EXAMPLE.search(settings.address):
        return _lacking(
            item,
            told("%(address)s is only an example.", address=settings.address),
            repair,
        )
    return item


def _zone(examined: Examined) -> ReadyItem:
    item = ReadyItem(code="time-zone", title=told("Time zone"), place=Place("content/site.yml"))
    written = any("time_zone" in d.document.value for d in examined.of_kind("site"))
    if written or len(examined.catalogue.countries) == 1:
        return item
    return _lacking(
        item,
        told("Times in texts for several countries count as UTC."),
        told(
            "Write the time zone of your team in content/site.yml: `time_zone: Europe/Luxembourg`."
        ),
    )


def _contacts(examined: Examined) -> ReadyItem:
    item = ReadyItem(code="contacts", title=told("Contacts"))
    lacking: list[str] = []
    examples: list[str] = []
    for country in examined.catalogue.countries.values():
        current = [c for c in country.contacts if _is_current(c, examined)]
        if not current:
            lacking.append(country.id)
        elif any(_EXAMPLE.search(contact.address or "") for contact in current):
            examples.append(country.id)
    says = (
        [told("There are none today in %(countries)s.", countries=", ".join(lacking))]
        if lacking
        else []
    )
    if examples:
        says.append(
            told("Addresses are only examples in %(countries)s.", countries=", ".join(examples))
        )
    if not says:
        return item
    repair = told(
        "Write an e-mail address or a telephone number in `contacts` of the country's file."
    )
    return _lacking(item, in_turn(*says), repair)


def _is_current(contact: Contact, examined: Examined) -> bool:
    begun = contact.since is None or contact.since.start <= examined.at
    return begun and (contact.until is None or examined.at < contact.until.end)


def _page(examined: Examined, settings: SiteSettings, id: str) -> ReadyItem:
    """A page of that name, or a link in the footer that is called like one."""
    page = next((page for page in examined.catalogue.pages if page.id == id), None)
    item = ReadyItem(code=id, title=_PAGES[id], place=page.place if page else None)
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
        repair = told("Fill in %(file)s, and delete the line `draft: true`.", file=page.place.file)
        return _lacking(item, told("It is a draft."), repair)
    says = told(
        "There is no page `%(id)s`, and no link in the footer that is called like one.", id=id
    )
    if len(lacking) < len(countries):
        says = told(
            "There is no page `%(id)s` in %(countries)s, and no link in the footer that is called "
            "like one.",
            id=id,
            countries=", ".join(lacking),
        )
    return _lacking(
        item,
        says,
        told(
            "Write content/pages/%(id)s.<language>.md, or a link in `links` of the countries.",
            id=id,
        ),
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
        ReadyItem(code="gaps", title=told("Gaps to fill in")),
        lambda text: [gap.written for gap in gaps_in(text)],
        told("Write the texts in their places."),
    )


def _words(examined: Examined) -> ReadyItem:
    return _found(
        examined,
        ReadyItem(code="placeholder-words", title=told("Words left from writing")),
        lambda text: _WORDS.findall(text.value),
        told("Replace them."),
    )


def _found(
    examined: Examined,
    item: ReadyItem,
    found_in: Callable[[WrittenText], list[str]],
    repair: Message,
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
    names = in_turn(
        *(
            told("%(file)s (“%(text)s”)", file=file, text=shorten(found))
            for file, found in list(files.items())[:_SHOWN]
        ),
        between=", ",
    )
    lacks = told("%(count)s in %(files)s.", count=count, files=names)
    if len(files) > _SHOWN:
        lacks = told_of_many(
            "%(all)s in %(files)s and %(count)s more file.",
            "%(all)s in %(files)s and %(count)s more files.",
            len(files) - _SHOWN,
            all=count,
            files=names,
        )
    return _lacking(item, lacks, repair)


def _drafts(examined: Examined) -> ReadyItem:
    item = ReadyItem(code="drafts", title=told("Drafts"))
    drafts = [entry.place.file for entry in examined.catalogue.entries if entry.is_draft]
    if not drafts:
        return item
    names = ", ".join(drafts[:_SHOWN])
    lacks = told("Not published: %(files)s.", files=names)
    if len(drafts) > _SHOWN:
        lacks = told(
            "Not published: %(files)s and %(count)s more.",
            files=names,
            count=len(drafts) - _SHOWN,
        )
    return _lacking(
        item,
        lacks,
        told("Finish them and delete the line `draft: true`, or delete what you do not need."),
    )


def _interface(examined: Examined) -> ReadyItem:
    item = ReadyItem(code="interface", title=told("Languages of the interface"))
    lacking = [
        locale
        for country in examined.catalogue.countries.values()
        for locale in country.locales
        if not is_same_language(interface_of(country, locale).locale, locale)
    ]
    if not lacking:
        return item
    return _lacking(
        item,
        told(
            "Headings and notices are not available in %(languages)s.",
            languages=in_turn(*map(language_in_words, dict.fromkeys(lacking)), between=", "),
        ),
        told("Translate the builder's `locales/messages.pot`."),
    )


def _logo(settings: SiteSettings) -> ReadyItem:
    item = ReadyItem(code="logo", title=told("Logo"), place=Place("content/logo.svg"))
    if settings.has_logo:
        return item
    return _lacking(
        item, told("There is none."), told("Put it into content/ as logo.svg or logo.png.")
    )


def _security(settings: SiteSettings) -> ReadyItem:
    item = ReadyItem(code="security", title=told("Contact for security"), place=Place(MKDOCS_YML))
    if settings.security:
        return item
    return _lacking(
        item,
        told("Whoever finds a weakness does not know whom to tell."),
        told(
            "Write it in mkdocs.yml, below the plugin: `security: "
            "[mailto:security@yourcompany.com]`."
        ),
    )


def _gains(examined: Examined, settings: SiteSettings) -> Iterator[ReadyItem]:
    """Yield what a site can do without, and what it would gain from it."""
    catalogue = examined.catalogue
    record = ReadyItem(
        code="record",
        title=told("Record"),
        place=Place("content/site.yml"),
        gain=told(
            "With `record: true` in content/site.yml, no published text changes silently, and no "
            "address vanishes."
        ),
    )
    claims = ReadyItem(
        code="claims",
        title=told("Claims"),
        place=Place("content/claims.yml"),
        gain=told(
            "With content/claims.yml, texts that contradict each other are found, and pages say "
            "what is known."
        ),
    )
    log = ReadyItem(
        code="log",
        title=told("Log"),
        place=Place(MKDOCS_YML),
        gain=told(
            "With a key (`notary` in mkdocs.yml), anyone can prove what was published and when: "
            "see docs/notary.md."
        ),
    )
    git = ReadyItem(
        code="git",
        title=told("Git"),
        gain=told(
            "In a git repository, `undo`, `proof` and `announce --since` know what was there "
            "before."
        ),
    )
    for item, is_there in (
        (record, catalogue.site.has_record),
        (claims, bool(catalogue.claims)),
        (log, settings.has_log),
        (git, settings.has_git),
    ):
        yield replace(item, gain=NOTHING) if is_there else item


def _lacking(item: ReadyItem, lacks: Message, repair: Message) -> ReadyItem:
    return replace(item, lacks=lacks, repair=repair)
