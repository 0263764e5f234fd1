"""What an edition shows at its time, as its record has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from site_builder.editions.edition import ShownIncident, ShownQuestion, ShownUpdate
from site_builder.markdown.comments import without_comments
from site_builder.markdown.render import fill_braces
from site_builder.markdown.scan import facts_named
from site_builder.model.contact import Contact
from site_builder.model.date import Date
from site_builder.model.incident import Correction
from site_builder.model.problem import Place
from site_builder.model.seen import Seen, Version
from site_builder.model.service import StateChange
from site_builder.model.site import Page
from site_builder.model.text import Text
from site_builder.pages.titles import fact_moment
from site_builder.pages.voice import Voice

CONTACTS = "contacts"
"""The key of an edition's addresses, which no entry can have."""


@dataclass(frozen=True, slots=True)
class Now:
    """An entry that an edition shows: what is seen of it, and its texts, the longest first.

    `moment` is the one of the newest date in it that readers see.
    """

    seen: Seen
    texts: tuple[Text, ...]
    place: Place
    moment: datetime

    def place_of(self, locale: str) -> Place:
        """Return where its text in a language is written."""
        if not self.texts:
            return self.place
        text = self.texts[0]
        found = {str(written): place for written, place in text.places.items()}
        return found.get(locale, text.place if not found else self.place)


def shown_now(voice: Voice) -> Mapping[str, Now]:
    """Return every entry that an edition shows, by the key that its record has for it."""
    selection = voice.edition.selection
    entries: dict[str, Now] = {}
    for shown in selection.incidents:
        entries[shown.incident.id] = _incident(voice, shown)
        for update in shown.updates:
            entries[update.update.key] = _update(voice, shown, update)
    for question in selection.questions:
        entries[question.key] = _question(voice, question)
    for page in selection.pages:
        entries[page_key(page.id)] = _page(voice, page)
    if selection.contacts:
        entries[CONTACTS] = _contacts(voice)
    return entries


def lines_of(contacts: Iterable[Contact]) -> list[str]:
    """Return the addresses of some contacts; one that is only described is none."""
    return [
        f"{contact.channel} {_address(contact)}"
        for contact in contacts
        if contact.address is not None or contact.postal is not None
    ]


def _address(contact: Contact) -> str:
    postal = contact.postal
    if postal is None:
        return contact.address or ""
    parts = (postal.name, postal.street, postal.postcode, postal.city, postal.country)
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _contacts(voice: Voice) -> Now:
    """Return the addresses that readers see; those to come and those of the past are not shown."""
    country, selection = voice.edition.country, voice.edition.selection
    lines = lines_of(selection.contacts)
    return Now(
        seen=Seen(version=Version("", "\n".join(lines)), notes=tuple(_minor(country.minor))),
        texts=(),
        place=Place(f"content/countries/{country.id}.yml"),
        moment=_BEGINNING,
    )


def page_key(page: str) -> str:
    """Return the key of a hand-written page."""
    return f"pages/{page}"


