"""The type of a check, and the data that checks work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from site_builder.catalogue.catalogue import Catalogue
from site_builder.checking.written_texts import WrittenText
from site_builder.model.problem import Finding, Problem, Severity
from site_builder.reading.document import Document, Kind
from site_builder.reading.folder import Reading
from site_builder.record.compared import Compared
from site_builder.shapes.shaping import Shaped, shape_fragments


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """The data available to a check. `at` is the time of the build.

    `compared` is what has changed since the site was published, if that is known.
    """

    reading: Reading
    shaped: tuple[Shaped, ...]
    catalogue: Catalogue
    texts: tuple[WrittenText, ...]
    at: datetime
    compared: tuple[Compared, ...] = ()

    def of_kind(self, *kinds: Kind) -> list[Shaped]:
        """Return the documents of the given kinds, except those too broken to have a shape."""
        return [d for d in self.shaped if d.shape is not None and d.document.kind in kinds]

    def documents(self) -> Mapping[tuple[Kind, str, str], Document]:
        """Return the documents behind the catalogue's entries, by kind, owner and id."""
        return {
            (d.document.kind, d.document.owner, d.document.id): d.document
            for d in self.shaped
            if d.shape is not None
        }

    def is_misspelt(self, document: Document, key: str) -> bool:
        """Whether an unknown key of the document was probably meant to be this one.

        Then the unknown key is the mistake, and a missing one is not another.
        """
        shaped = next((d for d in self.shaped if d.document is document), None)
        return shaped is not None and any(
            error.meant == key and len(error.path) == 1 for error in shaped.errors
        )

    def shape_findings(self, code: str) -> Iterable[Finding]:
        """Yield what shaping found for one check."""
        for document in (*self.shaped, *self.fragments):
            for error in document.errors:
                if error.code == code:
                    yield error.finding

    @property
    def fragments(self) -> tuple[Shaped, ...]:
        """What is whole of broken files; it has errors, but no shape."""
        return shape_fragments(self.reading.fragments)


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of problem. The docstring of its module explains it, with examples.

    `needs_whole_site` is true if a change in one entry can cause a problem in another.
    """

    code: str
    severity: Severity
    find: Callable[[Examined], Iterable[Finding]]
    needs_whole_site: bool = False

    def problems(self, examined: Examined) -> Iterable[Problem]:
        yield from map(self.problem, self.find(examined))

    def problem(self, finding: Finding) -> Problem:
        """Return a finding of this check as a problem."""
        return Problem(
            code=self.code,
            severity=self.severity,
            place=finding.place,
            message=finding.message,
            hint=finding.hint,
        )
