"""Two public texts contradict each other, and nothing says which one holds.

If a newer text states another value of a claim, every text with the old value must be superseded
(`supersedes` in the newer one) or corrected (`corrections` in the old one) in each country that
shows both. A correction says what the old text states since: `claims: {data-taken: some}`. Without
that it counts if it is not older than the newer text, with a warning (`unclear-correction`). A text
that is superseded in part counts if the text that replaces it states the claim too.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/claims.yml
    data-taken:
      question: {fr: Des données ont-elles été prises ?}
      values:
        none: {fr: Aucune donnée n’a été prise}
        some: {fr: Des e-mails ont été pris}
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/taken.yml
    question: {fr: Des données ont-elles été prises ?}
    answer: {fr: Non}
    updated: 2022-08-22
    claims: {data-taken: none}
    # status/attack/incident.yml
    title: {fr: Attaque}
    started: 2022-07-25
    # status/attack/2022-09-28.yml
    status: identified
    as_of: 2022-09-28
    text: {fr: Des e-mails ont été pris}
    claims: {data-taken: some}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/claims.yml
    data-taken:
      question: {fr: Des données ont-elles été prises ?}
      values:
        none: {fr: Aucune donnée n’a été prise}
        some: {fr: Des e-mails ont été pris}
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/taken.yml
    question: {fr: Des données ont-elles été prises ?}
    answer: {fr: Non}
    updated: 2022-08-22
    claims: {data-taken: none}
    # status/attack/incident.yml
    title: {fr: Attaque}
    started: 2022-07-25
    # status/attack/2022-09-28.yml
    status: identified
    as_of: 2022-09-28
    text: {fr: Des e-mails ont été pris}
    claims: {data-taken: some}
    supersedes: faq/data/taken
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.contradictions import (
    Documents,
    Found,
    contradictions_now,
    document_of,
    place_of,
)
from site_builder.checking.engine import Check, Examined
from site_builder.editions.claims import ClaimText, Stated
from site_builder.editions.edition import ShownIncident, ShownQuestion, ShownUpdate
from site_builder.model.country import CountryId
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding, Place
from site_builder.model.site import Page


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for found in contradictions_now(examined.catalogue, examined.at):
        old, new = found.contradiction.old, found.contradiction.new
        if found.contradiction.note is not None:
            continue
        yield Finding(
            place_of(old, documents),
            told(
                "This text states “%(value)s” (%(date)s), but %(place)s states “%(other)s” "
                "(%(newer)s). Readers see both in %(countries)s.",
                value=stated(found, old.last),
                date=date_of(old.last),
                place=written(place_of(new, documents)),
                other=stated(found, new.last),
                newer=date_of(new.last),
                countries=", ".join(found.countries),
            ),
            repair(found, documents),
        )


def stated(found: Found, last: Stated) -> str:
    """Return a claim and its value, as a file has them."""
    return f"{found.contradiction.claim}: {last.value}"


def date_of(last: Stated) -> str:
    return last.date.iso if last.date is not None else told("without a date")


def written(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}"


def repair(found: Found, documents: Documents) -> Message:
    """Return what to write so that the old text no longer stands."""
    old, new = found.contradiction.old, found.contradiction.new
    if isinstance(old.source, ShownIncident | Page):
        return told("Change the text and its `claims` to what is true now.")
    command = correcting(found, document_of(old, documents).file)
    if isinstance(new.source, ShownIncident | Page):
        return told("Run `%(command)s`.", command=command)
    return told(
        "Run `%(command)s`, or write `supersedes: %(key)s` in %(newer)s.",
        command=command,
        key=key_for(old, new),
        newer=document_of(new, documents).file,
    )


def correcting(found: Found, file: str) -> str:
    """Return the command that corrects the old text to what the new one states."""
    old, new = found.contradiction.old, found.contradiction.new
    country = ""
    if isinstance(old.source, ShownQuestion) and old.last.path[0] == "overrides":
        id = CountryId(str(old.last.path[1]))
        # A country without an answer of its own shows the corrections of the general one.
        has_own = old.source.question.overrides[id].answer is not None
        country = f" --country {id}" if has_own else ""
    claim = f"{found.contradiction.claim}={new.last.value}"
    return f"site-builder add correction {file}{country} --claim {claim}"


def key_for(old: ClaimText, new: ClaimText) -> str:
    """Return how the new text names the old one: an update of its own incident by its id alone."""
    one, other = old.source, new.source
    if not isinstance(one, ShownUpdate) or not isinstance(other, ShownUpdate):
        return old.key
    is_near = one.update.incident == other.update.incident
    return one.update.id if is_near else old.key


CHECK = Check("contradiction", "error", find, needs_whole_site=True)
