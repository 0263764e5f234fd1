"""What goes to translators and comes back, whatever the format of the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from site_builder.model.country import Country
from site_builder.model.locale import LocaleId, english_name, written_for
from site_builder.model.translations_lock import text_mark
from site_builder.translations.texts import Translatable, TranslationState

# What a phone shows of a title without breaking it often.
TITLE_LIMIT = 90
_TITLES = frozenset(("title", "question", "name", "group", "subject"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationJob:
    """A text to translate. `notes` tell the translator what it is; `limit` is in characters."""

    id: str
    language: LocaleId
    source: str
    target: str
    state: TranslationState
    notes: tuple[str, ...]
    place: str
    limit: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a text; `target` is empty, or not final, where nothing is done yet."""

    id: str
    source: str
    target: str
    is_final: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """A translator's file. `language` is the one that it names, or empty."""

    language: str
    answers: tuple[Answer, ...]


class NotRead(Exception):
    """A translator's file that cannot be used; the message says why, the place where."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def jobs_for(
    texts: Iterable[Translatable],
    locale: LocaleId,
    countries: Iterable[Country],
    everything: bool,
) -> tuple[TranslationJob, ...]:
    """What a locale lacks; with `everything`, also what is current.

    These are the texts that show in a country with that locale or a form of it (`de-AT` for `de`);
    all, where no country has it yet.
    """
    having = {
        country.id
        for country in countries
        if any(locale in written_for(own) for own in country.locales)
    }
    jobs = []
    for text in texts:
        if text.source == locale or (having and not having & text.countries):
            continue
        own = text.text.by_locale.get(locale)
        state = text.state(locale)
        if not everything and state is TranslationState.fresh:
            continue
        jobs.append(
            TranslationJob(
                id=text.id,
                language=text.source,
                source=text.original,
                target=own or "",
                state=state,
                notes=_notes(text, locale, state),
                place=f"{text.text.place.file}:{text.text.place.line}",
                limit=TITLE_LIMIT if text.path[-1] in _TITLES else None,
            )
        )
    return tuple(jobs)


def _notes(text: Translatable, locale: LocaleId, state: TranslationState) -> tuple[str, ...]:
    form = "Markdown" if text.is_markdown else "Plain text, one line"
    notes = [f"{form}. Translate from {english_name(text.source)}."]
    if "{" in text.original:
        notes.append("Keep names in braces, such as {name}. They are replaced with values.")
    if "](" in text.original:
        notes.append("Keep the addresses of links, and translate the text in square brackets.")
    if text.path[-1] in _TITLES:
        notes.append(f"At most {TITLE_LIMIT} characters.")
    if state is TranslationState.stale:
        notes.append("The source has changed since this was translated. Check the whole text.")
    title = _title(text)
    if title:
        notes.append(f"Belongs to: {title}")
    return tuple(notes)


def _title(text: Translatable) -> str:
    """The title of the entry, in the source language, where the text is not that itself."""
    for key in ("title", "question"):
        value = text.document.value.get(key)
        if text.path[0] != key and isinstance(value, dict) and text.source in value:
            return str(value[text.source])
    return ""


def carry_over(
    jobs: Iterable[TranslationJob],
    answers: Iterable[Answer],
    texts: Iterable[Translatable],
    locale: LocaleId,
) -> tuple[tuple[TranslationJob, ...], tuple[str, ...]]:
    """The jobs with the work of an earlier file, and the ids of the work that none can take.

    What was made for another source is to be looked at again.
    """
    found = {job.id: job for job in jobs}
    here = {text.id: text.text.by_locale.get(locale) for text in texts}
    lost = []
    for answer in answers:
        job, target = found.get(answer.id), answer.target.strip()
        if not target or target == here.get(answer.id):
            continue
        if job is None:
            lost.append(answer.id)
            continue
        is_done = answer.is_final and text_mark(answer.source) == text_mark(job.source)
        state = TranslationState.fresh if is_done else TranslationState.stale
        found[job.id] = replace(job, target=target, state=state)
    return tuple(found.values()), tuple(lost)
