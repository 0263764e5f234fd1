"""How many questions there are, and what that means for their pages.

Measured with answers of 90 words (`python -m benchmarks crisis`): the list of 300 titles has 13 kB
compressed, and a page of the answers of a category 21 kB.
"""

from __future__ import annotations

from collections.abc import Collection

from site_builder.editions.edition import ShownQuestion

MOST_OPEN = 15
"""Up to this number a page shows its answers open; above it each of them is folded."""
MOST_ON_PAGE = 60
MOST_CHARACTERS = 90_000
"""Above either of them, each category has a page with its answers."""
FEWEST_TO_FILTER = 8
"""From this number on, a page has a filter."""


def is_too_much_for_one_page(questions: Collection[ShownQuestion]) -> bool:
    """Return whether a country's answers are on a page for each category.

    It depends on the longest language of each answer, so all languages have the same pages.
    """
    return len(questions) > MOST_ON_PAGE or sum(map(_length, questions)) > MOST_CHARACTERS


def _length(question: ShownQuestion) -> int:
    return max((len(text) for text, _ in question.answer.written()), default=0)
