"""No text states a claim of content/claims.yml.

The board “What we know” says in every edition that the answer is not known yet, although no text
says so.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/claims.yml
    data-taken:
      question: {fr: Des données ont-elles été prises ?}
      values:
        unknown: {fr: On ne le sait pas encore}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/claims.yml
    data-taken:
      question: {fr: Des données ont-elles été prises ?}
      values:
        unknown: {fr: On ne le sait pas encore}
    # status/attack/incident.yml
    title: {fr: Attaque}
    started: 2022-07-25
    # status/attack/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    claims: {data-taken: unknown}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.contradictions import in_every_claim, stated_claims
from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    if _is_misspelt(examined):
        return
    for shaped in examined.of_kind("claims"):
        stated = stated_claims(examined.catalogue)
        for id in examined.catalogue.claims:
            if id not in stated:
                yield Finding(
                    shaped.document.key_place(id),
                    told("No text states the claim “%(id)s”.", id=id),
                    told(
                        "Write `claims: {%(id)s: ...}` in the text that states it, or delete it "
                        "here.",
                        id=id,
                    ),
                )


def _is_misspelt(examined: Examined) -> bool:
    """Return whether a text states something that is reported, and may mean any claim."""
    known = examined.catalogue.claims
    return any(
        "claims" in error.path for shaped in examined.shaped for error in shaped.errors
    ) or any(id not in known for _, _, claims in in_every_claim(examined) for id in claims)


CHECK = Check("unused-claim", "warning", find, needs_whole_site=True)
