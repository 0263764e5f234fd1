"""Read one configuration file safely: its keys, its values as MkDocs would read them, its places.

Some YAML tags make MkDocs run code. A file with such a tag is refused before MkDocs sees it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from site_builder.model.message import Message, told
from site_builder.model.problem import Finding, Place, Problem, Severity
from site_builder.reading.document import KeyPath, Positions, Quoted
from site_builder.reading.loading import text_of
from site_builder.reading.yaml import Unfit, YamlResult, read_yaml
from site_builder.shapes.fields import did_you_mean, nearest_word, shorten

SETTINGS = (
    "INHERIT",
    "copyright",
    "dev_addr",
    "docs_dir",
    "draft_docs",
    "edit_uri",
    "edit_uri_template",
    "exclude_docs",
    "extra",
    "extra_css",
    "extra_javascript",
    "extra_templates",
    "hooks",
    "markdown_extensions",
    "mdx_configs",
    "nav",
    "not_in_nav",
    "plugins",
    "remote_branch",
    "remote_name",
    "repo_name",
    "repo_url",
    "site_author",
    "site_description",
    "site_dir",
    "site_name",
    "site_url",
    "strict",
    "theme",
    "use_directory_urls",
    "validation",
    "watch",
)
"""The keys of MkDocs 1.6, and `INHERIT`, which names a file to start from."""
TEXTS = ("site_name", "site_url", "site_dir", "docs_dir", "site_description", "copyright")
_LARGEST = 250_000
_PYTHON = "tag:yaml.org,2002:python/"
_MERGE = "<<"
_FOLDERS = ("", "$config_dir", "$docs_dir")


@dataclass(frozen=True, slots=True)
class ConfigurationFile:
    """A configuration file; `value` is empty if the file is broken."""

    path: Path
    file: str
    value: dict[str, Any]
    positions: Positions

    def key(self, *path: str | int) -> Place:
        return self.positions.key(path) or Place(self.file)


def read_configuration(path: Path, file: str) -> tuple[ConfigurationFile, list[Problem]]:
    """Read a configuration file and find the problems inside it. Raises OSError."""
    empty = ConfigurationFile(path, file, {}, Positions({}, {}))
    data = _bytes(path)
    if data is None or len(data) > _LARGEST:
        message = told("This file is larger than %(limit)s kB.", limit=_LARGEST // 1000)
        hint = told("Keep only the settings that the site needs.")
        if data is None:
            message = told("This is not a regular file.")
            hint = told("Write the settings into a regular file.")
        return empty, [problem("yaml-syntax", Place(file), message, hint)]
    try:
        text = text_of(data)
    except UnicodeDecodeError:
        message = told("This file is not UTF-8 text.")
        return empty, [problem("yaml-syntax", Place(file), message, told("Save it as UTF-8."))]
    code = list(_code(text, file))
    read = read_yaml(text, file, tags={"!ENV": _from_environment, "!relative": _relative})
    if code or read.syntax:
        return empty, [*code, *(_of("yaml-syntax", finding) for finding in read.syntax)][:1]
    if not isinstance(read.value, dict):
        message = told("This file has no settings.")
        hint = told("Write `key: value` lines, such as `site_name: My status page`.")
        return empty, [problem("wrong-type", Place(file), message, hint)]
    unread: list[KeyPath] = []
    configuration = ConfigurationFile(
        path, file, _as_mkdocs_reads(read.value, (), unread), read.positions
    )
    return configuration, [
        *(_of("duplicate-key", finding) for finding in read.duplicates),
        *_unread(unread, read),
        *_unknown_keys(configuration),
        *_cut(configuration),
    ]


def _bytes(path: Path) -> bytes | None:
    """Return the content of a regular file, up to the limit; None if it is something else."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return stream.read(_LARGEST + 1)


