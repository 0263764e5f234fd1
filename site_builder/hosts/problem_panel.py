"""The panel in the preview that lists the problems of the site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from site_builder.checking.problem_text import count_line, render_problem, source_line
from site_builder.model.problem import Problem
from site_builder.pages.templates import render

_MOST = 40


def problem_panel(problems: Sequence[Problem], root: Path) -> str:
    """Return the problems of the site in `root` as HTML; an empty text if there are none.

    If there are errors, the panel is open, because the page above it is older than the files.
    """
    if not problems:
        return ""
    first = sorted(problems, key=lambda problem: not problem.is_error)[:_MOST]
    return render(
        "components/problem_panel.html",
        heading=count_line(problems),
        is_old=any(problem.is_error for problem in problems),
        problems=[render_problem(problem, source_line(root, problem.place)) for problem in first],
        rest=len(problems) - len(first),
    )


def failure_panel(message: str) -> str:
    """Return, as HTML, the reason why the site cannot be built at all."""
    return render(
        "components/problem_panel.html",
        heading="The site cannot be built",
        is_old=True,
        problems=[message],
        rest=0,
    )
