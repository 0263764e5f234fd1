"""A text states a claim, or a value of one, that is not in content/claims.yml.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/claims.yml
    data-taken:
      question: {fr: Des données ont-elles été prises ?}
      values:
        unknown: {fr: On ne le sait pas encore}
        some: {fr: Des e-mails ont été pris}
    # status/attack/incident.yml
    title: {fr: Attaque}
    started: 2022-07-25
    # status/attack/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    claims: {data-taken: unknown}
    # status/attack/2022-09-28.yml
    as_of: 2022-09-28
    text: {fr: Texte}
    claims: {data-take: some}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/claims.yml
    data-taken:
      question: {fr: Des données ont-elles été prises ?}
      values:
        unknown: {fr: On ne le sait pas encore}
        some: {fr: Des e-mails ont été pris}
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

from collections.abc import Iterable, Mapping

from site_builder.checking.contradictions import in_every_claim
from site_builder.checking.engine import Check, Examined
from site_builder.checking.named import keys_of
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import did_you_mean, shorten


def find(examined: Examined) -> Iterable[Finding]:
    known = keys_of(examined, "claims")
    if known is None:
        return
    values = dict(_values(examined))
    for document, path, claims in in_every_claim(examined):
        for id, value in claims.items():
            if id not in known:
                yield Finding(
                    document.key_place(*path, id),
                    told("Unknown claim “%(id)s”.", id=shorten(str(id))),
                    did_you_mean(str(id), known, told("Add it to content/claims.yml.")),
                )
            elif id in values and isinstance(value, str) and value not in values[id]:
                yield Finding(
                    document.place(*path, id),
                    told(
                        "“%(value)s” is not a value of the claim “%(id)s”.",
                        value=shorten(value),
                        id=id,
                    ),
                    did_you_mean(
                        value,
                        values[id],
                        told("Add it to `values` of the claim in content/claims.yml."),
                    ),
                )


def _values(examined: Examined) -> Iterable[tuple[str, list[str]]]:
    """Yield the claims with their values, if these are a map, valid or not."""
    for shaped in examined.of_kind("claims"):
        for id, claim in shaped.document.value.items():
            values = claim.get("values") if isinstance(claim, Mapping) else None
            if isinstance(values, Mapping):
                yield str(id), [str(value) for value in values]


CHECK = Check("unknown-claim", "error", find)
