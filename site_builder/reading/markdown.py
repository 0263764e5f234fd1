"""A Markdown file is front matter between two lines of `---`, and a body."""

from __future__ import annotations

from dataclasses import dataclass, replace

from site_builder.model.problem import Finding
from site_builder.reading.document import Span, place_at
from site_builder.reading.yaml import YamlResult, read_yaml


@dataclass(frozen=True, slots=True)
class MarkdownResult:
    """`body` has no blank lines around it; `body_span` says where it stands."""

    front: YamlResult
    body: str
    body_span: Span


def read_markdown(text: str, file: str) -> MarkdownResult:
    """Read a Markdown file whose line ends are `\\n`; front matter may be missing."""
    front_text, front_line, body_start, problem = _split(text)
    front = read_yaml(front_text, file, front_line, len("---\n") if front_line > 1 else 0)
    if problem:
        finding = Finding(
            place_at(file, text, 0, 3),
            "The front matter that begins here has no closing line.",
            "Write a line of just `---` behind the last key.",
        )
        front = replace(front, syntax=(finding,))
    body = text[body_start:]
    stripped = body.strip()
    start = body_start + len(body) - len(body.lstrip())
    span = Span(place_at(file, text, start), start, start + len(stripped))
    return MarkdownResult(front, stripped, span)


def _split(text: str) -> tuple[str, int, int, bool]:
    """The front matter, its first line, where the body starts, whether the end is missing."""
    if not text.startswith("---\n"):
        return "", 1, 0, False
    end = text.find("\n---\n", 3)
    if end < 0 and text.rstrip().endswith("\n---"):
        end = text.rstrip().rfind("\n---")
        return text[4 : end + 1], 2, len(text), False
    if end < 0:
        return "", 1, len(text), True
    return text[4 : end + 1], 2, end + len("\n---\n"), False
