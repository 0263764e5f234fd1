"""The feeds of an edition, in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from site_builder.outputs.feeds.change_entries import plan_changes
from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.feeds.feed_entries import (
    PlannedEntry,
    first_incident_id,
    plan_entries,
    urn,
)
from site_builder.outputs.keys import digest
from site_builder.outputs.output import NEVER_SAID, PlannedSite, SiteContext
from site_builder.outputs.plan import Kept, Piece, Plan
from site_builder.outputs.site_name import site_name
from site_builder.pages.addresses import (
    CHANGES,
    FAQ,
    HISTORY,
    HOME,
    SERVICES,
    absolute_linker,
    incident_path,
)
from site_builder.pages.labels import Headline, headline
from site_builder.pages.voice import Voice

MOST_ENTRIES = 50
AT_ROOT = ("feed", "history")
"""The feeds of the root edition that are at the root of the domain too."""

ARCHIVE = "archive/"


Write = Callable[[Feed, str, Kept], Iterable[Piece]]


def plan_format(
    voice: Voice, site: PlannedSite, ending: str, write: Write, with_archives: bool = False
) -> Iterable[Plan]:
    """Yield the plans of all feeds of an edition in one format."""
    for feed in site.feeds.get(voice.edition.address, ()):
        if feed.is_archive and not with_archives:
            continue
        path = f"{feed.path}.{ending}"
        key = None if feed.key is None else digest(feed.key, ending)
        make = partial(write, feed, ending)
        yield Plan.of_pieces(f"{voice.edition.address}/{path}", key, make)
        if feed.path in AT_ROOT and site.is_root(voice.edition):
            # One feed at two addresses: the same ids, so readers take no item for a new one.
            at_root = replace(feed, root=site.site_url)
            key = None if key is None else digest(key, "root")
            yield Plan.of_pieces(path, key, partial(write, at_root, ending))


def feeds_of(voice: Voice, site: SiteContext) -> tuple[Feed, ...]:
    """Return every feed of an edition; none without `site_url`, which links need."""
    if site.site_url is None:
        return ()
    return tuple(_feeds(voice, site, site.site_url))


def _feeds(voice: Voice, site: SiteContext, site_url: str) -> Iterator[Feed]:
    selection, now = voice.edition.selection, voice.edition.at
    link = absolute_linker(site_url, voice.edition)
    everything = plan_entries(voice, link)
    titles = (site_name(voice, site), voice.country_name(voice.edition.country))
    # Once, because it looks at every incident.
    about = _About(
        voice=voice, site=site, home=link(HOME), titles=titles, situation=headline(voice)
    )
    pages = [everything[i : i + MOST_ENTRIES] for i in _starts(len(everything))]
    archives = tuple(f"{ARCHIVE}{len(pages) - i}" for i in range(len(pages)))
    yield _feed(about, "feed", HOME, everything[:MOST_ENTRIES], archives=archives)
    for i, entries in enumerate(pages):
        yield _feed(about, archives[i], HOME, entries, archives=archives[i + 1 :])
    history = [entry for entry in everything if not entry.key.startswith("faq/")]
    yield _feed(about, "history", HISTORY, history[:MOST_ENTRIES], voice.say("History"))
    changed = tuple(plan_changes(voice, link, MOST_ENTRIES))
    yield _feed(about, "changes", CHANGES, changed, voice.say("Changes"))
    questions = [entry for entry in everything if entry.key.startswith("faq/")]
    title = voice.say("Questions and answers")
    yield _feed(about, f"{FAQ}feed", FAQ, questions[:MOST_ENTRIES], title)
    for service in voice.services_with_feed:
        id = service.id
        of_service = [entry for entry in everything if id in entry.services][:MOST_ENTRIES]
        name = voice.text(service.name, now).text
        yield _feed(about, f"{SERVICES}{id}/feed", SERVICES, of_service, name)
    of_incident: dict[str, list[PlannedEntry]] = {}
    for entry in history:
        of_incident.setdefault(entry.key.partition("/")[0], []).append(entry)
    for shown in selection.incidents:
        incident = shown.incident
        entries = of_incident.get(incident.id, [])[:MOST_ENTRIES]
        title = voice.text(incident.title, now).text
        first = incident_path(first_incident_id(incident))
        for id in (incident.id, *incident.former):
            path, page = f"{incident_path(id)}feed", incident_path(incident.id)
            id_of_feed = urn(voice, f"{first}feed")
            yield replace(_feed(about, path, page, entries, title), id=id_of_feed)


def _starts(count: int) -> list[int]:
    """Return where full pages of old entries begin, newest first; entries stay on their page."""
    full = count // MOST_ENTRIES
    return [count - (i + 1) * MOST_ENTRIES for i in reversed(range(full))]


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """The values that all feeds of an edition share: `home` is its address, `situation` one
    sentence.
    """

    voice: Voice
    site: SiteContext
    home: str
    titles: tuple[str, ...]
    situation: Headline
    _keys: dict[str, bytes | None] = field(default_factory=dict)

    def key_of(self, entry: PlannedEntry) -> bytes | None:
        """Return the key of an entry, which is in several feeds and in three formats of each."""
        if entry.key not in self._keys:
            key = self.site.key(self.voice, (entry.shown,), _told(entry))
            self._keys[entry.key] = key
        return self._keys[entry.key]


def _feed(
    about: _About,
    path: str,
    page: str,
    entries: Sequence[PlannedEntry],
    of: str | None = None,
    archives: tuple[str, ...] = (),
) -> Feed:
    """Return a feed at a path for a page; `of` names its subject in the title."""
    voice = about.voice
    titles = (*about.titles, of) if of else about.titles
    # The clock must not be here: the same input gives the same bytes.
    updated = max((entry.updated for entry in entries), default=NEVER_SAID)
    told = [_told(entry) for entry in entries]
    shown = {id(entry.shown): entry.shown for entry in entries}.values()
    is_archive = path.startswith(ARCHIVE)
    told_in = (path, told, about.situation, titles, updated, archives[:1], is_archive)
    return Feed(
        id=urn(voice, path),
        path=path,
        title=" – ".join(titles),
        description=about.situation.text,
        language=voice.edition.language_tag,
        home=f"{about.home}{page}",
        base=about.home,
        updated=updated,
        key=about.site.key(voice, shown, *told_in),
        entries=entries,
        key_of=about.key_of,
        archives=archives,
        is_archive=is_archive,
    )


def _told(entry: PlannedEntry) -> tuple[object, ...]:
    times = (entry.published.timestamp(), entry.updated.timestamp())
    return entry.key, entry.name, *times, entry.rest
