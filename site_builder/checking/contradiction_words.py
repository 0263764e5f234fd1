"""What messages say of a contradiction: what each text states, and how to repair it."""

from __future__ import annotations

from site_builder.checking.contradictions import Documents, Found, document_of
from site_builder.editions.claims import ClaimText, Stated
from site_builder.editions.edition import ShownIncident, ShownQuestion, ShownUpdate
from site_builder.model.country import CountryId
from site_builder.model.message import Message, told
from site_builder.model.site import Page


def stated(found: Found, last: Stated) -> str:
    """Return a claim and its value, as a file has them."""
    return f"{found.contradiction.claim}: {last.value}"


def date_of(last: Stated) -> str:
    return last.date.iso if last.date is not None else told("without a date")


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
