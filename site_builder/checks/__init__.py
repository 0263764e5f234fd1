"""One kind of problem a file. `CHECKS` is the list of them, in the order in which they run."""

from __future__ import annotations

from site_builder.checks import unknown_key
from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Problem

MODULES = (unknown_key,)
CHECKS: tuple[Check, ...] = tuple(module.CHECK for module in MODULES)


def find_problems(examined: Examined) -> tuple[Problem, ...]:
    """Every problem of the site, sorted by place; the same one is reported once."""
    found = {problem for check in CHECKS for problem in check.problems(examined)}
    return tuple(sorted(found, key=lambda p: (p.place, p.code, p.message)))
