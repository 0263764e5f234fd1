"""What a proof shows: each new or changed text in its languages, with the changes marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from site_builder.checking.engine import Examined
from site_builder.language.moment_words import moment_in_words
from site_builder.language.word_marks import Words, marked_words
from site_builder.model.approval import APPROVED_KINDS, approval_digest
from site_builder.model.country import CountryId
from site_builder.model.locale import (
    LocaleId,
    direction,
    is_locale,
    language_in_words,
    without_region,
)
from site_builder.model.message import Message, told
from site_builder.reading.document import Document
from site_builder.reading.folder import read_folder
from site_builder.shapes.text_keys import text_kind
from site_builder.system.git import extract, run_git

_FOLDERS = ("content", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A text in one language; `words` is empty if it is missing there."""

    locale: LocaleId | None
    language: Message
    direction: str
    words: tuple[Words, ...]

    @property
    def is_missing(self) -> bool:
        return not self.words


@dataclass(frozen=True, slots=True)
class ProofText:
    """A text of an entry in all its languages; `name` is its key, such as `answer`."""

    name: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofEntry:
    """An entry with what is new or changed in it.

    `where` are the countries that show it, `when` says when it appears. `approvals` are those of
    the text as it is now, `digest` is what the next one will record.
    """

    file: str
    kind: str
    is_new: bool
    where: tuple[str, ...]
    when: Message
    texts: tuple[ProofText, ...]
    approvals: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`since` names the revision that the texts are compared with; None if all are new."""

    site: str
    made: datetime
    since: str | None
    entries: tuple[ProofEntry, ...]


def documents_at(root: Path, revision: str) -> Mapping[str, Document]:
    """The documents of the site as a revision of its repository has them, by file.

    Raises git.GitFailed.
    """
    named = f"{revision}^{{commit}}"
    commit = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", named)
    with TemporaryDirectory() as folder:
        extract(root, commit.decode().strip(), _FOLDERS, Path(folder))
        reading = read_folder(Path(folder), {})
    return {document.file: document for document in reading.documents}


def proof_of(
    site: str, examined: Examined, before: Mapping[str, Document], since: str | None
) -> Proof:
    """The proof of everything that is not in `before`, or says something else there."""
    entries = []
    for shaped in examined.of_kind(*APPROVED_KINDS):
        document = shaped.document
        old = before.get(document.file)
        if old is None or approval_digest(old.value) != approval_digest(document.value):
            entries.append(_entry(examined, document, old))
    entries.sort(key=lambda entry: entry.file)
    return Proof(site=site, made=examined.at, since=since, entries=tuple(entries))


def _entry(examined: Examined, document: Document, old: Document | None) -> ProofEntry:
    where, when = _shown(examined, document)
    languages = _languages(examined, where)
    texts, former = _texts(document), _texts(old) if old else {}
    names = list(dict.fromkeys((*texts, *former)))
    digest = approval_digest(document.value)
    approvals = document.value.get("approvals")
    return ProofEntry(
        file=document.file,
        kind=document.kind,
        is_new=old is None,
        where=tuple(sorted(where)),
        when=when,
        texts=tuple(
            ProofText(name, _versions(texts.get(name, {}), former.get(name, {}), languages))
            for name in names
        ),
        approvals=tuple(
            f"{approval.get('by')}, {approval.get('at')}"
            for approval in (approvals if isinstance(approvals, list) else ())
            if isinstance(approval, dict) and approval.get("digest") == digest
        ),
        digest=digest,
    )


def _shown(examined: Examined, document: Document) -> tuple[frozenset[CountryId], Message]:
    """Where an entry shows, and when."""
    catalogue = examined.catalogue
    entry: Any = None
    for incident in catalogue.incidents:
        if document.kind in ("incident", "maintenance") and incident.id == document.id:
            entry = incident
        if document.kind == "update" and incident.id == document.owner:
            entry = next((u for u in incident.updates if u.id == document.id), None)
            if entry is not None and incident.is_draft:
                return entry.countries, told("Its incident is a draft: it does not appear.")
    if document.kind == "question":
        key = f"faq/{document.owner}/{document.id}"
        entry = next((q for q in catalogue.questions if q.key == key), None)
    if document.kind == "page":
        entry = next((page for page in catalogue.pages if page.id == document.id), None)
    if entry is None:
        return frozenset(), told("It does not appear: its file has errors.")
    if entry.is_draft:
        return entry.countries, told("A draft: it does not appear.")
    date = getattr(entry, "released", None) or getattr(entry, "published", None)
    if date is None:
        return entry.countries, told("It appears with the next build.")
    time = moment_in_words(date.start, date.zone)
    if date.start > examined.at:
        return entry.countries, told("It appears with the first build after %(time)s.", time=time)
    return entry.countries, told("Dated %(time)s: it appears with the next build.", time=time)


def _languages(examined: Examined, where: frozenset[CountryId]) -> tuple[LocaleId, ...]:
    """The languages of the countries that show an entry."""
    countries = examined.catalogue.countries.values()
    return tuple(
        dict.fromkeys(
            without_region(locale)
            for country in countries
            if country.id in where
            for locale in country.locales
        )
    )


def _texts(document: Document) -> dict[str, dict[str, str]]:
    """The texts of an entry by their keys, each by language; `""` for one without a language."""
    texts: dict[str, dict[str, str]] = {}
    for path, value in _leaves(document.value, ()):
        if path[:1] != ("approvals",) and text_kind(document, path) in ("markdown", "plain"):
            *holder, last = path
            if isinstance(last, str) and is_locale(last):
                texts.setdefault(_name(holder), {})[last] = value
            else:
                texts.setdefault(_name(path), {})[""] = value
    return texts


def _leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, str(value).strip()
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _leaves(item, (*path, i))


def _name(path: Any) -> str:
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _versions(
    texts: Mapping[str, str], former: Mapping[str, str], languages: tuple[LocaleId, ...]
) -> tuple[Version, ...]:
    if "" in texts or "" in former:
        return (_version(None, texts.get("", ""), former.get("", "")),)
    # Languages that have the text come first, in the order in which it is written.
    locales = dict.fromkeys((*map(LocaleId, texts), *map(LocaleId, former), *languages))
    return tuple(
        _version(locale, texts.get(locale, ""), former.get(locale, "")) for locale in locales
    )


def _version(locale: LocaleId | None, text: str, old: str) -> Version:
    return Version(
        locale=locale,
        language=language_in_words(locale) if locale else told("Every language"),
        direction=direction(locale) if locale else "ltr",
        words=tuple(marked_words(old, text)) if text or old else (),
    )
