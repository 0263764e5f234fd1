"""The places of things in an edition, and links from one page to another.

Every path here is relative to the edition's folder; a page's path ends with a slash or is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from site_builder.catalogue.entry_keys import former_question_key
from site_builder.editions.edition import Edition, ShownQuestion, ShownUpdate
from site_builder.model.date import Date, Precision
from site_builder.model.file import SiteFile
from site_builder.model.locale import LocaleId, fallback_chain

Linker = Callable[[str], str]

HOME = ""
FAQ = "faq/"
SERVICES = "services/"
CONTACT = "contact/"
HISTORY = "history/"
CHANGES = "changes/"
CORRECTIONS = "corrections/"
INCIDENTS = "incidents/"
LITE = "lite/"
FEEDS = "feeds/"
POSTER = "poster/"
CODE = f"{POSTER}code.svg"
"""The address of an edition as a QR code, for paper."""
CALENDAR = "maintenance.ics"
CHECKPOINT = "../../.well-known/tlog/checkpoint"
"""The signed state of the log of what was published, from the folder of an edition."""
ROOT = "../../"
"""The site's own root, from the folder of an edition."""
NOWHERE = "-"
"""The section of a page that belongs to no tab."""
SECTIONS = (HOME, FAQ, SERVICES, HISTORY, CONTACT)


def incident_path(incident: str) -> str:
    return f"{INCIDENTS}{incident}/"


def entry_path(shown: ShownUpdate | ShownQuestion) -> str:
    """Return the page and anchor of an update or question."""
    if isinstance(shown, ShownQuestion):
        return f"{FAQ}{shown.folder}#{shown.anchor}"
    return f"{incident_path(shown.update.incident)}#{shown.update.id}"


def category_path(category: str) -> str:
    """Return the place of a category among all questions."""
    return f"{FAQ}#{category}"


def service_path(service: str) -> str:
    """Return the place of a service, whose id could be that of another part of the page."""
    return f"{SERVICES}#service-{service}"


def contact_path(anchor: str) -> str:
    return f"{CONTACT}#{anchor}"


def category_page(category: str) -> str:
    """Return the page of a category: it has or lists its answers."""
    return f"{FAQ}{category}/"


def question_path(anchor: str) -> str:
    """Return a question's own page. Anchors differ from the ids of categories (`anchors.py`)."""
    return f"{FAQ}{anchor}/"


def audience_path(audience: str) -> str:
    return f"{FAQ}for/{audience}/"


def month_id(date: Date, zone: tzinfo) -> str:
    """Return the month, or the year if only that is known, under which an edition lists a date."""
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
    root = f"{site_url.rstrip('/')}/"
    base = f"{root}{edition.address}/"

    def link(path: str) -> str:
        return root + path[len(ROOT) :] if path.startswith(ROOT) else base + path

    return link


@dataclass(frozen=True, slots=True)
class Targets:
    """Every path that texts of an edition may link to, by the target as written.

    `files` are those of content/files/ in the edition's language. `outputs` returns the paths of
    everything else in the edition; it is only called if needed, because few texts link there.
    """

    paths: dict[str, str]
    files: Mapping[str, SiteFile]
    outputs: Callable[[], Mapping[str, str]] = dict

    def file(self, target: str) -> SiteFile | None:
        """Return the picture or download that a target names."""
        return self.files.get(target.partition("#")[0])

    def find(self, target: str) -> str | None:
        """Return the path of `faq/data/which-data` or `incidents/<id>#<update>`, or None."""
        page, _, anchor = target.partition("#")
        file = self.file(target)
        if file is not None:
            return f"{ROOT}{file.path}#{anchor}" if anchor else f"{ROOT}{file.path}"
        page = page.strip("/")
        known = self.paths.get(f"{page}#{anchor}" if anchor else page)
        if known is None and anchor:
            known = self.paths.get(page)
        return self.outputs().get(page) if known is None else known


def targets_of(edition: Edition) -> Targets:
    """Return the targets in an edition at its time."""
    selection = edition.selection
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
    for category in selection.categories:
        path = category_page(category.id) if selection.is_split else f"{FAQ}#{category.id}"
        paths |= {f"faq/{category.id}": path, f"faq#{category.id}": path}
    for question in selection.questions:
        path = entry_path(question)
        paths[question.key] = path
        paths |= {
            former_question_key(id, question.category): path for id in question.question.former
        }
        for anchor in (*question.other_anchors, question.anchor):
            paths |= {f"faq/{anchor}": path, f"faq#{anchor}": path}
    return Targets(paths, _files(selection.catalogue.files, edition.locale))


def _files(files: Iterable[SiteFile], locale: LocaleId) -> Mapping[str, SiteFile]:
    """Return each file by its names in texts, in the language nearest to a locale."""
    known = {f"files/{file.source}": file for file in files}
    nearest = dict(known)
    for file in files:
        if file.locale is None:
            own = (replace(file, locale=parent).source for parent in fallback_chain(locale))
            found = (known[target] for name in own if (target := f"files/{name}") in known)
            nearest[f"files/{file.name}"] = next(found, file)
    return nearest
