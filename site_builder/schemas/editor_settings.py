"""Settings of VS Code, with ours among those that are there already."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

EXTENSION = "redhat.vscode-yaml"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"]', re.DOTALL)
_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_LAST_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_INDENT = re.compile(r"^([ \t]+)\S", re.MULTILINE)
Settings = Mapping[str, Any]


class ByHand(Exception):
    """The settings cannot be changed without a loss, such as that of a comment."""


def with_settings(text: str, wanted: Settings) -> str:
    """Return a file of settings with those that are wanted, as it is if it has them all.

    `text` is empty if there is no file. Raise ByHand.
    """
    if not text.strip():
        return json.dumps(wanted, ensure_ascii=False, indent=2) + "\n"
    try:
        present = json.loads(_without_comments(text))
    except ValueError:
        raise ByHand from None
    joined = _joined(present, wanted)
    if joined == present:
        return text
    if not _is_plain(text):
        raise ByHand
    indent = _INDENT.search(text)
    written = json.dumps(joined, ensure_ascii=False, indent=indent[1] if indent else 2) + "\n"
    return written.replace("\n", "\r\n") if "\r\n" in text else written


def _joined(present: Any, wanted: Any) -> Any:
    """Everything of both. Raise ByHand if one of them would be lost."""
    if isinstance(present, dict) and isinstance(wanted, Mapping):
        joined = dict(present)
        for key, value in wanted.items():
            joined[key] = _joined(present[key], value) if key in present else value
        return joined
    if present == wanted:
        return present
    if isinstance(wanted, str) and isinstance(present, str | list):
        # The files of a schema: one pattern, or a list of them.
        wanted, present = [wanted], [present] if isinstance(present, str) else present
        return present + [item for item in wanted if item not in present]
    if isinstance(present, list) and isinstance(wanted, list):
        return present + [item for item in wanted if item not in present]
    raise ByHand


def _is_plain(text: str) -> bool:
    """Whether writing what was read changes nothing but spaces: no comment, no key twice."""
    try:
        written = json.dumps(json.loads(text), ensure_ascii=False)
        # Fails for bytes that are not UTF-8.
        written.encode()
    except ValueError:
        return False
    return _TOKEN.findall(text) == _TOKEN.findall(written)


def _without_comments(text: str) -> str:
    """The text as plain JSON: VS Code allows comments, and a comma after the last item."""
    bare = _COMMENT.sub(lambda match: match[1] or " ", text.removeprefix("\ufeff"))
    return _LAST_COMMA.sub(lambda match: match[1] or "", bare)