def utc(moment: datetime) -> str:
    """Return a moment in UTC as ISO 8601, so that later ones come later in order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _incident(voice: Voice, shown: ShownIncident) -> Now:
    incident, at = shown.incident, voice.edition.at
    texts = [incident.title, incident.summary]
    if shown.is_open:
        texts.append(incident.what_to_do)
    # What stands above the updates is rewritten as the incident goes on, with each of them.
    told = [f"update {update.update.id}" for update in shown.updates[:1]]
    started = incident.started
    begins = incident.published or started if incident.is_maintenance else started
    return _now(
        voice,
        [text for text in texts if text is not None],
        at,
        notes=(*told, *_minor(incident.minor)),
        dates={"started": started, "ends": incident.ends},
        states=incident.services,
        claims=incident.claims,
        place=incident.place,
        shown_since=begins,
    )


def _update(voice: Voice, shown: ShownIncident, of: ShownUpdate) -> Now:
    update = of.update
    texts = [text for text in (update.title, update.text) if text is not None]
    is_newest = shown.is_open and of is shown.updates[0]
    return _now(
        voice,
        texts if update.title is not None else [None, *texts],
        fact_moment(voice, update.released),
        notes=(*_notes(of.corrections), *_minor(update.minor)),
        dates={
            "as_of": update.as_of,
            "published": update.published,
            "next_update": update.next_update if is_newest else None,
        },
        states=update.services,
        claims=update.claims,
        place=update.place,
        shown_since=update.released,
        corrections=of.corrections,
        keeps_facts=True,
    )


def _question(voice: Voice, question: ShownQuestion) -> Now:
    updated = (f"updated {question.updated.iso}", f"published {question.published.iso}")
    return _now(
        voice,
        [question.title, question.answer],
        voice.edition.at,
        notes=(*updated, *_notes(question.corrections), *_minor(question.minor)),
        dates={"answer_by": question.answer_by},
        claims=question.claims,
        place=question.question.place,
        shown_since=question.published,
        corrections=question.corrections,
    )


def _page(voice: Voice, page: Page) -> Now:
    at = voice.edition.at
    corrections = tuple(c for c in page.corrections if c.at.start <= at)
    return _now(
        voice,
        [page.title, page.text],
        at,
        notes=(*_notes(corrections), *_minor(page.minor)),
        claims=page.claims,
        place=page.place,
        shown_since=page.published,
        corrections=corrections,
    )


def _notes(corrections: Iterable[Correction]) -> Iterator[str]:
    yield from (f"{correction.kind} {correction.id}" for correction in corrections)


def _minor(dates: Iterable[Date]) -> Iterator[str]:
    yield from (f"minor {date.iso}" for date in dates)


def _now(
    voice: Voice,
    texts: list[Text] | list[Text | None],
    moment: datetime,
    *,
    notes: tuple[str, ...],
    place: Place,
    shown_since: Date | None,
    dates: Mapping[str, Date | None] | None = None,
    states: Iterable[StateChange] = (),
    claims: Mapping[str, str] | None = None,
    corrections: Iterable[Correction] = (),
    keeps_facts: bool = False,
) -> Now:
    """Return an entry: the first text is its title, and the others are its text.

    If it `keeps_facts`, a new value never changes it, whatever its date is.
    """
    written = [None if text is None else _written(voice, text, moment) for text in texts]
    title, rest = written[0], [words for words in written[1:] if words is not None]
    known = [words for words in written if words is not None]
    dated = [shown_since.start] if shown_since is not None else []
    dated += [correction.at.start for correction in corrections]
    has_facts = any(words.names for words in known)
    seen = Seen(
        version=Version(
            title.value if title is not None else "", "\n\n".join(words.value for words in rest)
        ),
        locale=(rest[0] if rest else known[0]).locale,
        is_stale=any(words.is_stale for words in known),
        pattern=_digest(*(words.pattern for words in known)) if has_facts else "",
        facts="" if keeps_facts or not has_facts else _since(voice, moment, known),
        notes=notes,
        dates={name: date.iso for name, date in (dates or {}).items() if date is not None},
        states={change.service: change.state.name for change in states},
        claims=dict(claims) if claims else {},
    )
    shown = [text for text in texts if text is not None]
    return Now(
        seen=seen,
        texts=(*shown[1:], *shown[:1]),
        place=place,
        moment=max((date for date in dated if date <= voice.edition.at), default=_BEGINNING),
    )


_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Written:
    """A text as an edition shows it, and as it is written: `names` are those of its facts."""

    value: str
    pattern: str
    names: frozenset[str]
    locale: str
    is_stale: bool


def _written(voice: Voice, text: Text, moment: datetime) -> _Written:
    local = voice.local(text)
    pattern = without_comments(local.value).strip()
    if "{" not in pattern and "}" not in pattern:
        return _Written(pattern, pattern, frozenset(), local.locale or "", local.is_stale)
    value = fill_braces(pattern, lambda name: voice.fact(name, moment, local.locale))
    return _Written(value, pattern, facts_named(pattern), local.locale or "", local.is_stale)


def _since(voice: Voice, moment: datetime, written: Iterable[_Written]) -> str:
    """Return a digest of the dates from which the facts in some texts have their values."""
    names = sorted({name for words in written for name in words.names})
    selection = voice.edition.selection
    return _digest(*(f"{name}={selection.fact_since(name, moment)}" for name in names))


def _digest(*words: str) -> str:
    """Return a short digest of some words, however their lines are broken."""
    joined = "\0".join(" ".join(each.split()) for each in words)
    return blake2b(joined.encode(), digest_size=6).hexdigest()
