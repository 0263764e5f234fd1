"""How a language is searched by lunr, the search engine of Material."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.locale import LocaleId, script

# The languages of lunr-languages as Material carries them; English is in lunr itself.
_LANGUAGES = "ar da de el es fi fr he hi hu hy it ja kn ko nl no pt ro ru sa sv ta te th tr vi zh"
STEMMED = frozenset(_LANGUAGES.split())
"""The languages for which lunr has a stemmer in its own file, by lunr's names."""
_NAMES = {"nb": "no", "nn": "no", "iw": "he"}
# The characters between words, in the scripts of all languages.
SEPARATOR = r"[\s\-\u200b\u3000、。，．？！；،؛؟«»„“”‘’'().,:;!?/]+"


@dataclass(frozen=True, slots=True)
class SearchLanguage:
    """`name` is lunr's; `scripts` are the files that its worker loads for it."""

    name: str
    pipeline: tuple[str, ...]
    scripts: tuple[str, ...]

    def config(self) -> Mapping[str, object]:
        """Return the configuration in the form that Material's worker reads."""
        return {
            "lang": [self.name],
            "separator": SEPARATOR,
            "pipeline": list(self.pipeline),
            "fields": {"title": {"boost": 1000}, "text": {"boost": 1}},
        }


def search_language(locale: LocaleId) -> SearchLanguage:
    """Return how to search texts of a locale; without a stemmer in lunr, words are compared as
    written.
    """
    base = locale.split("-")[0]
    name = _NAMES.get(base, base)
    if name == "en":
        return SearchLanguage("en", ("stemmer",), ())
    if name not in STEMMED or not _is_in_usual_script(locale, LocaleId(base)):
        return SearchLanguage("en", (), ())
    scripts = ["min/lunr.stemmer.support.min.js", f"min/lunr.{name}.min.js"]
    if name == "ja":
        scripts.append("tinyseg.js")
    if name in ("hi", "th"):
        scripts.append("wordcut.js")
    return SearchLanguage(name, ("stemmer",), tuple(scripts))


def _is_in_usual_script(locale: LocaleId, language: LocaleId) -> bool:
    """Return whether lunr's letters for a language are those of the locale (`hi-Latn` has others).

    Chinese is split into words in both of its scripts.
    """
    return language == "zh" or script(locale) == script(language)
