"""Atom (RFC 4287), with archives of what is older (RFC 5005, section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache
from typing import Any

from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.feeds.feed_entries import MOST_KEPT, FeedEntry
from site_builder.outputs.feeds.feeds import ARCHIVE, plan_format
from site_builder.outputs.output import Output, PlannedSite
from site_builder.outputs.plan import Plan
from site_builder.pages.voice import Voice

_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"


def plan_atom(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """Every feed of an edition and its archives, ending in `.atom`."""
    return plan_format(voice, site, "atom", write_atom, with_archives=True)


def write_atom(feed: Feed, ending: str) -> bytes:
    # feedgen brings lxml along, which a build that changes no feed can do without.
    from feedgen.feed import FeedGenerator
    from lxml import etree

    atom = FeedGenerator()
    atom.id(feed.id)
    atom.title(feed.title)
    atom.subtitle(feed.description)
    atom.author(name=feed.title)
    atom.link(href=feed.home, rel="alternate")
    atom.link(href=feed.address(ending), rel="self", type="application/atom+xml")
    atom.language(feed.language)
    atom.generator("site-builder")
    atom.updated(feed.updated)
    root = etree.fromstring(atom.atom_str())
    _tell_archives(root, feed, ending)
    for entry in feed.entries():
        # An element has one parent, and an entry is in several feeds.
        root.append(deepcopy(_element(entry)))
    etree.indent(root)
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return xml


@lru_cache(maxsize=MOST_KEPT)
def _element(entry: FeedEntry) -> Any:
    """An entry as XML, with the language of its title; the HTML of a text says its own."""
    from feedgen.entry import FeedEntry as Item

    item = Item()
    item.id(entry.id)
    item.title(entry.title.text)
    item.link(href=entry.link)
    item.content(str(entry.html), type="html")
    item.category(term=entry.category)
    item.published(entry.published)
    item.updated(entry.updated)
    element = item.atom_entry()
    for part in element.iter():
        part.tag = f"{{{_ATOM}}}{part.tag}"
    if entry.title.language:
        title = element.find(f"{{{_ATOM}}}title")
        title.set("{http://www.w3.org/XML/1998/namespace}lang", entry.title.language)
    return element


def _tell_archives(root: Any, feed: Feed, ending: str) -> None:
    """Where the older entries are. feedgen knows no links of this kind."""
    from lxml import etree

    first = root.find(f"{{{_ATOM}}}link")
    place = root.index(first) if first is not None else 0
    links = []
    if feed.is_archive:
        etree.SubElement(root, f"{{{_HISTORY}}}archive", nsmap={"fh": _HISTORY})
        links.append(("current", "feed"))
    links += [("prev-archive", path) for path in feed.archives[:1]]
    for rel, path in links:
        link = etree.Element(f"{{{_ATOM}}}link", rel=rel, href=f"{feed.base}{path}.{ending}")
        root.insert(place, link)


OUTPUT = Output("atom", plan_atom, folders=(ARCHIVE,))
