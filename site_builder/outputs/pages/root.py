"""The root of the site: the choice of country and language, and the page for missing addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from markupsafe import Markup, escape

from site_builder.model.country import GROUP
from site_builder.model.locale import direction, written_for
from site_builder.model.text import LocalText
from site_builder.outputs.guides.status_link import status_element
from site_builder.outputs.output import PlannedSite, SiteContext
from site_builder.outputs.pages.missing import MISSING, base_of, without_skip_link
from site_builder.outputs.plan import Plan
from site_builder.outputs.site_name import preview_mark, said_name, site_notice
from site_builder.pages.addresses import HOME
from site_builder.pages.fixed_phrases import shell_terms
from site_builder.pages.rendered_shell import Shell
from site_builder.pages.shell import ShellView, escape_title
from site_builder.pages.templates import render
from site_builder.pages.voice import Said, Voice, territory_name
from site_builder.theme.scripts import site_script
from site_builder.theme.stylesheet import sheet_apart, sheets_apart


def plan_root(voices: Sequence[Voice], site: PlannedSite) -> Iterable[Plan]:
    """Plan `index.html` and `404.html`, in the site's source language or the first there is."""
    voice = _speaker(voices)
    name = said_name(voice, site)
    title = voice.say("Choose your country and language")
    missing = voice.say("Page not found")
    shell = site.shells.render(_shell_view(voice, site, name))
    for path, heading in (("index.html", title), (MISSING, missing)):
        states = [site.headlines[one.edition.address] for one in voices]
        key = site.whole_key(path, shell.digest, states)
        yield Plan(path, key, partial(_page, path, heading, name.text, shell, voices, site))
    for sheet in (site.stylesheet, *sheets_apart()):
        yield Plan(sheet.path, None, partial(bytes, sheet.content))
    if site.logo is not None:
        yield Plan(site.logo.path, None, partial(bytes, site.logo.content))
    script = site_script()
    yield Plan(script.path, None, partial(bytes, script.content))


def _speaker(voices: Sequence[Voice]) -> Voice:
    source = voices[0].edition.selection.catalogue.site.source
    wanted = written_for(source) if source else ()
    speaks = {voice.edition.locale: voice for voice in reversed(voices)}
    return next((speaks[locale] for locale in wanted if locale in speaks), voices[0])


def _choice(voice: Voice, voices: Sequence[Voice], title: str, site: PlannedSite) -> Markup:
    countries: dict[str, list[Voice]] = {}
    for other in voices:
        countries.setdefault(other.edition.country.id, []).append(other)
    return render(
        "articles/root.html",
        title=title,
        direction=direction(voice.locale),
        countries=[
            {
                "names": _names(voice, group),
                "headline": site.headlines[group[0].edition.address],
                "headline_attributes": voice.attributes(group[0].locale),
                "editions": [_edition_link(other) for other in group],
            }
            for group in countries.values()
        ],
    )


def _names(voice: Voice, group: Sequence[Voice]) -> Markup:
    """Return the name of a country in each of its languages: “Belgique · België”."""
    names = {name.value: name for other in group for name in [_own_country_name(other)]}
    spans = (
        Markup("<span{}>{}</span>").format(voice.attributes(name.locale), name.value)
        for name in names.values()
    )
    return Markup(' <span aria-hidden="true">·</span> ').join(spans)


def _own_country_name(voice: Voice) -> LocalText:
    """Return the name of an edition's country in the edition's own language, and that language."""
    country, locale = voice.edition.country, voice.edition.locale
    if country.name is not None:
        written = country.name.in_locale(locale).locale
        return LocalText(value=voice.country_name(country), locale=written or locale)
    if country.id == GROUP:
        return LocalText(value=voice.country_name(country), locale=voice.locale)
    return LocalText(value=territory_name(country.id, locale), locale=locale)


def _edition_link(voice: Voice) -> dict[str, str]:
    """Return a link in the list, and the script's phrase for readers whom it suits."""
    edition = voice.edition
    language = edition.language
    return {
        "href": f"{edition.address}/",
        "lang": edition.locale,
        "tag": edition.language_tag,
        "dir": direction(edition.locale),
        "title": language,
        "whole": f"{_own_country_name(voice).value} · {language}",
        "suggestion": voice.say("Suggested for you:"),
        "spoken": voice.locale,
        "search": voice.say("Search") if voice.edition.selection.questions else "",
    }


def _shell_view(voice: Voice, site: SiteContext, name: Said) -> ShellView:
    return ShellView(
        page_url="",
        home="",
        language=voice.locale,
        direction=direction(voice.locale),
        site_name=name.text,
        notice=site_notice(voice),
        stylesheet=site.stylesheet.path,
        print_styles=sheet_apart("print").path,
        sections=(),
        footer=(),
        script=site_script().path,
        policy=site.policy,
        logo=site.logo.path if site.logo else None,
        terms=shell_terms(voice.interface),
        name_attributes=name.attributes,
        preview=preview_mark(voice, site),
    )


def _page(
    path: str, title: str, name: str, shell: Shell, voices: Sequence[Voice], site: PlannedSite
) -> bytes:
    head = "".join(
        f'<link rel="alternate" hreflang="{tag}" href="{escape(site.site_url or "")}{address}">'
        for tag, address in site.alternates.versions(HOME)
    )
    first = site.root or _speaker(voices).edition
    status = status_element(site, lambda inside: f"{first.address}/{inside}")
    values = {
        # Not `+`: markup would escape the plain text before it.
        "head": f"{head}{status}",
        "title": escape_title(title if path != "index.html" else "", name),
        "switch": "",
        "article": _choice(_speaker(voices), voices, title, site),
    }
    if path == "index.html":
        values["head"] = f'<meta name="description" content="{escape(title)}">{head}{status}'
        return shell.join(values).encode()
    base = base_of(site.site_url, "")
    values["head"] = f'<meta name="robots" content="noindex">{base}{status}'
    return without_skip_link(shell.join(values)).encode()
