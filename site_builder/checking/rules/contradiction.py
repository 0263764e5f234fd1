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

from site_builder.checking.contradiction_words import date_of, repair, stated
from site_builder.checking.contradictions import contradictions_now, place_of
from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


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
                place=place_of(new, documents).written,
                other=stated(found, new.last),
                newer=date_of(new.last),
                countries=", ".join(found.countries),
            ),
            repair(found, documents),
        )


CHECK = Check("contradiction", "error", find, needs_whole_site=True)
