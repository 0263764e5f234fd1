"""mkdocs.yml, read safely and checked like every other file, before MkDocs itself reads it.

MkDocs runs what some YAML tags name, so a file with such a tag never gets that far.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_builder.checks.control_character import CONTROL
from site_builder.look import LOGOS, cleaned_logo, load_logo, read_look
from site_builder.model.problem import Finding, Place, Problem, Severity
from site_builder.model.url import is_web_address
from site_builder.reading.document import Path as Keys
from site_builder.reading.loading import text_of
from site_builder.reading.yaml import YamlResult, read_yaml
from site_builder.settings import NotConfigured, read_security
from site_builder.shapes.fields import did_you_mean, shorten

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
"""The keys of MkDocs 1.6, and its word for a file to start from."""
OPTIONS = ("outputs", "precompress", "security", "theme")
"""The keys of our plugin."""
_LARGEST = 1_000_000
_MOST_PARENTS = 10
_TAG = re.compile(
    r"(?:^|(?<=[\s\[{,]))!!python/\S*|(?:^|(?<=[\s\[{,]))!<tag:yaml[^>]*python/[^>]*>"
)
_TEXTS = ("site_name", "site_url", "site_dir", "docs_dir", "site_description", "copyright")
_ALLOWED_TAGS = frozenset(("!ENV", "!relative"))


@dataclass(frozen=True, slots=True)
class _Configuration:
    """A file of settings, and `options`, where those of our plugin stand; None without it."""

    path: Path
    file: str
    read: YamlResult
    options: Keys | None

    @property
    def value(self) -> Mapping[str, Any]:
        return self.read.value if isinstance(self.read.value, dict) else {}

    def place(self, *path: str | int) -> Place:
        return self.read.positions.value(path) or Place(self.file)

    def key(self, *path: str | int) -> Place:
        return self.read.positions.key(path) or Place(self.file)


def configuration_problems(config_file: Path) -> tuple[Problem, ...]:
    """Return the problems of mkdocs.yml and of the files that it starts from, by place.

    Raises OSError if the file itself cannot be read.
    """
    problems: list[Problem] = []
    root = config_file.parent
    seen: list[Path] = []
    path: Path | None = config_file
    while path is not None:
        seen.append(path.resolve())
        file = os.path.relpath(path, root)
        configuration, found = _read(path, file)
        problems += found
        path = None
        parent = configuration.value.get("INHERIT")
        if parent is not None:
            path = seen[-1].parent / str(parent)
            reason = _unfit(path, seen)
            if reason:
                problems.append(
                    _problem("unknown-value", configuration.place("INHERIT"), reason, _INHERIT)
                )
                path = None
    problems += _logo_problems(root / "content")
    return tuple(sorted(problems, key=lambda problem: problem.place))


def _logo_problems(content: Path) -> Iterable[Problem]:
    try:
        logo = load_logo(content)
        if logo is not None:
            cleaned_logo(logo)
    except NotConfigured as error:
        names = [name for name in LOGOS if (content / name).is_file()]
        yield _problem("bad-file", Place(f"content/{names[0]}"), error.message, error.hint)


_INHERIT = "Write the path of another file of settings, or delete this line."


def _unfit(path: Path, seen: list[Path]) -> str | None:
    if path.resolve() in seen or len(seen) > _MOST_PARENTS:
        return "This file starts from itself."
    return None if path.is_file() else f"There is no file “{shorten(path.name)}” to start from."


def refuse_bad_configuration(config_file: Path) -> None:
    """Raise NotConfigured for the first error in mkdocs.yml, and OSError."""
    errors = [p for p in configuration_problems(config_file) if p.is_error]
    if errors:
        first, more = errors[0], len(errors) - 1
        rest = f" ({more} more: run `site-builder check`.)" if more else ""
        place = f"{first.place.file}:{first.place.line}:{first.place.column}"
        raise NotConfigured(f"{place}: {first.message} {first.hint}{rest}")


def _read(path: Path, file: str) -> tuple[_Configuration, list[Problem]]:
    with path.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    empty = _Configuration(path, file, YamlResult(None, read_yaml("", file).positions), None)
    try:
        text = text_of(data)
    except UnicodeDecodeError:
        message = "This file is not UTF-8 text."
        return empty, [_problem("yaml-syntax", Place(file), message, "Save it as UTF-8.")]
    if len(data) > _LARGEST:
        message = f"This file has more than {_LARGEST // 1_000_000} MB."
        return empty, [_problem("yaml-syntax", Place(file), message, "Delete what is not needed.")]
    read = read_yaml(text, file, tags=_ALLOWED_TAGS)
    code = list(_code(text, file))
    if code or read.syntax:
        return empty, [*code, *(_of("yaml-syntax", finding) for finding in read.syntax)][:1]
    configuration = _Configuration(path, file, read, _options(read.value))
    return configuration, [
        *(_of("duplicate-key", finding) for finding in read.duplicates),
        *(problem for check in _CHECKS for problem in check(configuration)),
    ]


def _code(text: str, file: str) -> Iterable[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        match = _TAG.search(line.partition(" #")[0])
        if match is not None and not line.lstrip().startswith("#"):
            yield _problem(
                "yaml-syntax",
                Place(file, number, match.start() + 1, len(match[0])),
                f"“{shorten(match[0])}” makes MkDocs run code.",
                "Delete this setting: the site does not need it.",
            )


def _options(value: Any) -> Keys | None:
    plugins = value.get("plugins") if isinstance(value, dict) else None
    if isinstance(plugins, dict) and "site_builder" in plugins:
        return ("plugins", "site_builder")
    for i, plugin in enumerate(plugins if isinstance(plugins, list) else ()):
        if plugin == "site_builder":
            return ("plugins", i)
        if isinstance(plugin, dict) and "site_builder" in plugin:
            return ("plugins", i, "site_builder")
    return None


def _map(configuration: _Configuration) -> Iterable[Problem]:
    if not isinstance(configuration.read.value, dict):
        message = "This file must be a map of settings."
        yield _problem("wrong-type", Place(configuration.file), message, "Begin: `site_name: …`.")


def _keys(configuration: _Configuration) -> Iterable[Problem]:
    for key in configuration.value:
        if key not in SETTINGS:
            hint = did_you_mean(key, list(SETTINGS), "")
            # Other plugins may want keys that MkDocs does not know.
            severity: Severity = "error" if hint else "warning"
            otherwise = "Delete it, or keep it if another plugin needs it."
            message = f"Unknown key “{shorten(key)}”."
            yield _problem(
                "unknown-key", configuration.key(key), message, hint or otherwise, severity
            )


def _cut(configuration: _Configuration) -> Iterable[Problem]:
    for path, cut in configuration.read.positions.cuts.items():
        if path in {(name,) for name in _TEXTS}:
            yield _problem(
                "lost-text",
                cut.place,
                f"“{shorten(cut.text)}” is not part of this text, because “#” after a space starts "
                "a comment.",
                f"If it is part of the text, {cut.repair}. Otherwise move the comment to its own "
                "line.",
            )


def _site(configuration: _Configuration) -> Iterable[Problem]:
    for name in _TEXTS:
        value = configuration.value.get(name)
        if value is not None and isinstance(value, dict | list):
            message = "A text is expected here."
            yield _problem("wrong-type", configuration.place(name), message, f"`{name}: …`")
        elif isinstance(value, str) and CONTROL.search(value):
            yield _problem(
                "control-character",
                configuration.place(name),
                "This text contains a control character.",
                "Delete the character, or the escape that stands for it.",
            )
    url = configuration.value.get("site_url")
    if isinstance(url, str) and url and not _is_site_url(url):
        yield _problem(
            "unknown-value",
            configuration.place("site_url"),
            f"“{shorten(url)}” in `site_url` is not the address of a site.",
            "Write it as in `https://status.example.org/`, without spaces, `?`, `#` or a password.",
        )


def _is_site_url(url: str) -> bool:
    return is_web_address(url) and not re.search(r"[?#']", url)


def _plugin(configuration: _Configuration) -> Iterable[Problem]:
    path = configuration.options
    value: Any = configuration.value
    for key in path or ():
        value = value[key]
    if path is None or value is None or isinstance(value, str):
        return
    if not isinstance(value, dict):
        message = "The settings of site_builder must be a map."
        yield _problem(
            "wrong-type",
            configuration.place(*path),
            message,
            f"The keys are: {', '.join(OPTIONS)}.",
        )
        return
    for key in value:
        if key not in OPTIONS:
            hint = did_you_mean(key, list(OPTIONS), f"The keys here are: {', '.join(OPTIONS)}.")
            message = f"Unknown key “{shorten(key)}”."
            yield _problem("unknown-key", configuration.key(*path, key), message, hint)
    folder = configuration.path.parent
    yield from _refused(configuration, lambda: read_look(value.get("theme") or {}, folder))
    yield from _refused(configuration, lambda: read_security(value.get("security") or ()))


def _refused(configuration: _Configuration, read: Callable[[], object]) -> Iterable[Problem]:
    try:
        read()
    except NotConfigured as error:
        place = configuration.place(*(configuration.options or ()), *error.path)
        message, hint = error.message, error.hint
        yield _problem("unknown-value", place, message, hint)


_CHECKS: tuple[Callable[[_Configuration], Iterable[Problem]], ...] = (
    _map,
    _keys,
    _cut,
    _site,
    _plugin,
)


def _of(code: str, finding: Finding) -> Problem:
    return _problem(code, finding.place, finding.message, finding.hint)


def _problem(
    code: str, place: Place, message: str, hint: str, severity: Severity = "error"
) -> Problem:
    return Problem(code, severity, place, message, hint)
