"""Everything that an edition says: texts with their facts, dates, interface phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup, escape

from site_builder.editions.edition import Edition, ShownIncident, ShownQuestion, ShownUpdate
from site_builder.language.bidi import first_direction, has_rtl, ltr_runs
from site_builder.language.dates import format_date, format_zone
from site_builder.language.fact_values import format_fact
from site_builder.language.interface import Interface, interface_of
from site_builder.language.month_cases import Word, format_date_after
from site_builder.language.periods import format_period
from site_builder.markdown.plain_text import plain_text
from site_builder.markdown.render import Renderings, render_inline_text
from site_builder.model.country import GROUP, Country
from site_builder.model.date import Date
from site_builder.model.locale import (
    LocaleId,
    babel_locale,
    direction,
    is_same_language,
    language_of,
    with_script,
)
from site_builder.model.seen import EditionRecord
from site_builder.model.service import Service
from site_builder.model.text import LocalText, Text
from site_builder.pages.addresses import HOME, Linker, Targets, targets_of
from site_builder.pages.fixed_phrases import words_of
from site_builder.pages.media_in_texts import file_views

NOTHING_RENDERED = Renderings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A short text for a page: plain in `text`; `attributes` are its lang and dir if needed.

    `notice` says that the text is not in the edition's language, which `language` names if it is
    another one. `marked` is the text as HTML if only a part of it is in another language.
    """

    text: str
    attributes: Markup
    notice: str | None
    marked: Markup | None = None
    language: LocaleId | None = None

    @property
    def html(self) -> Markup:
        """The text for a page: Latin names and numbers keep their order in right-to-left words.

        Plain text has no such marks: many programs show them as boxes, and a text message pays for
        them.
        """
        if self.marked is not None:
            return self.marked
        if not has_rtl(self.text):
            return Markup(escape(self.text))
        return Markup("").join(
            Markup('<bdi dir="ltr">{}</bdi>').format(piece) if is_ltr else escape(piece)
            for piece, is_ltr in ltr_runs(self.text)
        )

    @property
    def span(self) -> Markup:
        """The text in an element with its language and direction, if it needs one."""
        if not self.attributes:
            return self.html
        return Markup("<span{}>{}</span>").format(self.attributes, self.html)


