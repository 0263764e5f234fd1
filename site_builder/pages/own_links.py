"""Links that a country's file lists: in the footer, and to the team's own lists for news."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.model.country import Link
from site_builder.model.url import is_relative, is_url
from site_builder.pages.addresses import Linker
from site_builder.pages.views import LinkView
from site_builder.pages.voice import Voice


def own_links(voice: Voice, links: Iterable[Link], link: Linker) -> tuple[LinkView, ...]:
    """Return the links whose addresses an edition has: facts are filled in by now, and targets
    that the edition lacks are left out.
    """
    found = []
    for item in links:
        url = voice.text(item.url, voice.edition.at).text
        inside = voice.targets.find(url) if is_relative(url) else None
        address = url if is_url(url) else None if inside is None else link(inside)
        if address is not None:
            found.append(LinkView(address, voice.text(item.title, voice.edition.at)))
    return tuple(found)
