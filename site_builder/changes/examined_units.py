"""Units examined one by one, with the ground that all of them depend on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime

from site_builder.catalogue.catalogue import Catalogue, build_catalogue
from site_builder.catalogue.unit import Entry, Span, Unit, span_of
from site_builder.checking.engine import Examined
from site_builder.checking.links import written_links
from site_builder.checking.references import related_targets, superseded
from site_builder.checking.rules import CHECKS
from site_builder.checking.written_texts import WrittenText, written_texts
from site_builder.editions.agenda import ahead_of_entry, ahead_of_ground
from site_builder.markdown.render import rendering_key
from site_builder.markdown.tokens import html_with_slots
from site_builder.model.agenda import Ahead
from site_builder.model.file import SiteFile
from site_builder.model.locale import LocaleId, direction, is_locale
from site_builder.model.parts import Parts, digest_of, parts_of
from site_builder.model.problem import Problem
from site_builder.model.translations_lock import Lock
from site_builder.model.url import is_relative
from site_builder.reading.folder import Reading, read_files
from site_builder.reading.sources import GROUND, unit_of
from site_builder.reading.unit_names import NamedEntry, name_of
from site_builder.shapes.shaping import Shaped, shape_documents


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedGround:
    """Countries, services, facts, site and categories. `span` is the time in which facts and
    contacts do not change.

    `texts` are those written in it. `facts` are digests of each fact in every country, `named`
    those that the texts name, `links` the targets inside the site that they lead to. `seen` is a
    digest of what the editions in each language see of all but the other facts. `ahead` is what
    contacts and facts bring.
    """

    reading: Reading
    shaped: tuple[Shaped, ...]
    catalogue: Catalogue
    texts: tuple[WrittenText, ...]
    span: Span
    ahead: Ahead
    facts: Mapping[str, bytes]
    named: Mapping[str, bytes | None]
    links: tuple[str, ...]
    seen: Mapping[LocaleId, bytes]
    at: datetime
    lock: Lock


@dataclass(frozen=True, slots=True)
class Examination:
    """A unit with its entry. `rendered` are its texts as HTML, by rendering_key."""

    unit: Unit
    entry: Entry | None
    rendered: Mapping[bytes, str]


def read_ground(
    contents: Mapping[str, bytes | OSError], at: datetime, lock: Lock
) -> ExaminedGround:
    reading = read_files(contents)
    shaped = shape_documents(reading.documents)
    catalogue = build_catalogue(shaped, lock)
    texts = tuple(written_texts(shaped, catalogue, at))
    parts = parts_of(replace(catalogue, facts={}))
    facts = _fact_digests(catalogue)
    return ExaminedGround(
        reading=reading,
        shaped=shaped,
        catalogue=catalogue,
        texts=texts,
        span=span_of((*parts.dates, *parts_of(catalogue.facts).dates), at),
        ahead=ahead_of_ground(catalogue, at),
        facts=facts,
        named={name: facts.get(name) for name in sorted(_facts_named(texts).get(GROUND, ()))},
        links=tuple(sorted(_links(texts)[0].get(GROUND, ()))),
        seen=_seen(parts, catalogue),
        at=at,
        lock=lock,
    )


def _fact_digests(catalogue: Catalogue) -> Mapping[str, bytes]:
    """Return a digest of each fact's values, for all countries and for single ones."""
    countries = catalogue.countries.values()
    names = {*catalogue.facts, *(name for country in countries for name in country.facts)}
    return {
        name: digest_of(
            catalogue.facts.get(name),
            [(country.id, country.facts.get(name)) for country in countries],
        )
        for name in sorted(names)
    }


def _seen(parts: Parts, ground: Catalogue) -> Mapping[LocaleId, bytes]:
    """Return digests of what the editions in each language see of some parts."""
    locales = {locale for country in ground.countries.values() for locale in country.locales}
    with_stale = ground.site.shows_stale
    return {locale: parts.seen_in(locale, with_stale=with_stale) for locale in sorted(locales)}


def examine_units(
    ground: ExaminedGround,
    names: Collection[str],
    digests: Mapping[str, bytes],
    contents: Mapping[str, bytes | OSError],
) -> tuple[list[Examination], tuple[Problem, ...]]:
    """Return the named units with their entries, and all problems in them and in the ground.

    Only checks that need a single entry are right here, because other units are not known.
    """
    reading = read_files(contents)
    own = shape_documents(reading.documents)
    shaped = (*ground.shaped, *own)
    catalogue = build_catalogue(shaped, ground.lock, reading.site_files)
    texts = (*ground.texts, *written_texts(own, catalogue, ground.at))
    examined = Examined(
        reading=_together(ground.reading, reading),
        shaped=shaped,
        catalogue=catalogue,
        texts=texts,
        at=ground.at,
    )
    problems = {
        problem
        for check in CHECKS
        if not check.needs_whole_site
        for problem in check.problems(examined)
    }
    return _units(names, digests, ground, examined, problems), tuple(problems)


