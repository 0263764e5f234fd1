"""A sentence has no language, but readers of several languages see it.

A text may be a single string if it needs no translation: a name, a number, a short title. A
sentence does need one. As a single string, it would be shown to all readers without a notice, and
the missing translations would not be reported.

The builder guesses what is a sentence, and leaves names alone. A text, answer, summary, notice or
note needs three words; a question needs two and a question mark; a title, purpose or fact needs
five words, or three and a full stop; a name needs eight. Facts, code, addresses and numbers do not
count as words. In scripts without spaces (Chinese, Thai), two characters count as one word. Only
languages of countries that show the text count.

Fails:

    # content/countries/lu.yml
    locales: [fr, de]
    # content/site.yml
    notice: Our telephones are out of order.

Passes:

    # content/countries/lu.yml
    locales: [fr, de]
    # content/countries/gb.yml
    locales: [en, en-IE]
    # content/site.yml
    name: ista SE
    notice: {fr: Nos téléphones sont en panne., de: Unsere Telefone sind gestört.}
    # status/outage/incident.yml
    title: Telephone outage
    started: 2022-07-25
    countries: [gb]
    summary: Our telephones are out of order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from site_builder.catalogue.catalogue import Catalogue
from site_builder.checking.engine import Check, Examined
from site_builder.checking.rules.missing_source import all_texts
from site_builder.checking.written_texts import WrittenText
from site_builder.model.country import CountryId
from site_builder.model.locale import LocaleId, is_locale, language_of
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding
from site_builder.reading.document import KeyPath
from site_builder.reading.syntax.repairs import single_quoted
from site_builder.shapes.text_keys import holds_words

_PROSE = frozenset(("text", "answer", "summary", "what_to_do", "note", "notice"))
_NAMES = frozenset(("name", "group", "audiences"))
# How many words make a sentence; the second number applies if they end like a sentence.
_PROSE_WORDS, _TITLE_WORDS, _NAME_WORDS = (3, 3), (5, 3), (8, 8)
_NO_WORDS = re.compile(r"`[^`]*`|\{[^{}]*\}|\]\([^)]*\)|\w+:\S+|\S+@\S+|<[^>]*>|\w\S*[./]\w\S*")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Han, kana, Thai, Lao, Myanmar and Khmer write no spaces between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0002fa1f]"
)
_ENDS = (".", "!", "?", "。", "！", "？", "؟", "।", "…")
_LONGEST = 100


def find(examined: Examined) -> Iterable[Finding]:
    sources = {text.place: text.source for text in all_texts(examined.catalogue)}
    for text in examined.texts:
        if not _is_alone(text) or not is_sentence(text.path, text.value):
            continue
        locales = _locales(examined.catalogue, text.countries)
        if len({language_of(locale) for locale in locales}) < 2:
            continue
        place = text.document.place(*text.path)
        yield Finding(
            place,
            told(
                "This sentence has no language, but readers of several see it: %(locales)s.",
                locales=", ".join(locales),
            ),
            _hint(text, sources.get(place), locales),
        )


def _is_alone(text: WrittenText) -> bool:
    """Return whether a text is a single string, not part of a map by language."""
    last = text.path[-1]
    is_by_language = len(text.path) > 1 and isinstance(last, str) and is_locale(last)
    return not is_by_language and not text.is_url and holds_words(text.document, text.path)


def is_sentence(path: KeyPath, value: str) -> bool:
    """Return whether a text is a sentence, judging by its words and its key."""
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    bare = _NO_WORDS.sub(" ", value)
    unspaced = len(_UNSPACED.findall(bare))
    words = unspaced // 2 + len(_WORD.findall(_UNSPACED.sub(" ", bare)))
    if key == "question":
        return words >= (2 if value.endswith(_ENDS) else _TITLE_WORDS[0])
    enough, ended = _TITLE_WORDS
    if key in _PROSE:
        enough, ended = _PROSE_WORDS
    elif key in _NAMES or path[:1] == ("audiences",):
        enough, ended = _NAME_WORDS
    return words >= (ended if value.endswith(_ENDS) else enough)


def _locales(catalogue: Catalogue, countries: Iterable[CountryId]) -> Sequence[LocaleId]:
    """Return the locales of some countries, one per language, in the order of the site."""
    shown = frozenset(countries)
    every = (
        locale
        for country in catalogue.countries.values()
        if country.id in shown
        for locale in country.locales
    )
    one_each: dict[tuple[str, str], LocaleId] = {}
    for locale in every:
        one_each.setdefault(language_of(locale), locale)
    return tuple(one_each.values())


def _hint(text: WrittenText, source: LocaleId | None, locales: Sequence[LocaleId]) -> Message:
    """Return a hint with the map to write, with the text under its source language."""
    known = {language_of(locale): locale for locale in locales}
    first = known.get(language_of(source), locales[0]) if source else locales[0]
    others = [locale for locale in locales if locale != first]
    key = text.path[-1]
    before = f"{key}: " if isinstance(key, str) else "- "
    if "\n" in text.value or len(text.value) > _LONGEST:
        lines = ", ".join(f"`{locale}: |`" for locale in (first, *others)[:3])
        return told(
            "Below `%(before)s`, add a line for each language, such as %(lines)s, with "
            "the indented text in that language below it.",
            before=before.strip(),
            lines=lines,
        )
    rest = "".join(f", {locale}: ..." for locale in others)
    return told(
        "Write `%(before)s{%(first)s: %(text)s%(rest)s}`.",
        before=before,
        first=first,
        text=single_quoted(text.value),
        rest=rest,
    )


CHECK = Check("no-language", "warning", find)
