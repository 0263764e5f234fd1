"""A text that is not public yet will contradict another one.

It is the same as `contradiction`, for drafts and for texts that are held back until a later date.
When the text appears, it becomes an error and the build stops.

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
    draft: true
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
    draft: true
    as_of: 2022-09-28
    text: {fr: Des e-mails ont été pris}
    claims: {data-taken: some}
    supersedes: faq/data/taken
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.contradiction_words import date_of, repair, stated
from site_builder.checking.contradictions import (
    contradictions_ahead,
    is_public,
    place_of,
)
from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for found in contradictions_ahead(examined.catalogue, examined.at):
        old, new = found.contradiction.old, found.contradiction.new
        here, there = (new, old) if is_public(old, examined.at) else (old, new)
        yield Finding(
            place_of(here, documents),
            told(
                "Once this is public, it states “%(value)s” (%(date)s), but %(place)s states "
                "“%(other)s” (%(otherwise)s). Readers will see both in %(countries)s.",
                value=stated(found, here.last),
                date=date_of(here.last),
                place=place_of(there, documents).written,
                other=stated(found, there.last),
                otherwise=date_of(there.last),
                countries=", ".join(found.countries),
            ),
            repair(found, documents),
        )


CHECK = Check("contradiction-ahead", "warning", find, needs_whole_site=True)
