"""One FAQ entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from site_builder.model.claim import Claims
from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.incident import Correction, EntryRef
from site_builder.model.problem import Place
from site_builder.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A country's own fields; None if the base's field applies."""

    question: Text | None
    answer: Text | None
    updated: Date | None
    published: Date | None
    corrections: tuple[Correction, ...] | None
    minor: tuple[Date, ...] | None
    claims: Claims | None
    supersedes: tuple[EntryRef, ...] | None
    answer_by: Date | None


QuestionKind = Literal["question", "rumour"]
QUESTION_KINDS: tuple[QuestionKind, ...] = ("question", "rumour")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with its answer, or a rumour with what is true.

    `related` are other questions, as written: see `related_keys`.
    """

    id: str
    kind: QuestionKind
    category: str
    question: Text
    answer: Text
    updated: Date
    published: Date
    short: Text | None
    is_lead: bool
    is_most_asked: bool
    related: tuple[str, ...]
    order: float | None
    audiences: tuple[str, ...]
    countries: frozenset[CountryId]
    supersedes: tuple[EntryRef, ...]
    corrections: tuple[Correction, ...]
    minor: tuple[Date, ...]
    claims: Claims
    answer_by: Date | None
    overrides: Mapping[CountryId, Override]
    covers: tuple[str, ...]
    is_draft: bool
    former: tuple[str, ...]
    place: Place

    def released_in(self, country: CountryId) -> Date:
        """Return when the country's override is published, by default on its own `updated`."""
        override = self.overrides[country]
        return override.published or override.updated or self.published

    @property
    def key(self) -> str:
        """The key from which references and feed ids are made."""
        return f"faq/{self.category}/{self.id}"
