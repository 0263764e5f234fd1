"""How problems are shown to programs: GitHub's annotations, and SARIF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from site_builder import __version__
from site_builder.model.problem import Problem

Say = Callable[[str], str]
"""Returns a message in the language of the output."""


def render_github(problem: Problem, say: Say = str) -> str:
    """Return a workflow command that annotates the line on GitHub.

    Source: GitHub Actions, workflow commands, “Setting an error message”.
    """
    place = problem.place
    head = (
        f"file={_property(place.file)},line={place.line},col={place.column},"
        f"title={_property(problem.code)}"
    )
    return f"::{problem.severity} {head}::{_data(f'{say(problem.message)} {say(problem.hint)}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(
    problems: Sequence[Problem], explained: Mapping[str, str], say: Say = str
) -> dict[str, Any]:
    """Return problems as a SARIF 2.1.0 log, which code hosts and editors read.

    `explained` has the explanation of each code. Columns count characters, and paths are relative
    to the folder of the site (SARIF, 3.14.17 and 3.4.4).
    """
    codes = sorted({problem.code for problem in problems})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "site-builder",
                        "semanticVersion": __version__,
                        "rules": [_rule(code, explained.get(code, "")) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(problem, codes.index(problem.code), say) for problem in problems
                ],
            }
        ],
    }


def _rule(code: str, explanation: str) -> dict[str, Any]:
    first = explanation.strip().partition("\n")[0] or code
    return {
        "id": code,
        "shortDescription": {"text": first},
        "fullDescription": {"text": first},
        "help": {"text": explanation.strip() or code},
    }


def _result(problem: Problem, rule: int, say: Say) -> dict[str, Any]:
    place = problem.place
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": f"{say(problem.message)} {say(problem.hint)}".strip()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.file)},
                    "region": {
                        "startLine": place.line,
                        "startColumn": place.column,
                        "endColumn": place.column + place.length,
                    },
                }
            }
        ],
    }
