"""What has changed in an edition since it was published, and what readers were told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from site_builder.model.incident import CORRECTION_KINDS
from site_builder.model.problem import Place
from site_builder.model.seen import NEVER_PUBLIC, EditionRecord, Replaced, Seen, Version
from site_builder.pages.voice import Voice
from site_builder.record.seen_now import CONTACTS, Now, lines_of, shown_now, utc

_QUESTION = "faq/"


class Part(IntEnum):
    """What differs in a text, the most important first."""

    figure = 0
    date = 1
    claim = 2
    state = 3
    contact = 4
    words = 5


@dataclass(frozen=True, slots=True)
class Silent:
    """A published entry that says something else now, and nothing says so.

    `edition` is one that shows it, `part` the most important part that differs. `is_fact` is true
    if the words are the same but for the value of a fact.
    """

    key: str
    edition: str
    part: Part
    place: Place
    before: str
    after: str
    is_fact: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A published entry that an edition no longer shows, although it is not retired.

    For a whole edition, `key` is its address. For a correction, `of` is the entry that had it.
    """

    key: str
    edition: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The record of an edition after a build, and what must not be published like this.

    It `is_earlier` if the build is for a moment before that of the record.
    """

    record: EditionRecord = NEVER_PUBLIC
    silent: tuple[Silent, ...] = ()
    gone: tuple[Gone, ...] = ()
    is_earlier: bool = False


def compare(voice: Voice, before: EditionRecord) -> Compared:
    """Compare what an edition shows with what was public in it.

    A build for a moment before that of the record changes nothing in it.
    """
    if utc(voice.edition.at) < before.until:
        return Compared(before, is_earlier=True)
    now = shown_now(voice)
    newest = max((one.moment for one in now.values()), default=None)
    address = voice.edition.address
    keys = _current_keys(voice, before, now)
    entries = {key: one.seen for key, one in now.items()}
    silent: list[Silent] = []
    gone: list[Gone] = []
    for old_key, old in before.entries.items():
        if old_key == CONTACTS:
            silent += _lost_contacts(voice, old, now.get(CONTACTS))
            continue
        key = keys.get(old_key, old_key)
        if old_key not in now and any(_is_retired(voice, name) for name in (old_key, key)):
            entries[old_key] = Seen(is_retired=True, earlier=old.earlier, notes=_told(old))
            continue
        one = now.get(key)
        if one is None:
            gone.append(Gone(old_key, address))
            continue
        if old.is_retired:
            continue
        if key == old_key and old == one.seen:
            continue
        found = _difference(old, one.seen)
        if found is not None and not _is_told(old, one.seen):
            is_fact = _has_same_words(old, one.seen) and not old.version.is_like(one.seen.version)
            place = one.place_of(one.seen.locale)
            silent.append(Silent(key, address, found[0], place, *found[1:], is_fact))
        gone += (Gone(f"{key}/{_anchor(note)}", address, of=key) for note in _lost(old, one.seen))
        is_moved = key.startswith(_QUESTION) and key != old_key
        seen = _continued(old, one.seen)
        if is_moved or old.earlier:
            earlier = (*old.earlier, *([old_key] if is_moved else []))
            seen = replace(seen, earlier=tuple(dict.fromkeys(earlier)))
        entries[key] = seen
    until = max(before.until, utc(newest) if newest is not None else "")
    record = replace(before, entries=entries, until=until)
    return Compared(record, tuple(silent), tuple(gone))


def _lost_contacts(voice: Voice, old: Seen, now: Now | None) -> Iterator[Silent]:
    """Yield the first address that was public and is no longer written: not even with `until`."""
    country = voice.edition.country
    written = lines_of(country.contacts)
    gone = [line for line in old.version.text.splitlines() if line not in written]
    notes = {f"minor {date.iso}" for date in country.minor}
    if gone and not notes - set(old.notes):
        shown = now.seen.version.text.splitlines() if now is not None else []
        new = next((line for line in shown if line not in old.version.text.splitlines()), "")
        place = Place(f"content/countries/{country.id}.yml")
        yield Silent(CONTACTS, voice.edition.address, Part.contact, place, gone[0], new)


def _is_retired(voice: Voice, key: str) -> bool:
    """Return whether an entry is gone here, or the incident of an update, or all updates of an
    incident that is not shown.
    """
    selection, owner, start = voice.edition.selection, key.partition("/")[0], f"{key}/"
    return any(
        retired.holds(selection.country.id, selection.at)
        for name, retired in selection.catalogue.retired.items()
        if name in (key, owner) or (name.startswith(start) and key not in voice.incidents)
    )


def _told(seen: Seen) -> tuple[str, ...]:
    """Return the corrections and changes of an entry, which have addresses of their own."""
    return tuple(note for note in seen.notes if note.startswith(CORRECTION_KINDS))


def _lost(old: Seen, new: Seen) -> Iterator[str]:
    """Yield the corrections and changes that are no longer there."""
    yield from (note for note in _told(old) if note not in new.notes)


def _anchor(note: str) -> str:
    return f"correction-{note.partition(' ')[2]}"


def _current_keys(voice: Voice, before: EditionRecord, now: Mapping[str, Now]) -> Mapping[str, str]:
    """Return the current key of each entry that was public under another one.

    A question that has moved to another category needs no `former`, if nothing else has its id.
    """
    keys = dict(voice.edition.selection.catalogue.keys)
    for incident in voice.incidents.values():
        keys |= dict.fromkeys(incident.incident.former, incident.incident.id)
    fresh: dict[str, list[str]] = {}
    for key in now.keys() - before.entries.keys():
        if key.startswith(_QUESTION):
            fresh.setdefault(key.rpartition("/")[2], []).append(key)
    for old_key in before.entries:
        if old_key.startswith(_QUESTION) and old_key not in now and old_key not in keys:
            moved = fresh.get(old_key.rpartition("/")[2], ())
            if len(moved) == 1:
                keys[old_key] = moved[0]
    return keys


def _continued(old: Seen, new: Seen) -> Seen:
    """Return what is seen now, with the words before the last change that readers were told of."""
    told = [note for note in new.notes if note not in old.notes and not note.startswith("minor ")]
    is_another = _is_comparable(old, new) and not old.version.is_like(new.version)
    if told and is_another:
        return replace(new, replaced=Replaced(told[-1], old.version, new.version))
    if old.replaced is not None and old.replaced.note in new.notes and old.locale == new.locale:
        return replace(new, replaced=old.replaced)
    return new


def _is_comparable(old: Seen, new: Seen) -> bool:
    """Return whether other words are a change, and not just another or a newer translation."""
    return old.locale == new.locale and not old.is_stale


def _is_told(old: Seen, new: Seen) -> bool:
    if set(new.notes) - set(old.notes):
        return True
    # The words are the same, and a fact in them has a new value with a date of its own.
    only_facts = _has_same_words(old, new) and old.facts != new.facts
    return only_facts and not _beside(old, new)


def _has_same_words(old: Seen, new: Seen) -> bool:
    """Return whether two texts are the same but for the values of facts in them."""
    return bool(old.pattern) and old.pattern == new.pattern


def _difference(old: Seen, new: Seen) -> tuple[Part, str, str] | None:
    """Return the most important part that differs, with what was there and what is there now."""
    found = list(_beside(old, new))
    if _is_comparable(old, new) and not old.version.is_like(new.version):
        found.append(_in_words(old.version, new.version))
    return min(found, key=lambda difference: difference[0], default=None)


def _beside(old: Seen, new: Seen) -> list[tuple[Part, str, str]]:
    """Return what differs beside the words."""
    return [
        *_differing(Part.date, old.dates, new.dates, _DROPPABLE),
        # That a text states a claim can be noted down later.
        *_differing(Part.claim, old.claims, new.claims),
        *_differing(Part.state, old.states, new.states, added=True),
    ]


# A promise that is kept is no longer shown.
_DROPPABLE = frozenset(("next_update", "answer_by", "ends"))


def _differing(
    part: Part,
    old: Mapping[str, str],
    new: Mapping[str, str],
    droppable: frozenset[str] = frozenset(),
    *,
    added: bool = False,
) -> Iterator[tuple[Part, str, str]]:
    for name, value in old.items():
        if new.get(name) != value and not (name not in new and name in droppable):
            yield part, value, new.get(name, "")
    if added:
        for name in new.keys() - old.keys():
            yield part, "", f"{name}: {new[name]}"


_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f' ]\d{3})*(?:[.,]\d+)?")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|\+?\d[\d ()/.-]{6,}\d")
_DAY = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}/\d{1,2}/\d{2,4})"
)
_EXCERPT = 60


def _in_words(old: Version, new: Version) -> tuple[Part, str, str]:
    """Return what kind of words differ, and the first of them."""
    one, other = f"{old.title}\n{old.text}", f"{new.title}\n{new.text}"
    for part, pattern in ((Part.date, _DAY), (Part.contact, _CONTACT), (Part.figure, _NUMBER)):
        before, after = _others(pattern, one, other)
        if before or after:
            return part, before, after
        # What has been compared is not a figure too.
        one, other = pattern.sub(" ", one), pattern.sub(" ", other)
    return Part.words, *_excerpts(f"{old.title}\n{old.text}", f"{new.title}\n{new.text}")


def _others(pattern: re.Pattern[str], one: str, other: str) -> tuple[str, str]:
    """Return the first match of each text that the other one does not have in this place."""
    old, new = ([match[0].strip(" .,)") for match in pattern.finditer(s)] for s in (one, other))
    if old == new:
        return "", ""
    for i in range(max(len(old), len(new))):
        before, after = (found[i] if i < len(found) else "" for found in (old, new))
        if before != after:
            return before, after
    return "", ""


def _excerpts(one: str, other: str) -> tuple[str, str]:
    """Return the beginnings of what differs between two texts."""
    old, new = one.split(), other.split()
    same = next((i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    if not same and old[:1] == new[:1]:
        same = min(len(old), len(new))
    return " ".join(old[same:])[:_EXCERPT], " ".join(new[same:])[:_EXCERPT]
