"""A link inside the site does not match any page, question, incident or update.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "[ici](kontakt)"}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "[ici](contact)"}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from site_builder.catalogue.entry_keys import former_question_key
from site_builder.checking.engine import Check, Examined
from site_builder.checking.links import written_links
from site_builder.checking.named import named_entries
from site_builder.checking.nearest import Nearest
from site_builder.editions.selection import build_editions
from site_builder.model.message import Message, any_of, told
from site_builder.model.problem import Finding, Place
from site_builder.model.url import is_relative
from site_builder.pages.addresses import SECTIONS
from site_builder.pages.voice import Voice
from site_builder.reading.unit_names import NamedEntry
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    named = list(named_entries(examined))
    known = known_targets(named, examined.catalogue.categories)
    by_id = questions_by_id(named)
    published: frozenset[str] | None = None
    near = Nearest((), _HINT)
    for text in examined.texts:
        for link in written_links(text):
            target = link.target
            if link.is_picture or "{" in target or not is_relative(target) or is_file(target):
                continue
            written = normal_target(target)
            if written in known:
                continue
            several = by_id.get(written[len("faq/") :], []) if written[:3] == "faq" else []
            if len(several) > 1:
                yield ambiguous(link.place, target, [f"faq/{path}" for path in several])
                continue
            if published is None:
                published = _published(examined)
                near = Nearest({*known, *published}, _HINT)
            if written.partition("#")[0] not in published:
                message = told("“%(target)s” does not exist on this site.", target=shorten(target))
                yield Finding(link.place, message, _whole(target) or near.hint(written))


def ambiguous(place: Place, written: str, paths: Iterable[str]) -> Finding:
    """Return the problem of an id that several questions have."""
    return Finding(
        place,
        told("“%(target)s” is the id of several questions.", target=shorten(written)),
        told("Write %(choices)s.", choices=any_of([f"`{path}`" for path in paths])),
    )


_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#].*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s/]+@[^@\s/]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s()./-]{6,}")


def _whole(target: str) -> Message | None:
    """Return a hint for an address outside the site whose protocol is missing."""
    for form, protocol in ((_EMAIL, "mailto:"), (_HOST, "https://"), (_PHONE, "tel:")):
        if form.fullmatch(target) and not target.endswith((".md", ".yml", ".html")):
            return told(
                "If it is an address outside the site, write `%(protocol)s%(target)s`.",
                protocol=protocol,
                target=target,
            )
    return None


_HINT = told("Write `faq/<category>/<question>`, `incidents/<id>` or `contact`.")


def _published(examined: Examined) -> frozenset[str]:
    """Return the paths of everything that the outputs make for any edition."""
    # Imported late: outputs import the checks, and few texts link to what outputs make.
    from site_builder.outputs.reached import every_path, target_of

    editions = build_editions(examined.catalogue, examined.at, with_drafts=True)
    return frozenset(
        target_of(path) for edition in editions for path in every_path(Voice.of(edition), editions)
    )


def known_targets(named: Iterable[NamedEntry], categories: Iterable[str]) -> set[str]:
    """Return the path of every entry inside an edition, and of the pages each edition has."""
    known = {section.strip("/") for section in SECTIONS}
    entries = list(named)
    heads = {e.id: (e.id, *e.former) for e in entries if e.kind in ("incident", "maintenance")}
    for entry in entries:
        ids = (entry.id, *entry.former)
        if entry.kind == "page":
            known.add(entry.id)
        elif entry.kind == "file":
            known.add(f"files/{entry.id}")
        elif entry.kind == "question":
            for path in _question_paths(entry):
                known |= {f"faq/{path}", f"faq#{path}"}
        elif entry.kind in ("incident", "maintenance"):
            known |= {f"incidents/{id}" for id in ids}
        elif entry.kind == "update":
            owners = heads.get(entry.owner, (entry.owner,))
            known |= {f"incidents/{owner}#{id}" for owner in owners for id in ids}
    for id, keys in questions_by_id(entries).items():
        if len(keys) == 1:
            known |= {f"faq/{id}", f"faq#{id}"}
    return known | {f"faq{sign}{id}" for id in categories for sign in "#/"}


def _question_paths(entry: NamedEntry) -> list[str]:
    former = (former_question_key(id, entry.owner) for id in entry.former)
    return [f"{entry.owner}/{entry.id}", *(key.removeprefix("faq/") for key in former)]


def questions_by_id(named: Iterable[NamedEntry]) -> Mapping[str, list[str]]:
    """Return the questions with each id, as `<category>/<id>`: current ids before former ones."""
    questions = {(e.owner, e.id): e for e in named if e.kind == "question"}.values()
    own: dict[str, list[str]] = {}
    once: dict[str, list[str]] = {}
    for entry in questions:
        own.setdefault(entry.id, []).append(f"{entry.owner}/{entry.id}")
        for path in _question_paths(entry)[1:]:
            once.setdefault(path.rpartition("/")[2], []).append(f"{entry.owner}/{entry.id}")
    return {id: sorted(set(keys)) for id, keys in {**once, **own}.items()}


def is_file(target: str) -> bool:
    """Return whether a target is a picture or download in content/files/."""
    return target.startswith("files/") and is_relative(target)


def normal_target(target: str) -> str:
    """Return a target without slashes around its path and, for a file, without its anchor."""
    page, _, anchor = target.partition("#")
    if is_file(target):
        return page
    return f"{page.strip('/')}#{anchor}" if anchor else page.strip("/")


CHECK = Check("unknown-link", "error", find, needs_whole_site=True)
