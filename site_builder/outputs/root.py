"""The root of the site: choice of country and language, and the page for what is not found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from site_builder.editions.edition import Edition
from site_builder.model.locale import direction, language_name
from site_builder.outputs.names import site_name, site_notice
from site_builder.outputs.output import Plan, SiteContext
from site_builder.rendering.shell import Shell, ShellView, escape_title
from site_builder.rendering.templates import render
from site_builder.rendering.voice import Voice
from site_builder.scripts import site_script


def plan_root(voices: Sequence[Voice], site: SiteContext) -> Iterable[Plan]:
    """`index.html` and `404.html`, in the site's source language or the first there is."""
    voice = _speaker(voices)
    name = site_name(voice, site)
    title = voice.say("Choose your country and language")
    missing = voice.say("This page does not exist")
    shell = site.shells.render(_shell_view(voice, site, name))
    for path, heading in (("index.html", title), ("404.html", missing)):
        key = site.whole_key(path, shell.digest)
        yield Plan(path, key, partial(_page, path, heading, name, shell, voices, site))
    yield Plan(site.stylesheet.path, None, partial(bytes, site.stylesheet.content))
    if site.logo is not None:
        yield Plan(site.logo.path, None, partial(bytes, site.logo.content))
    script = site_script()
    yield Plan(script.path, None, partial(bytes, script.content))


def _speaker(voices: Sequence[Voice]) -> Voice:
    source = voices[0].edition.selection.catalogue.site.source
    return next((voice for voice in voices if voice.locale == source), voices[0])


def _choice(voice: Voice, voices: Sequence[Voice], title: str) -> Markup:
    countries: dict[str, list[Voice]] = {}
    for other in voices:
        countries.setdefault(other.edition.country.id, []).append(other)
    return render(
        "articles/root.html",
        title=title,
        direction=direction(voice.locale),
        countries=[
            {
                "name": group[0].country_name(group[0].edition.country),
                "attributes": voice.attributes(group[0].locale),
                "editions": [_edition_link(other.edition) for other in group],
            }
            for group in countries.values()
        ],
    )


def _edition_link(edition: Edition) -> dict[str, str]:
    return {
        "href": f"{edition.address}/",
        "lang": edition.locale,
        "tag": edition.language_tag,
        "dir": direction(edition.locale),
        "title": language_name(edition.locale),
    }


def _shell_view(voice: Voice, site: SiteContext, name: str) -> ShellView:
    return ShellView(
        "",
        "",
        voice.locale,
        direction(voice.locale),
        name,
        site_notice(voice),
        site.stylesheet.path,
        (),
        (),
        policy=site.policy,
        logo=site.logo.path if site.logo else None,
    )


def _page(
    path: str, title: str, name: str, shell: Shell, voices: Sequence[Voice], site: SiteContext
) -> bytes:
    head = "".join(
        f'<link rel="alternate" hreflang="{other.language_tag}" '
        f'href="{escape(site.site_url or "")}{other.address}/">'
        for other in site.editions
    )
    values = {
        "head": head,
        "title": escape_title(title if path != "index.html" else "", name),
        "switch": "",
        "article": _choice(_speaker(voices), voices, title),
    }
    if path == "index.html":
        return shell.join(values).encode()
    # A server answers with this page at any depth, so its links need a base of their own.
    base = urlsplit(site.site_url or "/").path or "/"
    values["head"] = f'<meta name="robots" content="noindex"><base href="{escape(base)}">'
    html = shell.join(values)
    skip = html.find('<a href="#content" class="md-skip">')
    if skip >= 0:
        html = html[:skip] + html[html.index("</a>", skip) + len("</a>") :]
    return html.encode()
