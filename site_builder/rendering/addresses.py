"""Where things are inside an edition, and links from one page to another.

Every path here is relative to the edition's folder; a page's path ends with a slash or is empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from site_builder.catalogue.keys import former_question_key
from site_builder.editions.edition import Edition, Selection, ShownQuestion, ShownUpdate
from site_builder.model.date import Date, Precision

Linker = Callable[[str], str]

HOME = ""
FAQ = "faq/"
SERVICES = "services/"
CONTACT = "contact/"
HISTORY = "history/"
INCIDENTS = "incidents/"
LITE = "lite/"
FEEDS = "feeds/"
CALENDAR = "maintenance.ics"
NOWHERE = "-"
"""The section of a page that belongs to no tab."""
SECTIONS = (HOME, FAQ, SERVICES, HISTORY, CONTACT)


def incident_path(incident: str) -> str:
    return f"{INCIDENTS}{incident}/"


def entry_path(shown: ShownUpdate | ShownQuestion) -> str:
    """The page and anchor of an update or question."""
    if isinstance(shown, ShownQuestion):
        return f"{FAQ}#{shown.anchor}"
    return f"{incident_path(shown.update.incident)}#{shown.update.id}"


def audience_path(audience: str) -> str:
    return f"{FAQ}for/{audience}/"


def month_id(date: Date, zone: tzinfo) -> str:
    """The month, or the year if only that is known, under which an edition lists a date."""
    day = date.shown_day(zone)
    return f"{day.year:04}" + ("" if date.precision is Precision.YEAR else f"-{day.month:02}")


def month_path(month: str) -> str:
    return f"{HISTORY}{month}/"


def page_path(page: str) -> str:
    return f"{page}/"


def relative_linker(from_path: str) -> Linker:
    """Links from a page of the edition to paths inside the edition."""
    up = "../" * from_path.count("/")

    def link(path: str) -> str:
        return f"{up}{path}" or "./"

    return link


def absolute_linker(site_url: str, edition: Edition) -> Linker:
    """Links for readers outside the site: feeds and mails."""
    base = f"{site_url.rstrip('/')}/{edition.address}/"

    def link(path: str) -> str:
        return base + path

    return link


@dataclass(frozen=True, slots=True)
class Targets:
    """Every path that texts of an edition may lead to, by the target as written."""

    paths: dict[str, str]

    def find(self, target: str) -> str | None:
        """The path of `faq/data/which-data` or `incidents/<id>#<update>`; None if not here."""
        page, _, anchor = target.partition("#")
        page = page.strip("/")
        known = self.paths.get(f"{page}#{anchor}" if anchor else page)
        return known if known is not None or not anchor else self.paths.get(page)


def targets_of(selection: Selection) -> Targets:
    """What can be reached in the editions of a country at their moment."""
    paths = {section.strip("/"): section for section in SECTIONS}
    paths |= {page.id: page_path(page.id) for page in selection.pages}
    for shown in selection.incidents:
        incident = shown.incident
        for id in (incident.id, *incident.former):
            paths[f"incidents/{id}"] = incident_path(incident.id)
            for update in shown.updates:
                path = entry_path(update)
                paths |= {
                    f"incidents/{id}#{anchor}": path
                    for anchor in (update.update.id, *update.update.former)
                }
    for question in selection.questions:
        path = entry_path(question)
        paths[question.key] = path
        paths |= {former_question_key(id, question.category): path for id in question.former}
        for anchor in (*question.other_anchors, question.anchor):
            paths |= {f"faq/{anchor}": path, f"faq#{anchor}": path}
    return Targets(paths)
