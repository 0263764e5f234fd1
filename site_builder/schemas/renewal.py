"""What `site-builder schema` changes in a folder, before anything is written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_builder.model.message import told
from site_builder.schemas.editor_settings import EXTENSION, ByHand, with_settings
from site_builder.schemas.schema_files import MARK, SchemaFile, associations, differs


class ForeignFile(Exception):
    """A file that we did not write has the name of one of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file to write. `is_due` is false if only suggestions in it are older than the site."""

    path: Path
    text: str
    is_new: bool
    is_due: bool


@dataclass(frozen=True, slots=True)
class Addition:
    """Settings that somebody has to add to a file by hand."""

    path: Path
    text: str


def changes_of_schemas(folder: Path, files: Iterable[SchemaFile]) -> Iterator[Change]:
    """Yield the schema files to write. Raise ForeignFile and OSError."""
    for file in files:
        path, text = folder / file.name, file.text
        present = _read(path)
        if present and MARK not in present:
            raise ForeignFile(
                told(
                    "%(path)s is not a file of `site-builder schema`. Name another folder, such as "
                    "`site-builder schema .editor-schemas`.",
                    path=str(path),
                )
            )
        if present != text:
            yield Change(
                path=path,
                text=text,
                is_new=present is None,
                is_due=present is None or differs(present, text),
            )


def changes_of_settings(
    root: Path, folder: Path, schemas: Iterable[SchemaFile]
) -> Iterator[Change | Addition]:
    """Yield the settings of VS Code that are missing in `root`. Raise OSError."""
    way = Path(os.path.relpath(folder, root)).as_posix()
    files: Mapping[str, Mapping[str, Any]] = {
        "settings.json": {"yaml.schemas": associations(way, schemas)},
        "extensions.json": {"recommendations": [EXTENSION]},
    }
    for name, wanted in files.items():
        path = root / ".vscode" / name
        present = _read(path)
        try:
            text = with_settings(present or "", wanted)
        except ByHand:
            yield Addition(path, json.dumps(wanted, indent=2))
            continue
        if text != present:
            yield Change(path=path, text=text, is_new=present is None, is_due=True)


def _read(path: Path) -> str | None:
    """The text of a file with its line ends; None if there is no file."""
    try:
        return path.read_bytes().decode("utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return None
