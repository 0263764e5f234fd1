"""How the agenda names entries: in a sentence, in their file, and by an id that lasts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.catalogue.entry_keys import first_id, former_question_key
from site_builder.language.lines import in_one_line
from site_builder.markdown.comments import without_comments
from site_builder.model.agenda import AgendaItem, Kind, What
from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.incident import Incident, Update
from site_builder.model.message import Message, told
from site_builder.model.question import Question
from site_builder.model.site import Page
from site_builder.model.text import Text

_LONGEST_NAME = 80


def quoted(text: Text) -> Message:
    """A title in quotes, as its source language has it, cut if it is very long."""
    return quoted_name(text.in_locale(text.source).value)


def quoted_name(name: str) -> Message:
    """A name in quotes and in one line, cut if it is very long."""
    line = " ".join(in_one_line(without_comments(name)).split())
    if len(line) > _LONGEST_NAME:
        line = f"{line[: _LONGEST_NAME - 1].rstrip()}…"
    return told("“%(name)s”", name=line)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsOf:
    """Makes the agenda's items of one entry, or of a part of it.

    `name` begins a sentence and `inside` stands within one. `key` is what ids are made of.
    """

    what: What
    name: Message
    inside: Message
    key: str
    file: str
    part: str
    countries: tuple[CountryId, ...]

    @classmethod
    def incident(cls, incident: Incident) -> ItemsOf:
        what: What = "maintenance" if incident.is_maintenance else "incident"
        title = quoted(incident.title)
        return cls(
            what=what,
            name=_incident_name(title, incident.is_maintenance),
            inside=_incident_inside(title, incident.is_maintenance),
            key=f"status/{first_id(incident.id, incident.former)}",
            file=incident.place.file,
            part="",
            countries=_sorted(incident.countries),
        )

    @classmethod
    def update(cls, update: Update, incident: Incident) -> ItemsOf:
        title = quoted(incident.title)
        owner = first_id(incident.id, incident.former)
        return cls(
            what="update",
            name=told("Update of %(title)s", title=title),
            inside=told("an update of %(title)s", title=title),
            key=f"status/{owner}/{first_id(update.id, update.former)}",
            file=update.place.file,
            part="",
            countries=_sorted(update.countries),
        )

    @classmethod
    def question(cls, question: Question) -> ItemsOf:
        title = quoted(question.question)
        former = question.former
        key = former_question_key(former[0], question.category) if former else question.key
        return cls(
            what="question",
            name=told("Question %(title)s", title=title),
            inside=told("the answer to %(title)s", title=title),
            key=key,
            file=question.place.file,
            part="",
            countries=_sorted(question.countries),
        )

    @classmethod
    def answer(cls, question: Question, country: CountryId) -> ItemsOf:
        """The answer that a country has of its own."""
        base = cls.question(question)
        title = quoted(question.question)
        return cls(
            what="answer",
            name=told("Answer for %(country)s to %(title)s", country=country, title=title),
            inside=told("the answer for %(country)s to %(title)s", country=country, title=title),
            key=f"{base.key}/{country}",
            file=base.file,
            part=f"answer for {country}",
            countries=(country,),
        )

    @classmethod
    def page(cls, page: Page) -> ItemsOf:
        title = quoted(page.title)
        return cls(
            what="page",
            name=told("Page %(title)s", title=title),
            inside=told("the page %(title)s", title=title),
            key=f"pages/{page.id}",
            file=page.place.file,
            part="",
            countries=_sorted(page.countries),
        )

    def part_with(self, part: str) -> str:
        """A part of this part."""
        return f"{self.part}, {part}" if self.part else part

    def item(
        self,
        kind: Kind,
        says: Message,
        date: Date | None = None,
        *,
        what: What | None = None,
        part: str | None = None,
        id: str = "",
        countries: Iterable[CountryId] | None = None,
        is_overdue: bool = False,
    ) -> AgendaItem:
        """An item; `what`, `part` and `countries` are those of the entry if not given.

        `id` tells items of one kind apart.
        """
        return AgendaItem(
            id="/".join(filter(None, (self.key, id, kind))),
            kind=kind,
            what=what or self.what,
            says=says,
            file=self.file,
            part=self.part if part is None else part,
            countries=self.countries if countries is None else _sorted(countries),
            date=date,
            is_overdue=is_overdue,
        )


def _incident_name(title: Message, is_maintenance: bool) -> Message:
    if is_maintenance:
        return told("Maintenance %(title)s", title=title)
    return told("Incident %(title)s", title=title)


def _incident_inside(title: Message, is_maintenance: bool) -> Message:
    if is_maintenance:
        return told("maintenance %(title)s", title=title)
    return told("incident %(title)s", title=title)


def _sorted(countries: Iterable[CountryId]) -> tuple[CountryId, ...]:
    return tuple(sorted(countries))
