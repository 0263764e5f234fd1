"""Changes of entries that exist: corrections, and languages of countries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruamel.yaml.error import YAMLError

from site_builder.adding import sentences
from site_builder.adding.addition import Addition, Desk, NotAddable, written_moment
from site_builder.editing.plain_files import read_plain
from site_builder.editing.yaml_text import edited
from site_builder.model.approval import APPROVED_KINDS, approval_digest
from site_builder.model.country import CountryId
from site_builder.model.incident import Update
from site_builder.model.locale import LocaleId, is_locale, language_in_words
from site_builder.model.message import in_turn, told
from site_builder.model.question import Question
from site_builder.model.text import Text
from site_builder.reading.document import Document
from site_builder.reading.loading import text_of
from site_builder.shapes.fields import did_you_mean
from site_builder.starter.answers import BadAnswer, country_id


def new_correction(
    desk: Desk,
    entry: str,
    note: str | None,
    claims: Mapping[str, str] | None = None,
    country: str | None = None,
) -> Addition:
    """A correction of an update or question, named by its file or key.

    `note` is in the source language of the entry; without one, gaps are left. `claims` is what the
    text states now. With a `country`, its own answer is corrected.
    """
    found = _entry(desk, entry)
    text = found.text if isinstance(found, Update) else found.answer
    countries = found.countries
    if country is not None:
        text = _own_answer(found, country)
        countries = frozenset((CountryId(country),))
    moment = written_moment(desk.at, desk.zone_of(countries))
    notes: dict[str, str] = {
        str(id): f"[[{desk.speech.say(sentences.correction_in(id))}]]"
        for id in desk.languages(countries, text.source)
    }
    if note is not None:
        notes = {str(text.source): note}
    correction: dict[str, object] = {"at": moment, "note": notes}
    if claims:
        correction["claims"] = dict(claims)

    def change(tree: Any) -> None:
        holder = tree if country is None else tree["overrides"][country]
        written = holder.get("corrections")
        if isinstance(written, list):
            written.append(correction)
        else:
            holder["corrections"] = [correction]

    return _changed(desk, found.place.file, change)


def _own_answer(entry: Update | Question, country: str) -> Text:
    """A country's own answer; raise NotAddable if it has none."""
    own = entry.overrides.get(CountryId(country)) if isinstance(entry, Question) else None
    if own is None or own.answer is None:
        raise NotAddable(
            told(
                "%(entry)s has no answer of its own for %(country)s. Leave out `--country`.",
                entry=entry.key,
                country=country,
            )
        )
    return own.answer


def new_approval(desk: Desk, entry: str, by: str) -> Addition:
    """An approval of everything that an entry says now, named by its file or key."""
    document = _document(desk, entry)
    approval = {
        "by": by,
        "at": written_moment(desk.at, desk.zone),
        "digest": approval_digest(document.value),
    }

    def change(tree: Any) -> None:
        written = tree.get("approvals")
        if isinstance(written, list):
            written.append(approval)
        else:
            tree["approvals"] = [approval]

    return _changed(desk, document.file, change)


def _document(desk: Desk, name: str) -> Document:
    """The document of an entry, by one of its files or by its key."""
    known = {
        document.file: document
        for shaped in desk.examined.of_kind(*APPROVED_KINDS)
        for document in (shaped.document,)
    }
    wanted = name.removeprefix("./").removesuffix("/")
    for file, document in known.items():
        # A Markdown entry has a file for each language, and a key is a path without its folder.
        if wanted in document.sources or wanted in _names(file):
            return document
    hint = did_you_mean(wanted, list(known), told("Write the name of its file."))
    raise NotAddable(in_turn(told("There is no entry “%(name)s”.", name=name), hint))


def _names(file: str) -> tuple[str, ...]:
    stem = file.partition(".")[0]
    short = stem.removeprefix("status/").removeprefix("content/")
    return stem, short, short.removesuffix("/incident").removesuffix("/maintenance")


def new_language(desk: Desk, country: str, locale: str) -> Addition:
    """A language of a country, after those that it has."""
    try:
        id = country_id(country)
    except BadAnswer as error:
        raise NotAddable(str(error)) from None
    known = desk.examined.catalogue.countries
    if id not in known:
        raise NotAddable(
            told(
                "content/countries/%(id)s.yml does not exist. Run `site-builder add country "
                "%(id)s=%(locale)s`.",
                id=id,
                locale=locale,
            )
        )
    if not is_locale(locale):
        raise NotAddable(
            told(
                "“%(locale)s” is not a language. Write its code, such as `fr` or `pt-BR`.",
                locale=locale,
            )
        )
    if LocaleId(locale) in known[CountryId(id)].locales:
        raise NotAddable(
            told(
                "%(id)s has %(language)s already.",
                id=id,
                language=language_in_words(LocaleId(locale)),
            )
        )
    return _changed(
        desk, f"content/countries/{id}.yml", lambda tree: tree["locales"].append(locale)
    )


def _entry(desk: Desk, name: str) -> Update | Question:
    """The update or question with a key, or in a file."""
    catalogue = desk.examined.catalogue
    entries: dict[str, Update | Question] = {q.key: q for q in catalogue.questions}
    for incident in catalogue.incidents:
        entries |= {update.key: update for update in incident.updates}
    key = name.removeprefix("./").removeprefix("content/").removeprefix("status/")
    key = key.removesuffix(".yml").removesuffix(".md")
    # The files of a Markdown entry end with their languages.
    found = entries.get(key) or entries.get(key.rpartition(".")[0])
    if found is None:
        hint = did_you_mean(
            key, list(entries), told("Write the name of its file below status/ or content/.")
        )
        raise NotAddable(
            in_turn(told("There is no update or question “%(name)s”.", name=name), hint)
        )
    return found


def _changed(desk: Desk, file: str, change: Any) -> Addition:
    try:
        text = edited(text_of(read_plain(desk.root / file)), change)
    except YAMLError:
        raise NotAddable(
            told("%(file)s cannot be changed by a program. Edit it yourself.", file=file)
        ) from None
    return Addition({file: text}, file, is_change=True)
