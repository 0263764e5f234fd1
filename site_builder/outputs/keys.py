"""Keys of files: a digest of everything that a file is made from.

An edition's view of an entry depends on its visible content, on the ground (countries, services,
facts, site), on the entries that supersede it or are superseded, and on the targets of its links.
It depends on the clock only at the ends of the spans of its unit and of the ground, and from day to
day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import blake2b

from site_builder.catalogue.unit import Unit
from site_builder.editions.edition import Edition, Overtaking, ShownIncident, ShownQuestion
from site_builder.model.country import GROUP
from site_builder.model.locale import LocaleId
from site_builder.model.site import Page
from site_builder.pages.addresses import entry_path
from site_builder.pages.voice import Voice

Shown = ShownIncident | ShownQuestion | Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """`whole` is a digest of what all files of the site share: program, settings and ground.

    `bases` are the same by language, of what the editions in it can see. `facts` are digests of
    facts, which belong to the entries that name them.
    """

    units: Mapping[str, Unit]
    facts: Mapping[str, bytes]
    whole: bytes
    bases: Mapping[LocaleId, bytes]
    _parts: dict[tuple[str, str], bytes | None] = field(default_factory=dict)
    _views: dict[tuple[str, LocaleId], bytes] = field(default_factory=dict)

    def of(self, voice: Voice, shown: Iterable[Shown], *rest: object) -> bytes | None:
        """Return the key of a page that is made of some entries, and of `rest`.

        None if an entry is in no unit, or if the targets of its links depend on facts.
        """
        parts = [self._part(voice, entry) for entry in shown]
        if None in parts:
            return None
        return digest(self.bases[voice.edition.locale], voice.edition.address, parts, rest)

    def of_site(self, *rest: object) -> bytes:
        """Return the key of a file that shows no entry."""
        return digest(self.whole, rest)

    def view(self, edition: Edition) -> bytes:
        """Return a digest of all that an edition can see.

        The group has a table of every country's states, so it sees all entries.
        """
        country, locale = edition.country, edition.locale
        seen = b"".join(
            self._seen(unit, locale)
            for _, unit in sorted(self.units.items())
            if country.id == GROUP or unit.concerns(country.id)
        )
        days = (edition.at.astimezone(country.zone).date(), edition.at.astimezone(UTC).date())
        return digest(self.bases[locale], edition.address, days, seen)

    def _seen(self, unit: Unit, locale: LocaleId) -> bytes:
        """Return a digest of what an edition in a language sees of a unit, at the time of the
        build.
        """
        known = (unit.name, locale)
        if known not in self._views:
            facts = [self.facts.get(name) for name in unit.facts]
            seen = (unit.seen[locale], str(unit.span.since), str(unit.span.until), facts)
            self._views[known] = digest(unit.name, *seen)
        return self._views[known]

    def _part(self, voice: Voice, entry: Shown) -> bytes | None:
        name = _unit_name(entry)
        known = (voice.edition.address, name)
        if known not in self._parts:
            self._parts[known] = self._digest_entry(voice, entry, self.units.get(name))
        return self._parts[known]

    def _digest_entry(self, voice: Voice, entry: Shown, unit: Unit | None) -> bytes | None:
        if unit is None or unit.is_open:
            return None
        locale = voice.edition.locale
        links = [(link, voice.targets.find(link)) for link in unit.links]
        relations = [
            (
                here,
                there,
                entry_path(voice.entries[other.key]),
                self._seen(self.units[_unit_name_of(other)], locale),
            )
            for here, there, other in _relations(entry)
        ]
        # A question's anchors follow from which other ids there are.
        own: tuple[object, ...] = ()
        if isinstance(entry, ShownQuestion):
            own = (entry.folder, entry.anchor, entry.other_anchors)
        return digest(self._seen(unit, locale), links, relations, own)


def _unit_name_of(other: Overtaking) -> str:
    incident = other.key.partition("/")[0]
    return f"content/{other.key}" if other.key.startswith("faq/") else f"status/{incident}"


def _relations(entry: Shown) -> Iterable[tuple[str, str, Overtaking]]:
    if isinstance(entry, Page):
        return
    members = entry.updates if isinstance(entry, ShownIncident) else (entry,)
    for member in members:
        key = member.key if isinstance(member, ShownQuestion) else member.update.key
        yield from ((key, "supersedes", other) for other in member.supersedes)
        yield from ((key, "overtaken by", other) for other in member.overtaken_by)
        if isinstance(member, ShownQuestion):
            yield from ((key, "related", Overtaking(other, None)) for other in member.related)


def _unit_name(entry: Shown) -> str:
    if isinstance(entry, ShownIncident):
        return f"status/{entry.incident.id}"
    if isinstance(entry, ShownQuestion):
        return f"content/{entry.key}"
    return f"content/pages/{entry.id}"


def digest(*parts: object) -> bytes:
    """Return a digest of values by how they are written."""
    return blake2b(repr(parts).encode(), digest_size=16).digest()
