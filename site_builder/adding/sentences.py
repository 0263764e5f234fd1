"""What `add` writes into files for people to read and replace: comments, and gaps to fill in."""

from __future__ import annotations

from site_builder.model.locale import LocaleId, language_in_words
from site_builder.model.message import Message, told

BEGAN = told("When it began, as exactly as you know.")
NEXT_UPDATE = told(
    "When you will publish more, even if there is nothing new. Remove the sign “# ”."
)
AS_BEFORE = told("As it was said last. Change what has changed.")
IN_PACKS = (
    NEXT_UPDATE,
    told("When this statement goes out."),
    told("When it began, as exactly as you know: 2026-11-25, or 2026-11-25 09:00."),
    told("When the incident began, as exactly as you know: 2026-11-25, or 2026-11-25 09:00."),
)
"""The comments of statements in packs, whose files have them in English."""


def title_in(locale: LocaleId) -> Message:
    return told("Title in %(language)s", language=language_in_words(locale))


def text_in(locale: LocaleId) -> Message:
    return told("Text in %(language)s", language=language_in_words(locale))


def question_in(locale: LocaleId) -> Message:
    return told("Question in %(language)s", language=language_in_words(locale))


def answer_in(locale: LocaleId) -> Message:
    return told("Answer in %(language)s", language=language_in_words(locale))


def rumour_in(locale: LocaleId) -> Message:
    return told("What is said in %(language)s", language=language_in_words(locale))


def truth_in(locale: LocaleId) -> Message:
    return told("What is true in %(language)s", language=language_in_words(locale))


def change_in(locale: LocaleId) -> Message:
    return told("What has changed, in %(language)s", language=language_in_words(locale))


def retired_in(locale: LocaleId) -> Message:
    return told("Why it is gone, in %(language)s", language=language_in_words(locale))


def correction_in(locale: LocaleId) -> Message:
    return told(
        "What was wrong, and what is right, in %(language)s", language=language_in_words(locale)
    )
