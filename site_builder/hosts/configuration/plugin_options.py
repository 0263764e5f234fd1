"""Check the theme and the plugins in mkdocs.yml, above all ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from site_builder.hosts.configuration.joined import Configuration
from site_builder.hosts.configuration.one_file import problem
from site_builder.model.message import Message, told
from site_builder.model.problem import Problem
from site_builder.reading.document import KeyPath
from site_builder.shapes.fields import did_you_mean, nearest_word, shorten
from site_builder.theme.look import read_look
from site_builder.theme.settings import NotConfigured, read_notary, read_security

OPTIONS = ("notary", "outputs", "precompress", "security", "theme")
"""The keys of our plugin."""
_PLUGIN = "site_builder"


def theme_problems(configuration: Configuration) -> Iterable[Problem]:
    theme = configuration.value.get("theme")
    name = theme.get("name") if isinstance(theme, dict) else theme
    if name != "material":
        path = ("theme", "name") if isinstance(theme, dict) and "name" in theme else ("theme",)
        message = told("site_builder needs the theme `material`.")
        hint = told("Write `theme: {name: material}`.")
        yield problem("unknown-value", configuration.place(*path), message, hint)
    if not isinstance(theme, dict):
        return
    yield from _theme_values(configuration, theme)
    custom = theme.get("custom_dir")
    if custom is not None and not (
        isinstance(custom, str) and (configuration.root / custom).is_dir()
    ):
        message = told("The folder “%(name)s” does not exist.", name=shorten(str(custom)))
        hint = told("Create it, or delete this setting.")
        yield problem("unknown-value", configuration.place("theme", "custom_dir"), message, hint)


_THEME_TYPES: Mapping[str, tuple[tuple[type, ...], Message]] = {
    "features": ((list,), told("a list")),
    "font": ((dict, bool), told("a map, or `false`")),
    "icon": ((dict,), told("a map")),
    "palette": ((dict, list), told("a map")),
    "static_templates": ((list,), told("a list")),
}


def _theme_values(configuration: Configuration, theme: Mapping[str, Any]) -> Iterable[Problem]:
    """Yield values of the wrong type, because Material's templates would fail without a place."""
    for key, (types, expected) in _THEME_TYPES.items():
        value = theme.get(key)
        if value is not None and not isinstance(value, types):
            place = configuration.place("theme", key)
            yield problem(
                "wrong-type",
                place,
                told("`%(key)s` must be %(expected)s.", key=key, expected=expected),
                told("Write %(expected)s, or delete this line.", expected=expected),
            )
    language = theme.get("language")
    if language is not None and not _is_language(language):
        place = configuration.place("theme", "language")
        message = told("Material has no language “%(language)s”.", language=shorten(str(language)))
        hint = told("Delete this line, because each edition has its own language.")
        yield problem("unknown-value", place, message, hint)


def _is_language(language: object) -> bool:
    if not isinstance(language, str) or not re.fullmatch(r"[A-Za-z-]+", language):
        return False
    material = find_spec("material")
    folders = material.submodule_search_locations or [] if material else []
    file = f"templates/partials/languages/{language}.html"
    return any((Path(folder) / file).is_file() for folder in folders)


def plugin_problems(configuration: Configuration) -> Iterable[Problem]:
    plugins = configuration.value.get("plugins")
    if plugins is not None and not isinstance(plugins, list | dict):
        hint = told("Add a line `- site_builder` below `plugins:`.")
        place = configuration.place("plugins")
        yield problem("wrong-type", place, told("`plugins` must be a list."), hint)
        return
    listed = list(_listed(plugins))
    ours = [path for name, path in listed if name == _PLUGIN]
    if not ours:
        wrong = next((item for item in listed if nearest_word(item[0], [_PLUGIN])), None)
        place = configuration.place(*(wrong[1] if wrong else ("plugins",)))
        message = told("The plugin `site_builder` is not listed.")
        hint = told("Add a line `- site_builder` below `plugins:`.")
        yield problem("missing-key", place, message, hint)
    for path in ours[1:]:
        message = told("The plugin `site_builder` is listed twice.")
        yield problem(
            "duplicate-key", configuration.place(*path), message, told("Keep one of the two.")
        )
    others = [item for item in listed if item[0] != _PLUGIN]
    if others:
        known = {point.name for point in entry_points(group="mkdocs.plugins")}
        for name, path in others:
            # MkDocs also looks for a theme's own plugin of that name.
            if not {name, f"material/{name}"} & known:
                message = told("The plugin “%(name)s” is not installed.", name=shorten(name))
                hint = did_you_mean(name, sorted(known), told("Install it, or delete this line."))
                yield problem("unknown-value", configuration.place(*path), message, hint)


