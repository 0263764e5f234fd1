"""The panel in the preview that lists the problems of the site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from site_builder.checking.problem_text import count_line, render_problem, source_line
from site_builder.language.speech import Speech
from site_builder.model.message import told, told_of_many
from site_builder.model.problem import Problem
from site_builder.pages.templates import render

_MOST = 40
_OLD = told("This page is the last version without errors. It updates once the errors are fixed.")


def problem_panel(problems: Sequence[Problem], root: Path, speech: Speech) -> str:
    """Return the problems of the site in `root` as HTML; an empty text if there are none.

    If there are errors, the panel is open, because the page above it is older than the files.
    """
    if not problems:
        return ""
    first = sorted(problems, key=lambda problem: not problem.is_error)[:_MOST]
    rest = told_of_many(
        "And %(count)s more. Run `site-builder check` to see them all.",
        "And %(count)s more. Run `site-builder check` to see them all.",
        len(problems) - len(first),
    )
    return render(
        "components/problem_panel.html",
        language=speech.language,
        heading=speech.say(count_line(problems)),
        is_old=speech.say(_OLD) if any(problem.is_error for problem in problems) else None,
        problems=[
            render_problem(problem, source_line(root, problem.place), speech) for problem in first
        ],
        rest=speech.say(rest) if len(problems) > len(first) else None,
    )


def failure_panel(message: str, speech: Speech) -> str:
    """Return, as HTML, the reason why the site cannot be built at all."""
    return render(
        "components/problem_panel.html",
        language=speech.language,
        heading=speech.say(told("The site cannot be built")),
        is_old=speech.say(_OLD),
        problems=[speech.say(message)],
        rest=None,
    )