def _together(one: Reading, other: Reading) -> Reading:
    return Reading(
        documents=(*one.documents, *other.documents),
        syntax=(*one.syntax, *other.syntax),
        duplicates=(*one.duplicates, *other.duplicates),
        files=(*one.files, *other.files),
        strays=(*one.strays, *other.strays),
        types=(*one.types, *other.types),
        site_files=(*one.site_files, *other.site_files),
        refused_files=(*one.refused_files, *other.refused_files),
        fragments=(*one.fragments, *other.fragments),
    )


def _units(
    names: Collection[str],
    digests: Mapping[str, bytes],
    ground: ExaminedGround,
    examined: Examined,
    problems: Iterable[Problem],
) -> list[Examination]:
    catalogue = examined.catalogue
    entries: dict[str, Entry] = {f"status/{i.id}": i for i in catalogue.incidents}
    entries |= {f"content/{question.key}": question for question in catalogue.questions}
    entries |= {f"content/pages/{page.id}": page for page in catalogue.pages}
    entries |= {file.place.file: file for file in catalogue.files}
    documents: dict[str, list[Shaped]] = {}
    for shaped in examined.shaped:
        documents.setdefault(unit_of(shaped.document.file), []).append(shaped)
    links, opened = _links(examined.texts)
    facts = _facts_named(examined.texts)
    rendered = _rendered(examined.texts, set(names))
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(unit_of(problem.place.file), []).append(problem)
    units = []
    for name in names:
        entry = entries.get(name)
        own = [shaped.document for shaped in documents.get(name, ())]
        parts = parts_of(entry)
        unit = Unit(
            name=name,
            digest=digests[name],
            countries=getattr(entry, "countries", None),
            seen=_seen(parts, ground.catalogue),
            names=(*(name_of(document) for document in own), *_file_name(entry)),
            links=tuple(
                sorted({*links.get(name, ()), *(t for d in own for t in related_targets(d))})
            ),
            facts=tuple(sorted(facts.get(name, ()))),
            is_open=name in opened,
            supersedes=tuple(
                (key, target) for document in own for key, _, target in superseded(document)
            ),
            span=span_of(parts.dates, examined.at),
            problems=tuple(found.get(name, ())),
            ahead=ahead_of_entry(entry, catalogue, examined.at),
        )
        units.append(Examination(unit, entry, rendered.get(name, {})))
    return units


def _rendered(texts: Iterable[WrittenText], names: Set[str]) -> dict[str, dict[bytes, str]]:
    """Return the Markdown texts of some units as HTML, in the direction of their language."""
    rendered: dict[str, dict[bytes, str]] = {}
    for text in texts:
        name = unit_of(text.document.file)
        if text.is_markdown and name in names:
            locale = str(text.path[-1])
            is_rtl = is_locale(locale) and direction(LocaleId(locale)) == "rtl"
            key = rendering_key(text.value, is_rtl)
            rendered.setdefault(name, {})[key] = html_with_slots(text.value, is_rtl)
    return rendered


def _file_name(entry: Entry | None) -> Iterable[NamedEntry]:
    if isinstance(entry, SiteFile):
        yield NamedEntry("file", "", entry.source)


def _facts_named(texts: Iterable[WrittenText]) -> Mapping[str, set[str]]:
    """Return the facts that the texts of each unit name."""
    named: dict[str, set[str]] = {}
    for text in texts:
        if text.scan.facts:
            names = named.setdefault(unit_of(text.document.file), set())
            names.update(name for name, _ in text.scan.facts)
    return named


def _links(texts: Iterable[WrittenText]) -> tuple[dict[str, set[str]], set[str]]:
    """Return the targets inside the site by unit, and the units with targets not yet known."""
    links: dict[str, set[str]] = {}
    opened: set[str] = set()
    for text in texts:
        for link in written_links(text):
            name = unit_of(text.document.file)
            if "{" in link.target:
                opened.add(name)
            elif is_relative(link.target):
                links.setdefault(name, set()).add(link.target)
    return links, opened
