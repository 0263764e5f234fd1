"""Translations back into the site's files, which keep their comments, order and quoting."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString, ScalarString
from ruamel.yaml.tokens import CommentToken
from ruamel.yaml.util import load_yaml_guess_indent

from site_builder.model.locale import LocaleId
from site_builder.reading.entry import body_key, title_key
from site_builder.translations.review import Accepted

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)


def written(root: Path, accepted: Iterable[Accepted], locale: LocaleId) -> Mapping[str, str]:
    """The new text of each file that changes, by its path below `root`."""
    files: dict[str, str] = {}
    for item in accepted:
        document = item.text.document
        name = _file_of(item, locale)
        old = files.get(name)
        if old is None:
            path = root / name
            old = path.read_text("utf-8") if path.is_file() else ""
        if name.endswith(".md"):
            part = item.text.path[0]
            is_body = part == body_key(document.kind)
            files[name] = _with_body(old, item.target) if is_body else _with_title(old, item)
        else:
            files[name] = _with_value(old, (*item.text.path, locale), item.target)
    return files


def _file_of(item: Accepted, locale: LocaleId) -> str:
    """Where a language of a text belongs: the file of the language, if there are such files."""
    text, document = item.text, item.text.document
    place = text.text.places[text.source].file
    parts = (body_key(document.kind), title_key(document.kind))
    if place.endswith(".md") and len(text.path) == 1 and text.path[0] in parts:
        return f"{text.entry}.{locale}.md"
    return place


def _with_value(old: str, path: tuple[str | int, ...], value: str) -> str:
    """A YAML file with one string set."""
    front = _FRONT.match(old)
    if front:
        return f"---\n{_with_value(front[1] or '', path, value)}---\n{old[front.end() :]}"
    yaml = _yaml(old)
    tree = yaml.load(old)
    holder = tree
    for part in path[:-1]:
        holder = holder[part]
    _put(holder, path[-1], _scalar(value, holder.get(path[-1]), holder))
    output = io.StringIO()
    yaml.dump(tree, output)
    return output.getvalue()


def _yaml(text: str) -> YAML:
    """A writer that indents as the text does, and breaks no line."""
    _, sequence, offset = load_yaml_guess_indent(text)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=sequence or 2, offset=offset or 0)
    return yaml


def _put(holder: Any, key: str | int, value: str) -> None:
    """Set a value; a new last one goes before the blank lines and comments that follow."""
    last = next(reversed(holder), None) if key not in holder else None
    holder[key] = value
    marks = holder.ca.items.get(last)
    if last is None or not marks or marks[2] is None or holder.fa.flow_style():
        return
    # ruamel.yaml keeps what stands behind a value, up to the next key, with that value.
    own, _, following = marks[2].value.partition("\n")
    if following:
        token = CommentToken(f"\n{following}", marks[2].start_mark, None)
        holder.ca.items[key] = [None, None, token, None]
        marks[2].value = f"{own}\n"
        if not own.strip():
            del holder.ca.items[last]


def _scalar(value: str, old: Any, holder: Any) -> str:
    """The value in the quotes of what stood there, or as a block where it has lines."""
    if "\n" in value and not holder.fa.flow_style():
        return str.__new__(LiteralScalarString, value + "\n")
    if isinstance(old, ScalarString) and not isinstance(old, LiteralScalarString):
        return str.__new__(type(old), value)
    return value


def _with_body(old: str, body: str) -> str:
    front = _FRONT.match(old)
    head = old[: front.end()] if front else ""
    return f"{head}\n{body}\n" if head else f"{body}\n"


def _with_title(old: str, item: Accepted) -> str:
    key = str(item.text.path[0])
    front = _FRONT.match(old)
    if front is None:
        fresh = _with_value("{}\n", (key,), item.target).replace("{", "").replace("}", "")
        return f"---\n{fresh}---\n\n{old}"
    return f"---\n{_with_value(front[1] or '', (key,), item.target)}---\n{old[front.end() :]}"
