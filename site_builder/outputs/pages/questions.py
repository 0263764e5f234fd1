"""A page for each question: which questions have one. `pages/question.py` makes them."""

from __future__ import annotations

from site_builder.editions.edition import Selection
from site_builder.outputs.output import Output, SiteContext

MOST = 25
"""How many questions of a country have a page of their own, unless mkdocs.yml lists the outputs.

Measured with `python -m benchmarks crisis` (44 editions, 300 questions, 136 MB): a page has 17 kB,
of which 10 kB name the other editions. Pages for all 300 made the site 427 MB.
"""


def paged_questions(selection: Selection, site: SiteContext) -> frozenset[str]:
    """Return the keys of the questions with a page: all, or those that were published first.

    A page, once published, stays: a newer question never takes it away.
    """
    if OUTPUT.name not in site.outputs:
        return frozenset()
    most = None if site.has_chosen_outputs else MOST
    first = sorted(selection.questions, key=lambda q: (q.published.start, q.key))
    return frozenset(question.key for question in first[:most])


OUTPUT = Output("questions")
