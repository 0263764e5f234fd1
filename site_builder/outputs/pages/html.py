"""HTML pages: every article of an edition in its shell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby

from markupsafe import Markup, escape

from site_builder.editions.edition import Edition, ShownIncident
from site_builder.model.country import GROUP, CountryId
from site_builder.model.locale import direction
from site_builder.outputs.feeds.explained import formats_of
from site_builder.outputs.guides.markdown_twins import TWIN
from site_builder.outputs.guides.status_link import status_element
from site_builder.outputs.media_types import FORMATS
from site_builder.outputs.output import Output, PlannedSite
from site_builder.outputs.pages.missing import plan_missing
from site_builder.outputs.pages.root import plan_root
from site_builder.outputs.pictures.previews import preview_path
from site_builder.outputs.plan import Kept, Piece, Plan
from site_builder.outputs.site_name import edition_name, preview_mark, said_name, site_notice
from site_builder.pages.addresses import (
    CHANGES,
    CODE,
    CORRECTIONS,
    FAQ,
    FEEDS,
    HISTORY,
    HOME,
    INCIDENTS,
    LITE,
    NOWHERE,
    POSTER,
    SECTIONS,
    page_path,
    relative_linker,
)
from site_builder.pages.article import SECTION, Article, ArticlePlan
from site_builder.pages.fixed_phrases import shell_terms
from site_builder.pages.own_links import own_links
from site_builder.pages.rendered_shell import Shell
from site_builder.pages.shell import ShellView, Tab, escape_title
from site_builder.pages.templates import render
from site_builder.pages.voice import Said, Voice
from site_builder.theme.scripts import search_engine, site_script
from site_builder.theme.stylesheet import sheet_apart

# No text contains characters for private use (markdown/slots.py).
_PATH = "\ue020path\ue021"
# HTML 2.3.5: only a date with a time has a T.
_TIME = re.compile(r'<time datetime="[^"]*T')


def plan_pages(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """Yield every page of an edition."""
    shells: dict[tuple[str, int, tuple[str, ...]], Shell] = {}
    switch = _switcher(voice, site)
    name = said_name(voice, site)
    picture = preview_path(voice, site)
    for article in site.articles[voice.edition.address]:
        kind = (article.section, article.path.count("/"), article.styles)
        if kind not in shells:
            shells[kind] = site.shells.render(_shell_view(voice, site, article, name))
        elsewhere = [article.path in paths for paths in site.paths.values()]
        preview = picture if _tells_the_situation(article) else None
        twin = TWIN if "markdown" in site.outputs and not article.is_small else None
        key = site.key(
            voice,
            article.made_of,
            article.path,
            article.rest,
            elsewhere,
            shells[kind].digest,
            preview,
        )
        around = _Around(shells[kind], name.text, preview, twin, switch)
        path = f"{voice.edition.address}/{article.path}index.html"
        yield Plan.of_pieces(path, key, partial(_page, voice, site, article, around))
    nowhere = ArticlePlan(path=HOME, section=NOWHERE, made_of=(), make=_nothing)
    shell = site.shells.render(_shell_view(voice, site, nowhere, name))
    yield plan_missing(voice, site, shell, name.text, switch)


def _nothing() -> Article:
    raise AssertionError("only the shell of this page is made here")


def _tells_the_situation(plan: ArticlePlan) -> bool:
    """Return whether a page should have a picture of the current situation.

    On a page about the past, the picture would show a state that the page does not mention, and all
    such pages would have to be rebuilt whenever the situation changes.
    """
    if plan.is_small:
        return False
    if plan.path.startswith(HISTORY):
        return plan.path == HISTORY
    if plan.path.startswith(INCIDENTS):
        return any(isinstance(shown, ShownIncident) and shown.is_open for shown in plan.made_of)
    return True


@dataclass(frozen=True, slots=True)
class _Around:
    """The parts around the article of a page. `name` is that of the site, `preview` a picture,
    `twin` the Markdown twin.
    """

    shell: Shell
    name: str
    preview: str | None
    twin: str | None
    switch: Callable[[str], str]


def _page(
    voice: Voice, site: PlannedSite, plan: ArticlePlan, around: _Around, kept: Kept
) -> Iterator[Piece]:
    article = plan.make()
    values = {
        "head": _head(voice, site, plan.path, article, around),
        "title": escape_title(article.title, around.name),
        "switch": around.switch(plan.path),
        "article": article.html + _zone(voice, article) + _printed_from(voice, site, plan.path),
    }
    first, *others = around.shell.join(values).split(SECTION)
    yield Piece(None, first.encode())
    for section, text in zip(article.sections, others, strict=True):
        key = site.key(voice, (section.shown,), plan.path, *section.rest)
        yield kept.part(key, partial(_encoded, section.html))
        yield Piece(None, text.encode())


def _encoded(html: Callable[[], Markup]) -> bytes:
    return html().encode()


def _zone(voice: Voice, article: Article) -> Markup:
    """Return the time zone of a page's times, named once; nothing if it can have none."""
    if not article.sections and not _TIME.search(article.html):
        return Markup("")
    return Markup('\n<p class="quiet zone">{}</p>').format(voice.zone_line())


