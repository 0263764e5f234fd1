"""The language in which the builder speaks to the people who maintain a site.

Messages are English until one of these says them. The catalogues are
`locales/*/LC_MESSAGES/problems.po`, and they are read when the first message is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from site_builder.language.moment_words import is_moment, moment_said
from site_builder.model.message import Message, Value

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "fr", "de", "es")
VARIABLE = "SITE_BUILDER_LANGUAGE"
_ENGLISH = LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Speech:
    """One of LANGUAGES. `is_chosen` if somebody asked for it by an option, so also for programs."""

    language: str = _ENGLISH
    is_chosen: bool = False

    def say(self, text: str) -> str:
        """Return a message in this language. A text that is not a message stays as it is."""
        if self.language == _ENGLISH or not isinstance(text, Message):
            return text
        return _said(text, self.language)

    @property
    def for_programs(self) -> Speech:
        """What programs get: English, unless the language was asked for."""
        return self if self.is_chosen else ENGLISH


ENGLISH = Speech()


def speech_of(environment: Mapping[str, str]) -> Speech:
    """Return the language of the environment: VARIABLE, otherwise as gettext finds it."""
    wanted = environment.get(VARIABLE, "")
    for name in (wanted,) if wanted else _wanted(environment):
        language = name.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[0]
        if language.lower() in LANGUAGES:
            return Speech(language.lower())
    return ENGLISH


def _wanted(environment: Mapping[str, str]) -> list[str]:
    """Return names of locales, the preferred one first.

    Source: GNU gettext, “Locale Environment Variables” and “The LANGUAGE variable”. `LANGUAGE` is
    a list, and counts only if the locale is not `C`.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "C")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return []
    return [*filter(None, environment.get("LANGUAGE", "").split(":")), locale]


def _said(message: Message, language: str) -> str:
    values = message.values
    if "cldr" in values:
        return _language_name(str(values["cldr"]), language)
    if "territory" in values:
        return _country_name(str(values["territory"]), language)
    if is_moment(message):
        return moment_said(message, language)
    template = message.template
    if message.plural:
        count = values["count"]
        assert isinstance(count, int)
        template = _catalogue(language).ngettext(template, message.plural, count)
    elif template:
        template = _catalogue(language).gettext(template)
    return template % {name: _shown(value, language) for name, value in values.items()}


def _shown(value: Value, language: str) -> str:
    if isinstance(value, int):
        from site_builder.language.numbers import format_number
        from site_builder.model.locale import LocaleId

        return format_number(value, LocaleId(language))
    return _said(value, language) if isinstance(value, Message) else value


def _language_name(locale: str, language: str) -> str:
    from site_builder.model.locale import LocaleId, babel_locale

    return babel_locale(LocaleId(locale)).get_display_name(language) or locale


def _country_name(code: str, language: str) -> str:
    from site_builder.model.locale import LocaleId, babel_locale

    return str(babel_locale(LocaleId(language)).territories.get(code, code))


@cache
def _catalogue(language: str) -> NullTranslations:
    # Imported late: few commands have anything to say.
    from site_builder.language.interface import read_catalogue
    from site_builder.system.installed import LOCALES

    return read_catalogue(LOCALES / language / "LC_MESSAGES" / "problems.po", language)