def plain_said(text: str) -> Said:
    """Return a text in the language of the page."""
    return Said(text=text, attributes=Markup(""), notice=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A long text for a page, as HTML. `current` is set if the text is out of date.

    `language` is that of the text, None if it is the edition's.
    """

    html: Markup
    attributes: Markup
    notice: str | None
    current: Current | None = None
    language: LocaleId | None = None

    @property
    def plain(self) -> str:
        """The text without marks; in another language, or out of date, it begins with a notice."""
        text = plain_text(self.html)
        return f"{self.notice}\n\n{text}" if self.notice else text


@dataclass(frozen=True, slots=True)
class Current:
    """The current source text of a stale translation; `label` names its language."""

    label: str
    body: Body


def territory_name(code: str, locale: LocaleId) -> str:
    """CLDR's name of a country by its ISO code, in either case."""
    territories: Mapping[str, str] = babel_locale(locale).territories
    return territories.get(code.upper(), code.upper())


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Speaks for one edition. `entries` are the updates and questions it shows, by key.

    `incidents` are those that it shows, by id.

    Texts are in the edition's locale. The site's phrases are in `locale`, which differs if there is
    no catalogue for the edition's language: it is the next of the country's languages with a
    catalogue, otherwise English. Without `shows_pictures`, a picture is a link with its
    description. With `is_noticed`, the page says above, for all of its texts, that they are in
    another language. Without `names_zones`, the page names once the time zone of all its times.
    `record` is everything that was ever public in the edition, if the site keeps one.
    """

    edition: Edition
    interface: Interface
    targets: Targets
    words: Mapping[str, str]
    entries: Mapping[str, ShownUpdate | ShownQuestion]
    incidents: Mapping[str, ShownIncident]
    shows_pictures: bool = True
    is_noticed: bool = False
    names_zones: bool = True
    renderings: Renderings = NOTHING_RENDERED
    record: EditionRecord | None = None

    @classmethod
    def of(cls, edition: Edition, renderings: Renderings = NOTHING_RENDERED) -> Voice:
        interface = interface_of(edition.country, edition.locale)
        selection = edition.selection
        entries: dict[str, ShownUpdate | ShownQuestion] = {
            shown.update.key: shown
            for incident in selection.incidents
            for shown in incident.updates
        }
        entries |= {question.key: question for question in selection.questions}
        targets, words = targets_of(edition), words_of(interface)
        incidents = {shown.incident.id: shown for shown in selection.incidents}
        return cls(
            edition=edition,
            interface=interface,
            targets=targets,
            words=words,
            entries=entries,
            incidents=incidents,
            renderings=renderings,
        )

    @property
    def locale(self) -> LocaleId:
        """The locale of the page: of its phrases, and of the dates and numbers in them."""
        return self.interface.locale

    def first_key(self, key: str) -> str:
        """Return the key under which an entry was first public, as far as the record has it."""
        seen = self.record.entries.get(key) if self.record is not None else None
        return seen.first if seen is not None and seen.first else key

    @property
    def services_with_feed(self) -> tuple[Service, ...]:
        """The services that any text has named, also those that none names any more."""
        selection = self.edition.selection
        known = {state.service.id: state.service for state in selection.services}
        kept = self.record.services if self.record is not None else ()
        services = selection.catalogue.services
        return tuple((known | {id: services[id] for id in kept if id in services}).values())

    def say(self, message: str, **values: str) -> str:
        """Return a phrase of the interface, as plain text."""
        return self.interface.gettext(message, **values)

    def plural(self, singular: str, plural: str, count: int) -> str:
        """Return a phrase in the plural form for a number, which `%(count)s` shows."""
        return self.interface.ngettext(singular, plural, count)

    def phrase(self, message: str, **values: str | Markup) -> Markup:
        """Return a phrase of the interface with HTML in its placeholders."""
        # Translated first with marks in the places, so only the values are HTML.
        marks = {name: f"\ue010{name}\ue011" for name in values}
        html = str(escape(self.interface.gettext(message, **marks)))
        for name, value in values.items():
            html = html.replace(marks[name], str(escape(value)))
        return Markup(html)

    def date(self, date: Date) -> Markup:
        """Return a date as a `time` element, in the edition's zone and the page's locale."""
        return self._time(self.plain_date(date), date)

    def date_after(self, word: Word, date: Date) -> Markup:
        """Return a date as a `time` element, in the form that it has after “since” or “until”."""
        zone = self.edition.country.zone
        shown = format_date_after(word, date, self.locale, zone, has_zone=self.names_zones)
        return self._time(shown, date)

    def _time(self, shown: str, date: Date) -> Markup:
        written = date.iso_in(self.edition.country.zone)
        return Markup(f'<time datetime="{written}">{escape(shown)}</time>')

    def period(self, start: Date, end: Date) -> Markup:
        """Return the time from one date to another, each as a `time` element."""
        zone = self.edition.country.zone
        pieces = format_period(start, end, self.locale, zone, has_zone=self.names_zones)
        return Markup("").join(
            escape(text) if date is None else self._time(text, date) for text, date in pieces
        )

    def plain_date(self, date: Date) -> str:
        zone = self.edition.country.zone
        return format_date(date, self.locale, zone, has_zone=self.names_zones)

    def on_page(self) -> Voice:
        """Return the voice for pages that name their time zone once, at their end."""
        return replace(self, names_zones=False)

    def zone_line(self) -> str:
        """Return the time zone of the edition's times, for a page that names it once."""
        zone = format_zone(self.edition.country.zone, self.locale)
        return self.say("%(label)s: %(text)s", label=self.say("Time zone"), text=zone)

    def fact(self, name: str, moment: datetime, locale: LocaleId | None) -> str:
        """Return a fact in the language of the text around it; unknown ones stay as written."""
        value = self.edition.selection.fact(name, moment)
        if value is None:
            return f"{{{name}}}"
        return format_fact(value, self._regional(locale), self.edition.country.zone)

    def _regional(self, locale: LocaleId | None) -> LocaleId:
        """Return a text's language, in the edition's regional form if it is the same one."""
        own = self.edition.locale
        if locale is None or is_same_language(own, locale):
            return own
        return locale

    def text(self, text: Text, moment: datetime) -> Said:
        """Return a short text: a title, a name, a purpose. `moment` is the time for its facts."""
        local = self.local(text)
        plain = render_inline_text(local.value, lambda name: self.fact(name, moment, local.locale))
        notice = self._notice(local)
        attributes = self.attributes(local.locale)
        if local.locale is None:
            # A name without a language, such as “C++”, has the direction of its first letter.
            own = first_direction(plain)
            if own not in (None, direction(self.locale)):
                attributes += Markup(' dir="{}"').format(own)
        language = self._foreign(local.locale)
        return Said(text=plain, attributes=attributes, notice=notice, language=language)

    def body(self, text: Text, moment: datetime, top: int, link: Linker, anchor: str = "") -> Body:
        """Return a Markdown text as HTML whose headings begin at level `top`.

        Ids in it begin with `anchor`. There are no ids without an anchor, or if links are absolute:
        those texts are read elsewhere, in a feed or a mail.
        """
        local = self.local(text)
        ids = f"{anchor}/" if anchor and "://" not in link(HOME) else None

        def resolve(target: str) -> str | None:
            path = self.targets.find(target)
            return None if path is None else link(path)

        def written(shown: LocalText, ids: str | None) -> Markup:
            is_rtl = direction(shown.locale or self.edition.locale) == "rtl"
            filled = self.renderings.of(shown.value, is_rtl).fill(
                lambda name: self.fact(name, moment, shown.locale),
                resolve,
                top,
                ids,
                file_views(self.targets, self._regional(shown.locale), link, self.shows_pictures),
            )
            return Markup(filled)

        current = None
        source, original = local.source, local.original
        if source is not None and original is not None:
            label = self.say("Latest version: %(language)s", language=self.language(source))
            # The same words may be in both, and so the same ids.
            own = ids and f"{ids}{source}/"
            html = written(LocalText(value=original, locale=source), own)
            current = Current(
                label, Body(html=html, attributes=self.attributes(source), notice=None)
            )
        notice = self._notice(local)
        language = self._foreign(local.locale)
        return Body(
            html=written(local, ids),
            attributes=self.attributes(local.locale),
            notice=notice,
            current=current,
            language=language,
        )

    def noticed(self, texts: Iterable[Text]) -> Voice:
        """Return the voice for a page that says once, above these texts, that all are in one
        language.

        If they are not, the voice is unchanged.
        """
        local = [self.local(text) for text in texts]
        notices = {self._notice(text) for text in local}
        is_all = len(notices) == 1 and all(text.is_fallback for text in local)
        return replace(self, is_noticed=True) if is_all and None not in notices else self

    def language_shown(self, text: Text | None) -> LocaleId | None:
        """Return the language of a shown text, if it is not the edition's."""
        return self._foreign(self.local(text).locale) if text is not None else None

    def _foreign(self, locale: LocaleId | None) -> LocaleId | None:
        """Return the language of a text, if it is not the edition's."""
        return None if locale == self.edition.locale else locale

    def shown_values(self, text: Text) -> tuple[str, ...]:
        """Return the text as written, in the languages that a page shows."""
        local = self.local(text)
        return (local.value,) if local.original is None else (local.value, local.original)

    def local(self, text: Text) -> LocalText:
        """Return what the edition shows of a text."""
        shows_stale = self.edition.selection.catalogue.site.shows_stale
        return text.in_locale(self.edition.locale, with_stale=shows_stale)

    def attributes(self, locale: LocaleId | None) -> Markup:
        """Return ` lang="fr" dir="ltr"` if a text's language is not the page's.

        A text that needs no translation has no language, and is treated as the edition's.
        """
        locale = locale or self.edition.locale
        if locale == self.locale:
            return Markup("")
        html = Markup(' lang="{}"').format(locale)
        if direction(locale) != direction(self.locale):
            html += Markup(' dir="{}"').format(direction(locale))
        return html

    def _notice(self, local: LocalText) -> str | None:
        if local.original is not None and local.source is not None:
            return self.say(
                "This translation is out of date: the %(language)s text has changed since.",
                language=self.language(local.source),
            )
        if not local.is_fallback or local.locale is None or self.is_noticed:
            return None
        if is_same_language(local.locale, self.edition.locale) and not local.is_stale:
            # The source in another region's form: `fr-CA` for readers of `fr`.
            return None
        if local.is_stale:
            return self.say(
                "The %(wanted)s translation is out of date; shown in %(shown)s.",
                wanted=self.language(self.edition.locale),
                shown=self.language(local.locale),
            )
        return self.say(
            "Not yet available in %(wanted)s; shown in %(shown)s.",
            wanted=self.language(self.edition.locale),
            shown=self.language(local.locale),
        )

    def language(self, locale: LocaleId) -> str:
        """Return a language's name in the page's; with its script if the edition has another."""
        (own, own_script), (other, script) = map(language_of, (self.edition.locale, locale))
        if own == other and own_script != script:
            locale = with_script(locale)
        name = babel_locale(locale).get_display_name(babel_locale(self.locale))
        return name or locale

    def country(self, country: Country) -> Said:
        """Return a country's own name in the edition's language, otherwise CLDR's in the page's."""
        if country.name is not None:
            return self.text(country.name, self.edition.at)
        if country.id == GROUP:
            return Said(text=self.say("International"), attributes=Markup(""), notice=None)
        return Said(
            text=territory_name(country.id, self.locale), attributes=Markup(""), notice=None
        )

    def country_name(self, country: Country) -> str:
        """Return the same as plain text."""
        return self.country(country).text
