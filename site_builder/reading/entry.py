"""One entry from its files: YAML with all languages, Markdown by language, or both.

Both forms give the same document: a Markdown body becomes the text of its language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.reading.conflicts import find_conflict
from site_builder.reading.document import (
    Cut,
    Document,
    Fragment,
    KeyPath,
    Kind,
    Positions,
    SourceSpan,
    place_at,
)
from site_builder.reading.front_matter import MarkdownResult, read_markdown
from site_builder.reading.recovery import Whole
from site_builder.reading.syntax.repairs import INVISIBLE
from site_builder.reading.yaml import YamlResult, read_yaml


def body_key(kind: Kind) -> str:
    """Return the key that the body of a Markdown file gives."""
    return {"question": "answer", "incident": "summary"}.get(kind, "text")


def title_key(kind: Kind) -> str:
    """Return the key that each language's Markdown file has for itself."""
    return "question" if kind == "question" else "title"


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file's name, the locale in the name (Markdown only) and its text with `\n` line ends."""

    name: str
    locale: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedEntry:
    """The document, None if its syntax is broken, and the findings."""

    document: Document | None
    syntax: tuple[Finding, ...]
    duplicates: tuple[Finding, ...]
    files: tuple[Finding, ...]
    types: tuple[Finding, ...]
    fragments: tuple[Fragment, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Join:
    kind: Kind
    value: dict[str, Any] = field(default_factory=dict)
    values: dict[KeyPath, SourceSpan] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    cuts: dict[KeyPath, Cut] = field(default_factory=dict)
    files: list[Finding] = field(default_factory=list)
    types: list[Finding] = field(default_factory=list)
    duplicates: list[Finding] = field(default_factory=list)
    metadata_file: str | None = None
    metadata_locale: str | None = None
    fragments: list[Fragment] = field(default_factory=list)


_NAMING: frozenset[Kind] = frozenset(("services", "facts", "claims", "retired", "categories"))
"""Kinds of files whose keys are names of their own."""


def join_files(kind: Kind, owner: str, id: str, files: Iterable[EntryFile]) -> JoinedEntry:
    """Join the files of an entry into one document."""
    ordered = sorted(files, key=lambda file: (file.locale is not None, file.name))
    join = _Join(kind=kind)
    syntax: list[Finding] = []
    read = [_read_file(file) for file in ordered]
    # The metadata is in the YAML file, otherwise in the Markdown file with the most keys.
    read.sort(key=lambda item: (item[0].locale is not None, -_key_count(item[2])))
    for file, markdown, result in read:
        if conflict := find_conflict(file.text, file.name):
            syntax.append(conflict)
            continue
        syntax.extend(result.syntax)
        join.duplicates.extend(result.duplicates)
        if result.whole is not None:
            join.fragments.append(_fragment(kind, owner, id, file, result.whole))
        if not result.syntax:
            _take_metadata(join, file, result)
        if markdown and file.locale and not result.syntax:
            _take_language(join, file.locale, markdown)
    if syntax or join.types:
        return _joined(join, None, syntax)
    if join.metadata_locale and "source" not in join.value:
        join.value["source"] = join.metadata_locale
    main = join.metadata_file or ordered[0].name
    document = Document(
        kind=kind,
        id=id,
        owner=owner,
        file=main,
        value=join.value,
        positions=Positions(join.values, join.keys, join.cuts),
        sources={file.name: file.text for file in ordered},
    )
    return _joined(join, document, [])


def _joined(join: _Join, document: Document | None, syntax: Iterable[Finding]) -> JoinedEntry:
    return JoinedEntry(
        document=document,
        syntax=tuple(syntax),
        duplicates=tuple(join.duplicates),
        files=tuple(join.files),
        types=tuple(join.types),
        fragments=tuple(join.fragments),
    )


def _fragment(kind: Kind, owner: str, id: str, file: EntryFile, whole: Whole) -> Fragment:
    value, doubtful = whole.value, whole.doubtful
    if kind in _NAMING:
        # Any word can be a key there, and so can a word of a text.
        value = {key: below for key, below in value.items() if key not in doubtful}
    document = Document(
        kind=kind,
        id=id,
        owner=owner,
        file=file.name,
        value=value,
        positions=whole.positions,
        sources={file.name: file.text},
    )
    return Fragment(document, doubtful)


def _read_file(file: EntryFile) -> tuple[EntryFile, MarkdownResult | None, YamlResult]:
    if file.locale is None:
        return file, None, read_yaml(file.text, file.name)
    markdown = read_markdown(file.text, file.name)
    return file, markdown, markdown.front


def _key_count(result: YamlResult) -> int:
    return len(result.value) if isinstance(result.value, dict) else 0


def _take_metadata(join: _Join, file: EntryFile, result: YamlResult) -> None:
    """Take everything except the title and body of one language; only one file may have it."""
    if result.value is None:
        if file.locale is None:
            join.metadata_file = file.name
        return
    if not isinstance(result.value, dict):
        join.types.append(_no_keys(file, result))
        return
    if file.locale is None:
        # The YAML file comes first and is taken whole.
        join.metadata_file = file.name
        join.value |= result.value
        join.values |= result.positions.values
        join.keys |= result.positions.keys
        join.cuts |= result.positions.cuts
        return
    title = title_key(join.kind)
    body = body_key(join.kind)
    for key, value in result.value.items():
        if key == title:
            if isinstance(value, str):
                continue
            join.files.append(
                Finding(
                    result.positions.value((key,)) or Place(file.name),
                    told(
                        "In a Markdown file, “%(key)s” must be plain text in the language of the "
                        "file.",
                        key=key,
                    ),
                    told(
                        "Write `%(key)s: ...` with the text only, and add a file for each other "
                        "language.",
                        key=key,
                    ),
                )
            )
            continue
        place = result.positions.keys[(key,)]
        if key == body:
            join.files.append(
                Finding(
                    place,
                    told("In a Markdown file, “%(key)s” goes below the front matter.", key=key),
                    told(
                        "Move the text below the closing `---` and delete the key “%(key)s”.",
                        key=key,
                    ),
                )
            )
            continue
        if join.metadata_file not in (None, file.name):
            join.files.append(
                Finding(
                    place,
                    told(
                        "The keys of this entry are already in %(metadata_file)s.",
                        metadata_file=join.metadata_file,
                    ),
                    told(
                        "Keep only “%(title)s” here, and move “%(key)s” to that file.",
                        title=title,
                        key=key,
                    ),
                )
            )
            continue
        join.metadata_file = file.name
        join.metadata_locale = file.locale
        join.value[key] = value
        _take_positions(join, result.positions, (key,), (key,))


def _no_keys(file: EntryFile, result: YamlResult) -> Finding:
    place = result.positions.value(()) or Place(file.name)
    invisible = INVISIBLE.search(file.text)
    if isinstance(result.value, str) and invisible:
        return Finding(
            place_at(file.name, file.text, invisible.start()),
            told("This line contains an invisible character."),
            told("Delete it, and type a space after the colon of a key."),
        )
    hint = told("Write `key: value` lines; docs/formats.md lists the keys.")
    if isinstance(result.value, list):
        hint = told(
            "Write `key: value` lines without a leading `-`; docs/formats.md lists the keys."
        )
    return Finding(replace(place, length=1), told("This file has no keys."), hint)


def _take_positions(join: _Join, positions: Positions, old: KeyPath, new: KeyPath) -> None:
    for path, span in positions.values.items():
        if path[: len(old)] == old:
            join.values[new + path[len(old) :]] = span
    for path, place in positions.keys.items():
        if path[: len(old)] == old:
            join.keys[new + path[len(old) :]] = place
    for path, cut in positions.cuts.items():
        if path[: len(old)] == old:
            join.cuts[new + path[len(old) :]] = cut


def _take_language(join: _Join, locale: str, markdown: MarkdownResult) -> None:
    title = title_key(join.kind)
    front = markdown.front.value
    written = front.get(title) if isinstance(front, dict) else None
    if isinstance(written, str):
        place = markdown.front.positions.keys[(title,)]
        if _put_language(join, title, locale, written, place):
            _take_positions(join, markdown.front.positions, (title,), (title, locale))
            join.values.setdefault((title,), join.values[(title, locale)])
    if markdown.body:
        body = body_key(join.kind)
        if _put_language(join, body, locale, markdown.body, markdown.body_span.place):
            join.values[(body, locale)] = markdown.body_span
            join.values.setdefault((body,), markdown.body_span)


def _put_language(join: _Join, key: str, locale: str, text: str, place: Place) -> bool:
    """Return whether the language was free: no text silently replaces that of another file."""
    texts = join.value.setdefault(key, {})
    if isinstance(texts, dict) and locale not in texts:
        texts[locale] = text
        return True
    path: KeyPath = (key, locale) if isinstance(texts, dict) else (key,)
    first = join.keys.get(path) or join.values[path].place
    join.duplicates.append(
        Finding(
            place,
            told(
                "“%(key)s” is already in %(file)s, line %(line)s.",
                key=key,
                file=first.file,
                line=str(first.line),
            ),
            told("Keep one of the two and delete the other."),
        )
    )
    return False