def _printed_from(voice: Voice, site: PlannedSite, path: str) -> Markup:
    """Return what only paper shows: the edition, the page's address and the edition's as a QR code.

    A browser does not load the code before it prints.
    """
    if site.site_url is None:
        return Markup("")
    url = f"{site.site_url}{voice.edition.address}/{path}"
    code = Markup("")
    if "poster" in site.outputs:
        code = Markup('<img src="{}" alt="" loading="lazy">').format(relative_linker(path)(CODE))
    return Markup(
        '\n<p class="printed-from" aria-hidden="true">{}<span>{}<br><bdi dir="ltr">{}</bdi>'
        '<br><span class="printed-at"></span></span></p>'
    ).format(code, edition_name(voice), url)


def _shell_view(voice: Voice, site: PlannedSite, article: ArticlePlan, name: Said) -> ShellView:
    edition = voice.edition
    base = f"{edition.address}/"
    titles = (
        voice.say("Situation"),
        voice.say("Questions"),
        voice.say("Services"),
        voice.say("History"),
        voice.say("Contact"),
    )
    return ShellView(
        # Pages of one depth share the shell, so its links must not profit from a page's own path.
        page_url=base + "-/" * article.path.count("/"),
        home=base,
        language=voice.locale,
        direction=direction(voice.locale),
        site_name=name.text,
        notice=site_notice(voice),
        stylesheet=site.stylesheet.path,
        print_styles=sheet_apart("print").path,
        own_styles=tuple(sheet_apart(name).path for name in article.styles),
        sections=tuple(
            Tab(
                title=title,
                url=base + section,
                is_active=section == article.section,
                current="page" if section == article.path else "true",
            )
            for title, section in zip(titles, SECTIONS, strict=True)
        ),
        footer=_footer(voice, site, base),
        script=site_script().path,
        engine=search_engine().path if "search" in site.outputs else None,
        search=base + FAQ,
        policy=site.policy,
        logo=site.logo.path if site.logo else None,
        words=_script_words(voice),
        terms=shell_terms(voice.interface),
        name_attributes=name.attributes,
        preview=preview_mark(voice, site),
    )


def _script_words(voice: Voice) -> tuple[tuple[str, object], ...]:
    """Return the script's phrases, in the edition's language."""
    return (
        ("copy", voice.say("Copy")),
        ("copy_link", voice.say("Copy link")),
        ("share", voice.say("Share")),
        ("labelled", voice.say("%(label)s: %(text)s", label="%(label)s", text="%(text)s")),
        ("copied", voice.say("Copied")),
        ("new", voice.say("New")),
        ("changes", voice.say("Changes")),
        ("since", voice.say("New since your last visit:")),
        ("own", voice.say("%(time)s in your time zone", time="%s")),
        ("filter", voice.say("Find a question")),
        ("none", voice.say("No questions match your search.")),
        ("clear", voice.say("Clear search")),
        ("contact", voice.say("Contact")),
        ("search", voice.say("Search")),
        ("starting", voice.say("Loading search…")),
        ("nothing", voice.say("No results found")),
        ("helpful", voice.say("These pages may help:")),
        ("found", voice.say("Results: %(count)s", count="%s")),
        ("offline", voice.say("Search is currently unavailable.")),
    )


