"""YAML, and the front matter of Markdown files, changed without touching the rest."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.util import load_yaml_guess_indent

FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
"""The front matter of a Markdown file; the first group is what is in it."""


def edited(text: str, change: Callable[[Any], None]) -> str:
    """The text after `change` to its values: a YAML file, or the front matter of a Markdown file.

    Raises what ruamel.yaml raises: it refuses some files that libyaml reads.
    """
    front = FRONT.match(text)
    if front:
        return f"---\n{edited(front[1] or '', change)}---\n{text[front.end() :]}"
    yaml = _yaml(text)
    tree = yaml.load(text)
    if tree is None:
        tree = CommentedMap()
    change(tree)
    output = io.StringIO()
    yaml.dump(tree, output)
    return output.getvalue()


def _yaml(text: str) -> YAML:
    """A writer that indents as the text does, and breaks no line."""
    _, sequence, offset = load_yaml_guess_indent(text) if text else (None, None, None)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=sequence or 2, offset=offset or 0)
    return yaml
