"""A correction of a text that another one contradicts does not name the claim.

The builder cannot know whether the correction is about the contradiction or about something else.
Write in it what the text states since.

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
    corrections:
      - {at: 2022-09-28, note: {fr: Faux}}
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
    corrections:
      - {at: 2022-09-28, note: {fr: Faux}, claims: {data-taken: some}}
    # status/attack/incident.yml
    title: {fr: Attaque}
    started: 2022-07-25
    # status/attack/2022-09-28.yml
    status: identified
    as_of: 2022-09-28
    text: {fr: Des e-mails ont été pris}
    claims: {data-taken: some}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.contradiction_words import date_of, stated
from site_builder.checking.contradictions import contradictions_now, document_of, place_of
from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for found in contradictions_now(examined.catalogue, examined.at):
        old, new, note = found.contradiction.old, found.contradiction.new, found.contradiction.note
        if note is None:
            continue
        yield Finding(
            document_of(old, documents).place(*old.below, "corrections", note.index - 1, "at"),
            told(
                "This correction may be about “%(value)s”, which %(place)s contradicts: "
                "“%(other)s” (%(newer)s). It does not say what the text states since.",
                value=stated(found, old.last),
                place=place_of(new, documents).written,
                other=stated(found, new.last),
                newer=date_of(new.last),
            ),
            told(
                "Add `claims: {%(claim)s: %(value)s}` to it, or to another correction if it is "
                "about something else.",
                claim=found.contradiction.claim,
                value=new.last.value,
            ),
        )


CHECK = Check("unclear-correction", "warning", find, needs_whole_site=True)
