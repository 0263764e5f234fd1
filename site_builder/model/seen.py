"""What readers of an edition have seen of it: the record that is published with the edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Version:
    """The words of an entry as readers saw them: Markdown with its facts filled in."""

    title: str = ""
    text: str = ""

    def is_like(self, other: Version) -> bool:
        """Return whether the words are the same, however their lines are broken."""
        if self == other:
            return True
        return self.title.split() == other.title.split() and self.text.split() == other.text.split()


@dataclass(frozen=True, slots=True)
class Replaced:
    """What an entry said before and after its last correction or change; `note` is its id."""

    note: str
    before: Version
    after: Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An entry as readers have seen it.

    `locale` is the language of its text, which `is_stale` if it was a translation of an older
    original. `pattern` is a digest of a text with facts, with their names instead of their values,
    `facts` one of the dates from which these hold. `notes` are the changes that readers were told
    of or that are minor, such as `correction 2022-09-30`. `dates`, `states` and `claims` are what
    it says beside its text. `earlier` are the keys that a question had before it moved to
    another category, the first one first. `is_retired` is true once only its address is left.
    """

    version: Version = field(default_factory=Version)
    locale: str = ""
    is_stale: bool = False
    pattern: str = ""
    facts: str = ""
    notes: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    replaced: Replaced | None = None
    earlier: tuple[str, ...] = ()
    is_retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRecord:
    """Everything that was ever public in an edition.

    `entries` are by key, `pages` the paths of all pages, relative to the edition, `services` those
    with a feed of their own. `until` is the moment of the newest text, in UTC as ISO 8601: a build
    for an earlier moment changes nothing.
    """

    entries: Mapping[str, Seen] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    until: str = ""


NEVER_PUBLIC = EditionRecord()
