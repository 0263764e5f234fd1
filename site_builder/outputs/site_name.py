"""The name of the site, and the line at the top of every page."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from markupsafe import Markup

from site_builder.language.dates import format_moment
from site_builder.outputs.output import SiteContext
from site_builder.pages.voice import Said, Voice


class Named(Protocol):
    """Something with the name from mkdocs.yml."""

    @property
    def site_name(self) -> str: ...

    @property
    def is_preview(self) -> bool: ...


def site_name(voice: Voice, site: Named) -> str:
    """Return the site's name in the edition's language."""
    return said_name(voice, site).text


def said_name(voice: Voice, site: Named) -> Said:
    """Return the name with its language; the one from mkdocs.yml has none."""
    written = voice.edition.selection.catalogue.site.name
    name = Said(text=site.site_name, attributes=Markup(""), notice=None)
    if written is not None:
        name = voice.text(written, voice.edition.at)
    if site.is_preview:
        # It is in every title, so that feeds, calendars and badges are marked too. The language and
        # direction of the name do not hold for a phrase that starts in the edition's language.
        marked = voice.say("Preview: %(title)s", title=name.text)
        return replace(name, text=marked, attributes=Markup(""))
    return name


def preview_mark(voice: Voice, site: SiteContext) -> str | None:
    """Return the line at the top of every unpublished page, with the time that it shows."""
    if not site.is_preview:
        return None
    moment = format_moment(voice.edition.at, voice.locale, voice.edition.country.zone)
    return voice.say("Preview – not published. The site as of %(date)s", date=moment)


def titled(voice: Voice, site: Named) -> str:
    """Return the site and the edition's country: “Status – Luxembourg”."""
    return f"{site_name(voice, site)} – {voice.country_name(voice.edition.country)}"


def edition_name(voice: Voice) -> str:
    """Return the country and the language in itself: “Luxembourg · Français”."""
    country = voice.country_name(voice.edition.country)
    return f"{country} · {voice.edition.language}"


def site_notice(voice: Voice) -> Said | None:
    """Return the notice on every page."""
    written = voice.edition.selection.catalogue.site.notice
    return voice.text(written, voice.edition.at) if written else None
