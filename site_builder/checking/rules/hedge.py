"""A text says less than it seems to: “no evidence”, “a small number”, “may have been”.

Readers take such a phrase for a fact. Months after “no evidence” comes the list of what was taken,
and “a small number” turns into everyone. Write what is known, what is not known yet, and by when
readers will hear more.

Texts that can still be chosen are checked: answers, pages, summaries, drafts, and the newest
public update of each incident. Older updates are history and stay as they are. What is in quotation
marks is quoted from others and never reported, nor is a vague number with a figure in its sentence.
The phrases, in English, French, German, Spanish, Dutch, Polish, Italian and Portuguese, are in
`site_builder/checking/hedges.toml`, with the source of why they mislead.

Fails:

    # content/countries/lu.yml
    locales: [en]
    # status/attack/incident.yml
    title: {en: Attack}
    started: 2022-07-25
    # status/attack/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {en: There is no evidence that data was taken.}

Passes:

    # content/countries/lu.yml
    locales: [en]
    # status/attack/incident.yml
    title: {en: Attack}
    started: 2022-07-25
    # status/attack/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {en: We do not know yet whether data was taken.}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.catalogue.catalogue import Catalogue
from site_builder.checking.engine import Check, Examined
from site_builder.checking.hedges import Hedge, hedges_in, languages
from site_builder.checking.written_texts import WrittenText
from site_builder.editions.update_order import in_order
from site_builder.model.locale import LocaleId, is_locale, language_of
from site_builder.model.message import Message, in_turn, told
from site_builder.model.problem import Finding

_INSTEAD = {
    "no-evidence": told(
        "Say what you have checked and what you cannot tell yet: “We have checked the logs since "
        "1 July. We do not know yet whether data was taken; we will say so by ….”"
    ),
    "how-many": told(
        "Write the number, or that you are still counting and when you will know: “We are "
        "counting them and will publish the number by ….”"
    ),
    "may-have": told(
        "Say what is certain and what is not known yet, each in a sentence of its own: “… was "
        "copied. We do not know yet whether … was copied too.”"
    ),
    "caution": told("Say what the risk is, and what readers should do about it."),
}


def find(examined: Examined) -> Iterable[Finding]:
    history = _history(examined)
    known = languages()
    for text in examined.texts:
        document = text.document
        if not text.is_markdown or (document.owner, document.id) in history:
            continue
        language = _language(text, examined.catalogue)
        if language not in known:
            continue
        for hedge in hedges_in(text.value, language):
            yield Finding(
                text.inside(hedge.phrase, hedge.offset),
                told(
                    "“%(phrase)s” says less than readers will take it for.",
                    phrase=" ".join(hedge.phrase.split()),
                ),
                _hint(hedge),
            )


def _hint(hedge: Hedge) -> Message:
    return in_turn(_INSTEAD[hedge.kind], told("Source: %(source)s.", source=hedge.source))


def _history(examined: Examined) -> set[tuple[str, str]]:
    """Return the updates that are public and no longer the newest: their incident and id."""
    result: set[tuple[str, str]] = set()
    for incident in examined.catalogue.incidents:
        public = (
            update
            for update in incident.updates
            if not update.is_draft and update.released.start <= examined.at
        )
        ordered = in_order(public, examined.catalogue.keys)
        result |= {(update.incident, update.id) for update in ordered[:-1]}
    return result


def _language(text: WrittenText, catalogue: Catalogue) -> str | None:
    """Return the language of a text; None for a single string that several languages show."""
    last = str(text.path[-1])
    if len(text.path) > 1 and is_locale(last):
        return language_of(LocaleId(last))[0]
    shown = {
        language_of(locale)[0]
        for country in text.countries
        for locale in catalogue.countries[country].locales
    }
    return shown.pop() if len(shown) == 1 else None


CHECK = Check("hedge", "warning", find)