def _code(text: str, file: str) -> Iterable[Problem]:
    """Yield the tags that make MkDocs run code, in every notation.

    The events come from the parser that MkDocs uses, so both see the same tags.
    """
    if "!" not in text:
        return
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            tag = getattr(event, "tag", None)
            if tag is not None and tag.startswith(_PYTHON):
                mark = event.start_mark
                assert mark is not None
                written = text[mark.index :].partition("\n")[0].split(" ")
                shown = next((word for word in written if "!" in word), written[0])
                column = mark.column + " ".join(written).find(shown) + 1
                yield problem(
                    "yaml-syntax",
                    Place(file, mark.line + 1, column, len(shown)),
                    told("“%(shown)s” makes MkDocs run code.", shown=shorten(shown)),
                    told("Delete this setting: the site does not need it."),
                )
    except (yaml.YAMLError, RecursionError):
        # The error is explained when the file is read.
        return


def _from_environment(value: Any) -> Any:
    """Return the value of `!ENV`: the first variable that is set, otherwise the last item."""
    names = value if isinstance(value, list) else [value]
    if isinstance(value, dict) or any(isinstance(name, list | dict) for name in names):
        raise Unfit(told("Write `!ENV NAME`, or `!ENV [NAME, default]`."))
    default = names[-1] if len(names) > 1 else None
    for name in names[:-1] if len(names) > 1 else names:
        if str(name) in os.environ:
            return os.environ[str(name)]
    return default


def _relative(value: Any) -> Any:
    is_known = isinstance(value, str) and value.partition("/")[0] in _FOLDERS
    if value is not None and not is_known:
        raise Unfit(told("Write `!relative $docs_dir`, or delete this setting."))
    return value


def _as_mkdocs_reads(value: Any, path: KeyPath, unread: list[KeyPath]) -> Any:
    """Return a value as YAML 1.1 reads it; add the paths of unreadable values to `unread`."""
    if isinstance(value, dict):
        read = {key: _as_mkdocs_reads(v, (*path, key), unread) for key, v in value.items()}
        merged = read.pop(_MERGE, None) or {}
        for base in merged if isinstance(merged, list) else [merged]:
            read = {**(base if isinstance(base, dict) else {}), **read}
        return read
    if isinstance(value, list):
        return [_as_mkdocs_reads(v, (*path, i), unread) for i, v in enumerate(value)]
    if isinstance(value, Quoted):
        return str(value)
    if not isinstance(value, str):
        return value
    loader = yaml.SafeLoader("")
    try:
        tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
        return loader.construct_object(yaml.ScalarNode(tag, value))
    except (ValueError, OverflowError, yaml.YAMLError):
        unread.append(path)
        return value


def _unread(paths: Iterable[KeyPath], read: YamlResult) -> Iterable[Problem]:
    for path in paths:
        place = read.positions.value(path)
        assert place is not None
        message = told("MkDocs cannot read this value.")
        yield problem("wrong-type", place, message, told("If it is a text, put it in quotes."))


def _unknown_keys(configuration: ConfigurationFile) -> Iterable[Problem]:
    is_strict = configuration.value.get("strict") is True
    for key in configuration.value:
        if key not in SETTINGS:
            is_near = nearest_word(key, list(SETTINGS)) is not None
            # Other plugins may use keys that MkDocs does not know.
            severity: Severity = "error" if is_near or is_strict else "warning"
            otherwise = told("Delete it, or keep it if another plugin needs it.")
            if is_strict:
                otherwise = told("Delete it, because `strict: true` does not allow unknown keys.")
            message = told("Unknown key “%(key)s”.", key=shorten(key))
            yield problem(
                "unknown-key",
                configuration.key(key),
                message,
                did_you_mean(key, list(SETTINGS), otherwise),
                severity,
            )


def _cut(configuration: ConfigurationFile) -> Iterable[Problem]:
    for path, cut in configuration.positions.cuts.items():
        if path in {(name,) for name in TEXTS}:
            yield problem(
                "lost-text",
                cut.place,
                told(
                    "“%(text)s” is not part of this text, because “#” after a space starts a "
                    "comment.",
                    text=shorten(cut.text),
                ),
                told(
                    "If it is part of the text, %(repair)s. Otherwise move the comment to its "
                    "own line.",
                    repair=cut.repair,
                ),
            )


def _of(code: str, finding: Finding) -> Problem:
    return problem(code, finding.place, finding.message, finding.hint)


def problem(
    code: str, place: Place, message: Message, hint: Message, severity: Severity = "error"
) -> Problem:
    return Problem(code=code, severity=severity, place=place, message=message, hint=hint)
