"""Translations back into the site's files, which keep their comments, order and quoting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, ScalarString
from ruamel.yaml.tokens import CommentToken

from site_builder.editing.plain_files import in_form_of, read_plain
from site_builder.editing.yaml_text import FRONT, edited
from site_builder.model.locale import LocaleId
from site_builder.reading.entry import body_key, title_key
from site_builder.reading.loading import text_of
from site_builder.translations.review import Accepted


@dataclass(frozen=True, slots=True)
class Written:
    """The new bytes of each changed file, by its path below the site's root.

    `at` gives the file of each text, by the text's id; texts that no file could take are missing.
    """

    files: Mapping[str, bytes]
    at: Mapping[str, str]


def written(
    root: Path, accepted: Iterable[Accepted], locale: LocaleId, quoted: Collection[str] = ()
) -> Written:
    """Return the files with translations; those whose ids are in `quoted` get double quotes.

    Raises OSError.
    """
    old: dict[str, bytes] = {}
    texts: dict[str, str] = {}
    at: dict[str, str] = {}
    for item in accepted:
        name = _file_of(item, locale)
        if name not in old:
            old[name] = read_plain(root / name) if (root / name).exists() else b""
            texts[name] = text_of(old[name])
        try:
            texts[name] = _with(texts[name], name, item, locale, item.text.id in quoted)
        except Exception:
            # ruamel.yaml refuses some files that libyaml reads; the caller reports the texts.
            continue
        at[item.text.id] = name
    used = set(at.values())
    return Written({name: in_form_of(old[name], texts[name]) for name in texts if name in used}, at)


def _with(old: str, name: str, item: Accepted, locale: LocaleId, is_quoted: bool) -> str:
    if not name.endswith(".md"):
        return _with_value(old, (*item.text.path, locale), item.target, is_quoted)
    part = str(item.text.path[0])
    if len(item.text.path) > 1:
        return _with_value(old, (*item.text.path, locale), item.target, is_quoted)
    if part == body_key(item.text.document.kind):
        return _with_body(old, item.target)
    return _with_title(old, part, item.target, is_quoted)


def _file_of(item: Accepted, locale: LocaleId) -> str:
    """Return the file for a language of a text: the language's own, if there are such files."""
    text, document = item.text, item.text.document
    place = text.text.places[text.source].file
    parts = (body_key(document.kind), title_key(document.kind))
    if place.endswith(".md") and len(text.path) == 1 and text.path[0] in parts:
        return f"{text.entry}.{locale}.md"
    return place


def _with_value(old: str, path: tuple[str | int, ...], value: str, is_quoted: bool) -> str:
    """A YAML file, or the front matter of a Markdown file, with one string set."""

    def put(tree: Any) -> None:
        holder = tree
        for part in path[:-1]:
            holder = holder[part]
        _put(holder, path[-1], _scalar(value, holder.get(path[-1]), holder, is_quoted))

    return edited(old, put)


def _put(holder: Any, key: str | int, value: str) -> None:
    """Set a value; a new last one goes before the blank lines and comments that follow."""
    last = next(reversed(holder), None) if key not in holder else None
    holder[key] = value
    marks = holder.ca.items.get(last)
    if last is None or not marks or marks[2] is None or holder.fa.flow_style():
        return
    # ruamel.yaml attaches everything between a value and the next key to the value.
    own, _, following = marks[2].value.partition("\n")
    if following:
        token = CommentToken(f"\n{following}", marks[2].start_mark, None)
        holder.ca.items[key] = [None, None, token, None]
        marks[2].value = f"{own}\n"
        if not own.strip():
            del holder.ca.items[last]


def _scalar(value: str, old: Any, holder: Any, is_quoted: bool) -> str:
    """Return the value in the quotes of the old one, or as a block if it has several lines."""
    if is_quoted:
        return str.__new__(DoubleQuotedScalarString, value)
    if "\n" in value and not holder.fa.flow_style():
        return str.__new__(LiteralScalarString, value + "\n")
    if isinstance(old, ScalarString) and not isinstance(old, LiteralScalarString):
        return str.__new__(type(old), value)
    return value


def _with_body(old: str, body: str) -> str:
    front = FRONT.match(old)
    head = old[: front.end()] if front else ""
    return f"{head}\n{body}\n" if head else f"{body}\n"


def _with_title(old: str, key: str, target: str, is_quoted: bool) -> str:
    front = FRONT.match(old)
    head = _with_value(front[1] or "" if front else "", (key,), target, is_quoted)
    body = old[front.end() :] if front else f"\n{old}"
    return f"---\n{head}---\n{body}"
