"""A Markdown file is front matter between two lines of `---`, and a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from site_builder.model.problem import Finding
from site_builder.reading.document import SourceSpan, place_at
from site_builder.reading.yaml import YamlResult, read_yaml

# Only blank lines and comments before the first dashes: the keys are keys, not published text.
_BEFORE = re.compile(r"(?:\s+|<!--.*?-->)*+", re.DOTALL)
# Spaces after the dashes are invisible; they must not turn the keys into published text.
_FENCE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarkdownResult:
    """`body` has no blank lines around it; `body_span` is its place."""

    front: YamlResult
    body: str
    body_span: SourceSpan


def read_markdown(text: str, file: str) -> MarkdownResult:
    """Read a Markdown file whose line ends are `\\n`; front matter may be missing."""
    front_text, front_start, body_start, problem = _split(text)
    front = read_yaml(front_text, file, text.count("\n", 0, front_start) + 1, front_start)
    if problem:
        finding = Finding(
            place_at(file, text, 0, 3),
            "The front matter that starts here is never closed.",
            "Add a line with only `---` after the last key.",
        )
        front = replace(front, syntax=(finding,))
    body = text[body_start:]
    stripped = body.strip()
    start = body_start + len(body) - len(body.lstrip())
    span = SourceSpan(place_at(file, text, start), start, start + len(stripped))
    return MarkdownResult(front, stripped, span)


def _split(text: str) -> tuple[str, int, int, bool]:
    """Return the front matter, the starts of it and the body, and whether its end is missing."""
    before = _BEFORE.match(text)
    opening = _FENCE.match(text, before.end() if before else 0)
    if opening is None:
        return "", 0, 0, False
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return "", 0, len(text), True
    return text[opening.end() : closing.start()], opening.end(), closing.end(), False
