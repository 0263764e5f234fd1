"""What the site is called, and what it says on every page."""

from __future__ import annotations

from typing import Protocol

from site_builder.rendering.voice import Said, Voice


class Named(Protocol):
    """What has the name of mkdocs.yml."""

    @property
    def site_name(self) -> str: ...


def site_name(voice: Voice, site: Named) -> str:
    """The site's name in the edition's language."""
    written = voice.edition.selection.catalogue.site.name
    return site.site_name if written is None else voice.text(written, voice.edition.at).text


def site_notice(voice: Voice) -> Said | None:
    """The notice that stands on every page."""
    written = voice.edition.selection.catalogue.site.notice
    return voice.text(written, voice.edition.at) if written else None
