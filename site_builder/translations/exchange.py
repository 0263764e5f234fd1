"""The texts that go to translators and come back, in any file format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from site_builder.model.country import Country
from site_builder.model.locale import LocaleId, english_name, written_for
from site_builder.model.translations_lock import text_mark
from site_builder.translations.texts import Translatable, TranslationState

# The length of a title that a phone shows without many line breaks.
TITLE_LIMIT = 90
_TITLES = frozenset(("title", "question", "name", "group", "subject"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationJob:
    """A text to translate. `notes` explain it to the translator; `limit` is in characters."""

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
    """A returned translation; `target` is empty, or not final, if it is not done yet."""

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
    """A translator's file that cannot be used; the message gives the reason, with its place."""

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
    """Return the missing and stale texts of a locale; with `everything`, also the current ones.

    These are the texts shown in a country with that locale or a form of it (`de-AT` for `de`); all
    texts, if no country has it yet.
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
    """Return the title of the entry in the source language, unless the text is the title."""
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
    """Return the jobs with the work of an earlier file, and the ids of the work that fits no job.

    Work for another source must be checked again.
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
