"""What the site is called, and what it says on every page."""

from __future__ import annotations

from typing import Protocol

from markupsafe import Markup

from site_builder.rendering.voice import Said, Voice


class Named(Protocol):
    """What has the name of mkdocs.yml."""

    @property
    def site_name(self) -> str: ...


def site_name(voice: Voice, site: Named) -> str:
    """The site's name in the edition's language."""
    return said_name(voice, site).text


def said_name(voice: Voice, site: Named) -> Said:
    """The same with its language; the one of mkdocs.yml has none."""
    written = voice.edition.selection.catalogue.site.name
    if written is None:
        return Said(site.site_name, Markup(""), None)
    return voice.text(written, voice.edition.at)


def titled(voice: Voice, site: Named) -> str:
    """The site and the edition's country: “Status – Luxembourg”."""
    return f"{site_name(voice, site)} – {voice.country_name(voice.edition.country)}"


def edition_name(voice: Voice) -> str:
    """The country and the language in itself: “Luxembourg · Français”."""
    country = voice.country_name(voice.edition.country)
    return f"{country} · {voice.edition.language}"


def site_notice(voice: Voice) -> Said | None:
    """The notice that stands on every page."""
    written = voice.edition.selection.catalogue.site.notice
    return voice.text(written, voice.edition.at) if written else None
