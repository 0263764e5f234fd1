"""What a proof says around the texts, for its page and its Word document alike."""

from __future__ import annotations

from site_builder.model.message import Message, in_turn, told
from site_builder.proofs.proof import Proof, ProofEntry

_KINDS = {
    "incident": (told("New incident."), told("Changed incident.")),
    "maintenance": (told("New maintenance."), told("Changed maintenance.")),
    "update": (told("New update."), told("Changed update.")),
    "question": (told("New question."), told("Changed question.")),
    "page": (told("New page."), told("Changed page.")),
}
MISSING = told("missing")
NEW_WORDS, GONE_WORDS = told("New words"), told("Words that are gone")
NO_ENTRIES = told("Nothing is new or changed.")


def title(proof: Proof) -> Message:
    return told("Proof: %(site)s", site=proof.site)


def summary(proof: Proof, made: Message) -> Message:
    """Return when a proof was made and what it has."""
    what = told("All texts.")
    if proof.since:
        what = told("New and changed since %(revision)s.", revision=proof.since)
    return in_turn(told("Made on %(time)s.", time=made), what)


def about(entry: ProofEntry) -> Message:
    """Return what an entry is, where it shows, and when."""
    new, changed = _KINDS[entry.kind]
    where = told("Shown in no country.")
    if entry.where:
        where = told("Shown in: %(countries)s.", countries=", ".join(entry.where))
    return in_turn(new if entry.is_new else changed, where, entry.when)


def approved(approval: str) -> Message:
    return told("Approved as it is: %(approval)s.", approval=approval)


def signature(entry: ProofEntry, line: str) -> Message:
    """Return the place to sign; `line` stands where somebody writes."""
    return told(
        "Approved by %(name)s on %(date)s   Text %(digest)s",
        name=line,
        date=line,
        digest=entry.digest,
    )
