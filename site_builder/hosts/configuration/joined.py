"""Join configuration files as MkDocs does, with the place of each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_builder.hosts.configuration.one_file import ConfigurationFile
from site_builder.model.problem import Place


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of all files; `files` are these, first the one that starts from the others."""

    files: tuple[ConfigurationFile, ...]
    value: Mapping[str, Any]

    @classmethod
    def of(cls, files: Sequence[ConfigurationFile]) -> Configuration:
        value: Mapping[str, Any] = {}
        for file in reversed(files):
            value = _joined(value, file.value)
        return cls(tuple(files), value)

    @property
    def root(self) -> Path:
        return self.files[0].path.parent

    def place(self, *path: str | int) -> Place:
        """Return the place of a value, or of the nearest value around it."""
        for length in range(len(path), 0, -1):
            for file in self.files:
                if path[:length] in file.positions.values:
                    return file.positions.values[path[:length]].place
        return Place(self.files[0].file)

    def key(self, *path: str | int) -> Place:
        """Return the place of a value's key."""
        places = (file.positions.keys.get(path) for file in self.files)
        return next((place for place in places if place), self.place(*path))


def _joined(base: Mapping[str, Any], over: Mapping[str, Any]) -> Mapping[str, Any]:
    """Join settings as MkDocs does: maps key by key, everything else as a whole."""
    return {**base, **over} | {
        key: _joined(base[key], value)
        for key, value in over.items()
        if isinstance(value, dict) and isinstance(base.get(key), dict)
    }
