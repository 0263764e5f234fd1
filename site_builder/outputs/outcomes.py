"""What a build plans for a site, and what it leaves for the next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from site_builder.model.problem import Problem
from site_builder.outputs.plan import Plan
from site_builder.pages.labels import Headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build made of an edition, or of the site's own files.

    `view` is a digest of everything that the files are made from, `around` one of the other
    editions' pages. `paths` are the edition's pages, `headline` is its situation in one sentence,
    `language` the name of its language (loading CLDR's data takes 10 ms for each language). `files`
    are the files by their path below the root of the site, each with the key of its plan.
    """

    view: bytes
    around: bytes
    paths: tuple[str, ...]
    headline: Headline
    language: str
    files: Mapping[str, bytes | None]


SITE = ""
"""The key of the outcome of the site's own files, among those of the editions."""
IsIntact = Callable[[Outcome], bool]


def file_count(outcomes: Mapping[str, Outcome]) -> int:
    """Return the number of a site's files; some pictures belong to several editions."""
    return len({path for outcome in outcomes.values() for path in outcome.files})


@dataclass(frozen=True, slots=True)
class SitePlan:
    """The files to make, and those that are as an earlier build left them.

    `outcomes` are by the address of the edition, and SITE for the site's own files. If there are
    `problems`, it is no plan.
    """

    plans: tuple[Plan, ...]
    kept: frozenset[str]
    outcomes: Mapping[str, Outcome]
    problems: tuple[Problem, ...] = ()
