"""What messages say of a published text that changed or would vanish, and how to tell readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.catalogue import Catalogue
from site_builder.model.country import CountryId
from site_builder.model.message import Message, in_turn, told
from site_builder.model.problem import Finding, Place
from site_builder.record.compared import Compared, Gone, Part, Silent
from site_builder.record.seen_now import CONTACTS
from site_builder.theme.settings import MKDOCS_YML

_SHOWN = 6


def _told_contact(editions: str) -> Message:
    return told(
        "A published address is no longer written here, and readers are not told (%(editions)s).",
        editions=editions,
    )


def _part_told(part: Part, editions: str) -> Message:
    match part:
        case Part.figure:
            return told(
                "A figure in this published text has changed, and readers are not told "
                "(%(editions)s).",
                editions=editions,
            )
        case Part.date:
            return told(
                "A date of this published text has changed, and readers are not told "
                "(%(editions)s).",
                editions=editions,
            )
        case Part.claim:
            return told(
                "What this published text states has changed, and readers are not told "
                "(%(editions)s).",
                editions=editions,
            )
        case Part.state:
            return told(
                "The state of a service in this published text has changed, and readers are not "
                "told (%(editions)s).",
                editions=editions,
            )
        case Part.contact:
            return told(
                "An address in this published text has changed, and readers are not told "
                "(%(editions)s).",
                editions=editions,
            )
        case Part.words:
            return told(
                "The words of this published text have changed, and readers are not told "
                "(%(editions)s).",
                editions=editions,
            )


def silent_findings(compared: Iterable[Compared], catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each text that changed silently, once for all editions, the most important first."""
    found: dict[tuple[str, str | None], list[Silent]] = {}
    for change in (change for one in compared for change in one.silent):
        country = _own_country(change, catalogue)
        name = change.place.file if change.key == CONTACTS else change.key
        found.setdefault((name, country), []).append(change)
    for (_, country), changes in found.items():
        first = min(changes, key=lambda change: change.part)
        editions = _list(change.edition for change in changes)
        is_contact = first.key == CONTACTS
        says = _told_contact(editions) if is_contact else _part_told(first.part, editions)
        hint = _ways_out(first, country, catalogue)
        yield Finding(first.place, in_turn(says, _difference(first)), hint)


def _difference(change: Silent) -> Message:
    if not change.before:
        return told("“%(after)s” is new.", after=change.after)
    if not change.after:
        return told("“%(before)s” is gone.", before=change.before)
    return told("“%(before)s” has become “%(after)s”.", before=change.before, after=change.after)


def _ways_out(change: Silent, country: str | None, catalogue: Catalogue) -> Message:
    """Return the commands of which one tells readers, or says that there is nothing to tell."""
    file = change.place.file
    if change.key == CONTACTS:
        return told(
            "Readers have noted it down. Keep it with `until`, and give the new one `from`. If it "
            "was only a typing error, run `site-builder add minor %(name)s`.",
            name=file,
        )
    if any(incident.id == change.key for incident in catalogue.incidents):
        return told(
            "Publish an update that says so. If the meaning is the same, run "
            "`site-builder add minor %(name)s`.",
            name=file,
        )
    name = f"{file} --country {country}" if country else file
    if change.is_fact:
        return told(
            "A fact in it has another value. If things have changed, put the old value back, and "
            "give the fact a new one with its own `from`: `values: [{from: date, value: old}, "
            "{from: date, value: new}]`. If it was wrong, run "
            "`site-builder add correction %(name)s`.",
            name=name,
        )
    return told(
        "If it was wrong, run `site-builder add correction %(name)s`. If it was right and things "
        "have changed since, run `site-builder add change %(name)s`. If the meaning is the same, "
        "run `site-builder add minor %(name)s`.",
        name=name,
    )


def _own_country(change: Silent, catalogue: Catalogue) -> str | None:
    """Return the country of an edition if it has an answer of its own."""
    country = CountryId(change.edition.partition("/")[0])
    question = next((q for q in catalogue.questions if q.key == change.key), None)
    own = question.overrides.get(country) if question is not None else None
    return country if own is not None and own.answer is not None else None


def gone_findings(compared: Iterable[Compared], catalogue: Catalogue) -> Iterator[Finding]:
    """Yield each entry or edition that was public and would vanish, once for all editions."""
    found: dict[str, list[Gone]] = {}
    for gone in (gone for one in compared for gone in one.gone):
        found.setdefault(gone.key, []).append(gone)
    for key, all_gone in found.items():
        if key == all_gone[0].edition:
            yield _gone_edition(key)
            continue
        editions = _list(gone.edition for gone in all_gone)
        of = all_gone[0].of
        if of is not None:
            yield Finding(
                _place_of(of, catalogue),
                told(
                    "A correction of %(entry)s is public in %(editions)s, and would vanish with "
                    "this build.",
                    entry=of,
                    editions=editions,
                ),
                told(
                    "Put it back with its date. If it was wrong itself, add another one: "
                    "`site-builder add correction %(entry)s`.",
                    entry=of,
                ),
            )
            continue
        hint = told(
            "Put it back. If it has another name now, write `former: [%(id)s]` in its file. If "
            "readers should no longer see it, run `site-builder retire %(key)s`: its address "
            "stays and says so.",
            id=_former(key),
            key=key,
        )
        yield Finding(
            _place_of(key, catalogue),
            told(
                "%(key)s is public in %(editions)s, and would vanish with this build.",
                key=key,
                editions=editions,
            ),
            hint,
        )


def lost_findings(lost: list[str]) -> Iterator[Finding]:
    """Yield what to do about public files that would no longer be made."""
    if lost:
        yield Finding(
            Place(MKDOCS_YML),
            told(
                "These files are public, and would vanish with this build: %(files)s.",
                files=_list(lost),
            ),
            told(
                "Put back what makes them: an output in mkdocs.yml, or a service in "
                "content/services.yml. If they must go, run `site-builder retire` with a path, "
                "such as `%(path)s`.",
                path=lost[0],
            ),
        )


def _former(key: str) -> str:
    """Return what `former` has for an entry: a question may have come from another category."""
    return key.removeprefix("faq/") if key.startswith("faq/") else key.rpartition("/")[2]


def _gone_edition(address: str) -> Finding:
    country, _, locale = address.partition("/")
    return Finding(
        Place(f"content/countries/{country}.yml"),
        told("The edition %(edition)s is public, and would vanish.", edition=address),
        told(
            "Put `%(locale)s` back into its `locales`, or run `site-builder retire %(edition)s`: "
            "its addresses stay and say so.",
            locale=locale,
            edition=address,
        ),
    )


def _place_of(key: str, catalogue: Catalogue) -> Place:
    """Return the file of an entry: where it is still written, otherwise where it was."""
    for incident in catalogue.incidents:
        if incident.id == key:
            return incident.place
        for update in incident.updates:
            if update.key == key:
                return update.place
    for question in catalogue.questions:
        if question.key == key:
            return question.place
    if key.startswith(("faq/", "pages/")):
        return Place(f"content/{key}")
    return Place(f"status/{key}")


def _list(editions: Iterable[str]) -> str:
    known = list(dict.fromkeys(editions))
    if len(known) <= _SHOWN:
        return ", ".join(known)
    return told(
        "%(names)s and %(count)s more", names=", ".join(known[:_SHOWN]), count=len(known) - _SHOWN
    )
