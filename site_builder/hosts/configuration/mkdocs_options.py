"""Let MkDocs check the settings that only it understands, without running any code they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig

from site_builder.model.message import Message, in_turn, told

_TYPE = re.compile(r"<class '([\w.]+)'>")
_NAMES = {
    "bool": told("`true` or `false`"),
    "dict": told("a map"),
    "float": told("a number"),
    "int": told("a number"),
    "list": told("a list"),
    "str": told("a text"),
}


def refused_values(
    value: Mapping[str, Any], keys: Iterable[str], root: Path
) -> Iterable[tuple[str, Message]]:
    """Yield each key whose value MkDocs would refuse, and why."""
    schema = dict(MkDocsConfig._schema)
    config: Any = MkDocsConfig(config_file_path=str((root / "mkdocs.yml").absolute()))
    for key in sorted(keys):
        own = _OWN.get(key)
        reason = own(value[key], root) if own else _reason(config, schema[key], key, value[key])
        if reason:
            yield key, reason


def _reason(config: Any, option: Any, key: str, value: Any) -> Message | None:
    config[key] = value
    try:
        option.pre_validation(config, key_name=key)
        option.validate(config[key])
    except ValidationError as error:
        said = " ".join(str(error).split())
        said = _TYPE.sub(lambda match: _NAMES.get(match[1], match[1]), said)
        return in_turn(f"{said.rstrip('.')}.")
    except (TypeError, ValueError, AttributeError):
        return told("MkDocs cannot read this value.")
    finally:
        option.reset_warnings()
    return None


def _hooks(value: Any, root: Path) -> Message | None:
    """Check hooks here, because MkDocs would run these files."""
    if not isinstance(value, list):
        return told("This must be a list of files.")
    missing = [name for name in value if not (isinstance(name, str) and (root / name).is_file())]
    return told("The file “%(name)s” does not exist.", name=missing[0]) if missing else None


def _extensions(value: Any, root: Path) -> Message | None:
    """Check extensions here, because MkDocs would import these modules."""
    if not isinstance(value, list | dict):
        return told("This must be a list of Markdown extensions.")
    known = {point.name for point in entry_points(group="markdown.extensions")}
    for item in value:
        name = next(iter(item), None) if isinstance(item, dict) and len(item) == 1 else item
        if not isinstance(name, str):
            return told("This must be a list of Markdown extensions.")
        if name not in known and not _is_module(name.partition(".")[0]):
            return told("The extension “%(name)s” is not installed.", name=name)
    return None


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


_OWN = {"hooks": _hooks, "markdown_extensions": _extensions}