def _listed(plugins: Any) -> Iterable[tuple[str, KeyPath]]:
    """Yield each plugin's name and the path to its settings."""
    if isinstance(plugins, dict):
        for name in plugins:
            yield str(name), ("plugins", name)
    for i, plugin in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(plugin, dict) and len(plugin) == 1:
            name = next(iter(plugin))
            yield str(name), ("plugins", i, name)
        else:
            yield str(plugin), ("plugins", i)


def own_options(configuration: Configuration) -> tuple[KeyPath, Any]:
    """Return the settings of our plugin, and the path to them; None if there are none."""
    ours = (p for name, p in _listed(configuration.value.get("plugins")) if name == _PLUGIN)
    path = next(ours, ())
    value: Any = configuration.value if path else None
    for key in path:
        value = value[key]
    return path, None if isinstance(value, str) else value


def option_problems(configuration: Configuration) -> Iterable[Problem]:
    path, value = own_options(configuration)
    if value is None:
        return
    if not isinstance(value, dict):
        message = told("The settings of site_builder must be `key: value` lines.")
        hint = told(
            "Write `key: value` lines below it. The keys are: %(names)s.", names=", ".join(OPTIONS)
        )
        yield problem("wrong-type", configuration.place(*path), message, hint)
        return
    for key in value:
        if key not in OPTIONS:
            hint = did_you_mean(
                key,
                list(OPTIONS),
                told("The keys here are: %(names)s.", names=", ".join(OPTIONS)),
            )
            message = told("Unknown key “%(key)s”.", key=shorten(key))
            yield problem("unknown-key", configuration.key(*path, key), message, hint)
    if not isinstance(value.get("precompress", False), bool):
        place = configuration.place(*path, "precompress")
        message = told("`precompress` must be `true` or `false`.")
        hint = told("Write `precompress: true`, or delete this line.")
        yield problem("wrong-type", place, message, hint)
    if "outputs" in value:
        yield from _outputs(configuration, (*path, "outputs"), value["outputs"])
    root = configuration.root
    for read in (
        lambda: read_look(value.get("theme") or {}, root),
        lambda: read_security(value.get("security", ())),
        lambda: read_notary(value.get("notary")),
    ):
        yield from _refused(configuration, path, read)


def _outputs(configuration: Configuration, path: KeyPath, value: Any) -> Iterable[Problem]:
    # Imported late: most sites do not choose.
    from site_builder.outputs.all_outputs import OUTPUTS

    names = [output.name for output in OUTPUTS]
    hint = told("The outputs are: %(names)s.", names=", ".join(names))
    if not isinstance(value, list):
        message = told("`outputs` must be a list.")
        yield problem("wrong-type", configuration.place(*path), message, hint)
        return
    for i, name in enumerate(value):
        if name not in names:
            message = told("Unknown output “%(name)s”.", name=shorten(str(name)))
            better = did_you_mean(str(name), names, hint)
            yield problem("unknown-value", configuration.place(*path, i), message, better)


def _refused(
    configuration: Configuration, path: KeyPath, read: Callable[[], object]
) -> Iterable[Problem]:
    try:
        read()
    except NotConfigured as error:
        place = configuration.place(*path, *error.path)
        yield problem("unknown-value", place, error.message, error.hint)