def _footer(voice: Voice, site: PlannedSite, base: str) -> tuple[Tab, ...]:
    selection = voice.edition.selection
    items = []
    for page in selection.pages:
        title = voice.text(page.title, voice.edition.at)
        items.append(
            Tab(title=title.html, url=base + page_path(page.id), attributes=title.attributes)
        )
    for view in own_links(voice, voice.edition.country.links, lambda path: base + path):
        items.append(Tab(title=view.label.html, url=view.href, attributes=view.label.attributes))
    for own in site.footer:
        if own.countries is None or voice.edition.country.id in own.countries:
            title = voice.text(own.title, voice.edition.at)
            items.append(Tab(title=title.html, url=own.url, attributes=title.attributes))
    if "lite" in site.outputs:
        items.append(Tab(title=voice.say("Text-only version"), url=base + LITE))
    if "poster" in site.outputs and site.site_url is not None:
        items.append(Tab(title=voice.say("Poster to print"), url=base + POSTER))
    if formats_of(site):
        items.append(Tab(title=voice.say("Get updates"), url=base + FEEDS))
    return tuple(items)


def _head(
    voice: Voice,
    site: PlannedSite,
    path: str,
    article: Article,
    around: _Around,
) -> str:
    up = site.site_url or "../" * (path.count("/") + 2)
    alternates = [
        {"tag": tag, "href": f"{up}{address}"}
        for tag, address in site.alternates.of(voice.edition, path)
        if article.canonical is None
    ]
    up_here = "../" * path.count("/")
    titles = {"feed": voice.say("Feed of updates")}
    if path == CHANGES:
        titles["changes"] = voice.say("Changes")
    feeds = [
        {"type": FORMATS[ending], "title": title, "href": f"{up_here}{feed}.{ending}"}
        for feed, title in titles.items()
        for ending in formats_of(site)
    ]
    own = path if article.canonical is None else article.canonical
    canonical = f"{site.site_url}{voice.edition.address}/{own}" if site.site_url else None
    return render(
        "components/head.html",
        article=article,
        name=around.name,
        locale=voice.edition.locale.replace("-", "_"),
        canonical=canonical,
        alternates=alternates,
        feeds=feeds,
        twin=around.twin,
        preview=f"{site.site_url}{around.preview}" if around.preview else None,
        status=status_element(site, relative_linker(path)),
    )


def _switcher(voice: Voice, site: PlannedSite) -> Callable[[str], str]:
    """Links from a page to the same one in every other edition, for the pages of an edition."""

    @cache
    def switch(up: str, has_page: tuple[bool, ...]) -> str:
        there = dict(zip(site.paths, has_page, strict=True))
        return _switch(voice, site, up, there)

    def of(path: str) -> str:
        up = "../" * (path.count("/") + 2)
        has_page = tuple(path in paths for paths in site.paths.values())
        return switch(up, has_page).replace(_PATH, str(escape(path)))

    return of


def _switch(voice: Voice, site: PlannedSite, up: str, has_page: Mapping[CountryId, bool]) -> str:
    """Return links to the same page, or a phrase that it does not exist there. _PATH is replaced by
    its path.
    """
    here = voice.edition
    groups = []
    for id, editions in groupby(site.editions, key=lambda edition: edition.country.id):
        missing = None
        if not has_page[id]:
            missing = voice.say("(not available there; opens the home page)")
        links = [
            {
                "title": site.languages[other.address],
                "lang": other.locale,
                "tag": other.language_tag,
                "href": f"{up}{other.address}/{_PATH if has_page[id] else HOME}",
                "is_here": other.address == here.address,
                "missing": missing,
            }
            for other in editions
        ]
        country = here.selection.catalogue.countries[id]
        groups.append({"name": voice.country(country), "links": links})
    html = render(
        "components/switch.html",
        here=voice.country(here.country),
        short=_short(here),
        language=here.language,
        language_attributes=voice.attributes(here.locale),
        groups=groups,
    )
    return str(html)


def _short(edition: Edition) -> str:
    """Return the codes of an edition for the switch of a phone: `LU · FR`, or `FR` of the group."""
    language = edition.locale.split("-")[0].upper()
    if edition.country.id == GROUP:
        return language
    return f"{edition.country.id.upper()} · {language}"


OUTPUT = Output(
    "pages", plan_pages, plan_root, (*SECTIONS[1:], INCIDENTS, FEEDS, CHANGES, CORRECTIONS)
)
