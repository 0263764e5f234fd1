"""What readers are told of a published text: corrections, changes, minor edits, retirement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder.adding import sentences
from site_builder.adding.addition import Addition, Desk, NotAddable, written_moment
from site_builder.adding.changed_files import changed
from site_builder.editing.yaml_text import edited
from site_builder.model.country import CountryId
from site_builder.model.incident import CorrectionKind, Incident, Update
from site_builder.model.message import in_turn, told
from site_builder.model.question import Question
from site_builder.model.site import Page
from site_builder.model.text import Text
from site_builder.shapes.fields import did_you_mean

Corrected = Update | Question | Page
RETIRED = "content/retired.yml"


def new_correction(
    desk: Desk,
    entry: str,
    note: str | None,
    claims: Mapping[str, str] | None = None,
    country: str | None = None,
    kind: CorrectionKind = "correction",
) -> Addition:
    """A correction or change of an update, question or page, named by its file or key.

    `note` is in the source language of the entry; without one, gaps are left. `claims` is what the
    text states now. With a `country`, its own answer is corrected.
    """
    found = _corrected(desk, entry)
    text = found.answer if isinstance(found, Question) else found.text
    countries = found.countries
    if country is not None:
        text = _own_answer(found, country)
        countries = frozenset((CountryId(country),))
    gap = sentences.correction_in if kind == "correction" else sentences.change_in
    notes: dict[str, str] = {
        str(id): f"[[{desk.speech.say(gap(id))}]]" for id in desk.languages(countries, text.source)
    }
    if note is not None:
        notes = {str(text.source): note}
    correction: dict[str, object] = {"at": written_moment(desk.at, desk.zone_of(countries))}
    if kind != "correction":
        correction["kind"] = kind
    correction["note"] = notes
    if claims:
        correction["claims"] = dict(claims)
    return changed(
        desk, found.place.file, lambda tree: _append(tree, country, "corrections", correction)
    )


def new_minor(desk: Desk, entry: str, country: str | None = None) -> Addition:
    """A minor edit of anything published, named by its file or key."""
    key = _plain_name(entry)
    home = desk.examined.catalogue.countries.get(CountryId(key.removeprefix("countries/")))
    if home is not None and key.startswith("countries/"):
        at = written_moment(desk.at, home.zone)
        file = f"content/{key}.yml"
        return changed(desk, file, lambda tree: _append(tree, None, "minor", at))
    found = _found(desk, entry)
    countries = found.countries
    if country is not None:
        _own_answer(found, country)
        countries = frozenset((CountryId(country),))
    moment = written_moment(desk.at, desk.zone_of(countries))
    return changed(desk, found.place.file, lambda tree: _append(tree, country, "minor", moment))


def _append(tree: Any, country: str | None, key: str, item: object) -> None:
    holder = tree if country is None else tree["overrides"][country]
    known = holder.get(key)
    if isinstance(known, list):
        known.append(item)
    elif known is None:
        holder[key] = [item]
    else:
        holder[key] = [known, item]


def _own_answer(entry: Incident | Corrected, country: str) -> Text:
    """A country's own answer; raise NotAddable if it has none."""
    own = entry.overrides.get(CountryId(country)) if isinstance(entry, Question) else None
    if own is None or own.answer is None:
        raise NotAddable(
            told(
                "%(entry)s has no answer of its own for %(country)s. Leave out `--country`.",
                entry=_key(entry),
                country=country,
            )
        )
    return own.answer


def new_retirement(desk: Desk, key: str, note: str | None, to: str | None) -> Addition:
    """The line of content/retired.yml for something that was public, by its key or its file.

    `note` is in the source language of the site; without one, gaps are left.
    """
    name = _plain_name(key)
    source = desk.languages()[0]
    entry: dict[str, object] = {"at": written_moment(desk.at, desk.zone)}
    notes = {str(id): f"[[{desk.speech.say(sentences.retired_in(id))}]]" for id in desk.languages()}
    entry["note"] = notes if note is None else {str(source): note}
    if to is not None:
        entry["to"] = _plain_name(to)
    path = desk.root / RETIRED
    if name in desk.examined.catalogue.retired:
        raise NotAddable(told("%(key)s is retired already.", key=name))
    if path.exists():
        return changed(desk, RETIRED, lambda tree: tree.__setitem__(name, entry))
    return Addition({RETIRED: edited("", lambda tree: tree.__setitem__(name, entry))}, RETIRED)


def _corrected(desk: Desk, name: str) -> Corrected:
    """The update, question or page with a key, or in a file."""
    found = _found(desk, name)
    if isinstance(found, Incident):
        raise NotAddable(
            told(
                "%(entry)s is an incident. Write an update of it, or correct one of its updates.",
                entry=found.id,
            )
        )
    return found


def _found(desk: Desk, name: str) -> Incident | Corrected:
    """The entry with a key, or in a file."""
    catalogue = desk.examined.catalogue
    entries: dict[str, Incident | Corrected] = {q.key: q for q in catalogue.questions}
    entries |= {f"pages/{page.id}": page for page in catalogue.pages}
    for incident in catalogue.incidents:
        entries[incident.id] = incident
        entries |= {update.key: update for update in incident.updates}
    key = _plain_name(name)
    # The files of a Markdown entry end with their languages.
    found = entries.get(key) or entries.get(key.rpartition(".")[0])
    if found is None:
        hint = did_you_mean(
            key, list(entries), told("Write the name of its file below status/ or content/.")
        )
        raise NotAddable(in_turn(told("There is no entry “%(name)s”.", name=name), hint))
    return found


def _plain_name(written: str) -> str:
    """Return the key of an entry of which somebody has written the file."""
    key = written.removeprefix("./").removeprefix("content/").removeprefix("status/")
    key = key.removesuffix("/").removesuffix(".yml").removesuffix(".md")
    return key.removesuffix("/incident").removesuffix("/maintenance")


def _key(entry: Incident | Corrected) -> str:
    if isinstance(entry, Page):
        return f"pages/{entry.id}"
    return entry.id if isinstance(entry, Incident) else entry.key
