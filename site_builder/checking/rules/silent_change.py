"""A published text has changed, and readers are not told.

Only sites with `record: true` in content/site.yml are compared with what they have published: with
the record in the published folder or, without one, with the last commit. A changed figure, date,
claim, state, address or word must be a correction (`add correction`), a note of what has changed
(`add change`), or `minor` (`add minor`) if the meaning is the same. What is above the updates of an
incident may change with each update. A translation that catches up with its source is no change.

Published:

    # content/countries/lu.yml
    locales: [fr]
    # content/site.yml
    record: true
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/count.yml
    question: {fr: Combien de clients sont touchés ?}
    answer: {fr: 120 clients sont touchés.}
    updated: 2022-08-22

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/site.yml
    record: true
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/count.yml
    question: {fr: Combien de clients sont touchés ?}
    answer: {fr: 150 clients sont touchés.}
    updated: 2022-08-22

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/site.yml
    record: true
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/count.yml
    question: {fr: Combien de clients sont touchés ?}
    answer: {fr: 150 clients sont touchés.}
    updated: 2022-08-22
    corrections:
      - {at: 2022-08-24, note: {fr: Nous avions écrit 120.}}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.told_changes import silent_findings
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return silent_findings(examined.compared, examined.catalogue)


CHECK = Check("silent-change", "error", find, needs_whole_site=True)
