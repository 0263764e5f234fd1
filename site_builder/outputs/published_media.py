"""Pictures and downloads: each once in the site, and only if a public text shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from site_builder.editions.edition import ShownIncident
from site_builder.markdown.scan import scan_text
from site_builder.model.file import SiteFile
from site_builder.model.text import Text
from site_builder.outputs.output import SiteContext
from site_builder.outputs.plan import Plan
from site_builder.pages.voice import Voice


def plan_files(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """Yield the files that an edition shows; several editions can show the same one."""
    shown = {file.path: file for file in _shown_files(voice)}
    for path, file in sorted(shown.items()):
        yield Plan(path, site.whole_key("file", path), partial(site.read_file, file))


def _shown_files(voice: Voice) -> Iterator[SiteFile]:
    if not voice.targets.files:
        return
    for text in _texts(voice):
        for value in voice.shown_values(text):
            # Most texts name none, and parsing Markdown takes time.
            if "files/" in value:
                scan = scan_text(value)
                for target, _ in (*scan.links, *scan.images):
                    file = voice.targets.file(target)
                    if file is not None:
                        yield file
    for link in voice.edition.country.links:
        for target in voice.shown_values(link.url):
            file = voice.targets.file(target)
            if file is not None:
                yield file


def _texts(voice: Voice) -> Iterator[Text]:
    """Yield every Markdown text that the edition shows."""
    selection = voice.edition.selection
    for shown in selection.incidents:
        yield from _of_incident(shown)
    for question in selection.questions:
        yield question.answer
        yield from (correction.note for correction in question.corrections)
    yield from (page.text for page in selection.pages)


def _of_incident(shown: ShownIncident) -> Iterator[Text]:
    incident = shown.incident
    if incident.summary is not None:
        yield incident.summary
    if incident.what_to_do is not None and shown.is_open:
        yield incident.what_to_do
    for update in shown.updates:
        yield update.update.text
        yield from (correction.note for correction in update.corrections)
