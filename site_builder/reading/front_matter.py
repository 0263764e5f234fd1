"""A Markdown file is front matter between two lines of `---`, and a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from site_builder.model.message import told
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
    misplaced = _misplaced(text, file)
    if misplaced is not None:
        front = replace(read_yaml("", file, 1, 0), syntax=(misplaced,))
        return MarkdownResult(front, "", SourceSpan(misplaced.place, 0, 0))
    front_text, front_start, body_start, problem = _split(text)
    front = read_yaml(front_text, file, text.count("\n", 0, front_start) + 1, front_start)
    if problem:
        finding = Finding(
            place_at(file, text, 0, 3),
            told("The front matter that starts here is never closed."),
            told("Add a line with only `---` after the last key."),
        )
        front = replace(front, syntax=(finding,))
    body = text[body_start:]
    stripped = body.strip()
    start = body_start + len(body) - len(body.lstrip())
    span = SourceSpan(place_at(file, text, start), start, start + len(stripped))
    return MarkdownResult(front, stripped, span)


# Between other dashes, or below some text, these lines look like keys.
_DASHES = re.compile(r"^(?!---[ \t]*$)[-\u2010-\u2015\u2212_=~]{2,}[ \t]*$", re.MULTILINE)
_KEYS = re.compile(r"(?:[a-z_]+:(?: .*)?\n|[ \t]+\S.*\n|[ \t]*\n)+")
_FIRST_KEY = re.compile(r"(?:question|title|updated|status|published|as_of|draft|source):")


def _misplaced(text: str, file: str) -> Finding | None:
    """The finding for keys that would be published, since their dashes are wrong or too low."""
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    if _FENCE.match(text, start):
        return None
    dashes = _DASHES.match(text, start)
    if dashes is not None and _begins_with_keys(text, dashes.end() + 1):
        return Finding(
            place_at(file, text, dashes.start(), len(dashes[0].rstrip())),
            told(
                "Keys at the top of a file stand between two lines of three hyphens, and "
                "this is something else."
            ),
            told("Write `---` here, and again below the last key."),
        )
    lower = _FENCE.search(text, start)
    if lower is not None and _begins_with_keys(text, lower.end()):
        return Finding(
            place_at(file, text, lower.start(), 3),
            told("The keys of a file stand at its top, and here is text above them."),
            told("Move the text below the second line of `---`."),
        )
    return None


def _begins_with_keys(text: str, start: int) -> bool:
    """Whether lines of keys begin there, up to a line of dashes of some kind."""
    keys = _KEYS.match(text, start)
    if keys is None or _FIRST_KEY.match(text, start) is None:
        return False
    return bool(_FENCE.match(text, keys.end()) or _DASHES.match(text, keys.end()))


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
