"""What messages say of a published text that changed or would vanish, and how to tell readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.catalogue import Catalogue
from site_builder.model.country import CountryId
from site_builder.model.message import Message, in_turn, told
from site_builder.model.problem import Finding, Place
from site_builder.record.compared import Compared, Gone, Part, Silent

_SHOWN = 6


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
    found: dict[tuple[str, Place], list[Silent]] = {}
    for change in sorted(
        (change for one in compared for change in one.silent), key=lambda change: change.part
    ):
        found.setdefault((change.key, change.place), []).append(change)
    for (key, place), changes in found.items():
        first = changes[0]
        says = _part_told(first.part, _list(change.edition for change in changes))
        yield Finding(
            place, in_turn(says, _difference(first)), _ways_out(key, place, changes, catalogue)
        )


def _difference(change: Silent) -> Message:
    if not change.before:
        return told("“%(after)s” is new.", after=change.after)
    if not change.after:
        return told("“%(before)s” is gone.", before=change.before)
    return told("“%(before)s” has become “%(after)s”.", before=change.before, after=change.after)


def _ways_out(key: str, place: Place, changes: list[Silent], catalogue: Catalogue) -> Message:
    """Return the commands of which one tells readers, or says that there is nothing to tell."""
    name = place.file
    if any(incident.id == key for incident in catalogue.incidents):
        return told(
            "Publish an update that says so. If the meaning is the same, run "
            "`site-builder add minor %(name)s`.",
            name=name,
        )
    country = _own_country(key, changes, catalogue)
    return told(
        "If it was wrong, run `site-builder add correction %(name)s`. If it was right and things "
        "have changed since, run `site-builder add change %(name)s`. If the meaning is the same, "
        "run `site-builder add minor %(name)s`.",
        name=f"{name} --country {country}" if country else name,
    )


def _own_country(key: str, changes: list[Silent], catalogue: Catalogue) -> str | None:
    """Return the country whose own answer changed, if no other edition's did."""
    countries = {CountryId(change.edition.partition("/")[0]) for change in changes}
    question = next((q for q in catalogue.questions if q.key == key), None)
    if question is None or len(countries) != 1:
        return None
    (country,) = countries
    own = question.overrides.get(country)
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
