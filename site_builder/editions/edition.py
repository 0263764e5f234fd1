"""What an edition shows. It contains nothing from the future and (outside previews) no drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from site_builder.catalogue.catalogue import Catalogue
from site_builder.model.claim import Claims
from site_builder.model.contact import Contact
from site_builder.model.country import GROUP, Country, CountryId
from site_builder.model.date import Date
from site_builder.model.fact import FactValue
from site_builder.model.incident import CLOSED, Correction, Incident, Update
from site_builder.model.locale import LocaleId, language_name, without_region
from site_builder.model.question import Question
from site_builder.model.retired import Retired
from site_builder.model.service import Service, State
from site_builder.model.site import Page
from site_builder.model.text import Text


@dataclass(frozen=True, slots=True)
class Overtaking:
    """A link between two entries: `key` is the other entry, `about` the part that it concerns."""

    key: str
    about: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownUpdate:
    """`status` is the update's own, or that of the previous update here; `lasted` is the duration
    of the incident if this update closed it.
    """

    update: Update
    corrections: tuple[Correction, ...]
    supersedes: tuple[Overtaking, ...]
    overtaken_by: tuple[Overtaking, ...]
    status: str
    lasted: Lasted | None


@dataclass(frozen=True, slots=True)
class Lasted:
    """From when to when an incident lasted."""

    start: Date
    end: Date


@dataclass(frozen=True, slots=True)
class ServiceState:
    """`since` is the date from which all texts give this state, if one says when it began.

    `as_of` is the date of the newest text that gives it.
    """

    service: Service
    state: State
    since: Date | None
    as_of: Date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What an incident says about a service, from a given time.

    `date` is what it says about that time, `since` the same if it is known to be the beginning of
    the state, `as_of` the date of the newest text that gives it, and `spoken` the end of that date.
    `is_window` is true if it follows only from the window of maintenance.
    """

    state: State
    moment: datetime
    date: Date
    since: Date | None
    as_of: Date
    spoken: datetime
    is_window: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """An incident opened or closed, or the window of maintenance did."""

    moment: datetime
    date: Date
    is_open: bool


@dataclass(frozen=True, slots=True)
class Spell:
    """A period in which a service had one state, until the next spell; None if it is unknown."""

    state: State | None
    moment: datetime
    since: Date | None
    as_of: Date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIncident:
    """`updates` are newest first. `changed` orders incidents and dates the page.

    `sayings` are by service, in the order of time. `lasted` is there if an incident is closed.
    """

    incident: Incident
    status: str
    updates: tuple[ShownUpdate, ...]
    services: tuple[ServiceState, ...]
    changed: Date
    sayings: Mapping[str, tuple[Saying, ...]]
    turns: tuple[Turn, ...]
    lasted: Lasted | None

    @property
    def is_assumed(self) -> bool:
        """Whether only the clock ends the maintenance, and no text does."""
        return (
            self.incident.is_maintenance
            and self.status == "completed"
            and not any(shown.update.status == "completed" for shown in self.updates)
        )

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuestion:
    """A question with its country's overrides applied to `title`, `answer` and related fields.

    `folder` is the page of the answer, below that of all questions: empty if it is there, otherwise
    that of the category. `anchor` is the place on that page; `other_anchors` lead there too.
    `related` are the keys of other questions shown here.
    """

    question: Question
    title: Text
    answer: Text
    updated: Date
    published: Date
    corrections: tuple[Correction, ...]
    minor: tuple[Date, ...]
    claims: Claims
    answer_by: Date | None
    supersedes: tuple[Overtaking, ...] = ()
    overtaken_by: tuple[Overtaking, ...] = ()
    folder: str = ""
    anchor: str = ""
    other_anchors: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def category(self) -> str:
        return self.question.category

    @property
    def key(self) -> str:
        return self.question.key


@dataclass(frozen=True, slots=True)
class ShownCategory:
    id: str
    name: Text
    questions: tuple[ShownQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What one country sees at a given time, in all its languages.

    Incidents are newest first, and so are `statements`: all updates, each with its incident.
    `open_incidents` are current problems: neither closed nor future maintenance.
    `maintenance_to_come` has a window that has not begun, soonest first. Services and categories
    are in display order. `timelines` are the spells of every service named in a text; `services`
    those with a known current state. `retired` is what is no longer public, newest first.
    `states_abroad` is filled for the group: the states in every
    country.
    """

    catalogue: Catalogue
    country: Country
    at: datetime
    incidents: tuple[ShownIncident, ...]
    open_incidents: tuple[ShownIncident, ...]
    maintenance_to_come: tuple[ShownIncident, ...]
    statements: tuple[tuple[ShownIncident, ShownUpdate], ...]
    categories: tuple[ShownCategory, ...]
    timelines: Mapping[str, tuple[Spell, ...]]
    services: tuple[ServiceState, ...]
    contacts: tuple[Contact, ...]
    pages: tuple[Page, ...]
    retired: tuple[Retired, ...]
    states_abroad: Mapping[CountryId, tuple[ServiceState, ...]]

    @property
    def questions(self) -> tuple[ShownQuestion, ...]:
        return tuple(q for category in self.categories for q in category.questions)

    @property
    def most_asked(self) -> tuple[ShownQuestion, ...]:
        """The questions that the team has marked, in the order of the page."""
        return tuple(q for q in self.questions if q.question.is_most_asked)

    @property
    def is_split(self) -> bool:
        """Whether the answers are on a page for each category."""
        return any(question.folder for question in self.questions)

    def fact(self, name: str, moment: datetime) -> FactValue | None:
        """Return the value of a fact here at a given time: the country's own, or the site's."""
        fact = self.catalogue.fact(name, self.country)
        return fact.at(moment) if fact else None

    def fact_since(self, name: str, moment: datetime) -> str:
        """Return the date from which that value holds; empty if it always has."""
        fact = self.catalogue.fact(name, self.country)
        version = fact.version_at(moment) if fact else None
        return version.since.iso if version is not None and version.since is not None else ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One country in one locale: one complete little site."""

    selection: Selection
    locale: LocaleId

    @property
    def country(self) -> Country:
        return self.selection.country

    @property
    def at(self) -> datetime:
        return self.selection.at

    @property
    def address(self) -> str:
        """`lu/fr`: the folder of the edition below the root of the site."""
        return f"{self.country.id}/{self.locale}"

    @property
    def language(self) -> str:
        """The name of the language in itself: `Français`.

        A region is only named if the country writes the language in more than one form:
        Luxembourg's only English edition is “English”, even if it is written as `en-GB`.
        """
        return language_name(self.locale if self._has_other_forms else self._form)

    @property
    def language_tag(self) -> str:
        """The edition's language for `hreflang` and feeds: `fr-LU`, and `en` for the group.

        The region is that of the readers, so it is the country's, even if the locale names another
        one for its dates (`en-GB` in Luxembourg is `en-LU`). BCP 47 section 2.2.4: a region follows
        language and script.
        """
        if self.country.id == GROUP:
            return self.locale if self._has_other_forms else self._form
        return f"{self._form}-{self.country.id.upper()}"

    @property
    def _form(self) -> LocaleId:
        """The locale without a region: `en` of `en-GB`, `zh-Hant` of `zh-Hant-HK`."""
        return without_region(self.locale)

    @property
    def _has_other_forms(self) -> bool:
        forms = [without_region(locale) for locale in self.country.locales]
        return forms.count(self._form) > 1
