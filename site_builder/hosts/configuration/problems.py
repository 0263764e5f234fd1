"""Check mkdocs.yml like every other file, before MkDocs itself reads it.

Configuration files can inherit from each other; values are checked after joining them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from site_builder.checking.rules import first_of_each
from site_builder.hosts.configuration.joined import Configuration
from site_builder.hosts.configuration.one_file import (
    ConfigurationFile,
    problem,
    read_configuration,
)
from site_builder.hosts.configuration.values import value_problems
from site_builder.model.characters import CONTROL
from site_builder.model.message import Message, in_turn, told
from site_builder.model.problem import Place, Problem
from site_builder.shapes.fields import shorten
from site_builder.theme.logo import LOGOS, load_logo, logo_problem
from site_builder.theme.settings import NotConfigured

_MOST_PARENTS = 10


def configuration_problems(config_file: Path) -> tuple[Problem, ...]:
    """Return the problems of mkdocs.yml and of the files that it inherits from, by place.

    Raises OSError if the file itself cannot be read.
    """
    files, problems = read_files(config_file)
    if not problems or all(file.value for file in files):
        problems += value_problems(Configuration.of(files))
    problems += _logo_problems(config_file.parent / "content")
    return first_of_each(problems)


def read_files(config_file: Path) -> tuple[list[ConfigurationFile], list[Problem]]:
    """Read a file and those that it starts from, one after the other, with what is wrong there."""
    files: list[ConfigurationFile] = []
    problems: list[Problem] = []
    path: Path | None = config_file
    while path is not None:
        read, found = read_configuration(path, os.path.relpath(path, config_file.parent))
        files.append(read)
        problems += found
        path = None
        if "INHERIT" in read.value:
            # Like MkDocs: the folder is found without following links in the path.
            written = read.value["INHERIT"]
            path = Path(os.path.normpath(read.path.parent / str(written)))
            reason = _unfit(path, written, [file.path for file in files])
            if reason:
                place = read.positions.value(("INHERIT",)) or Place(read.file)
                problems.append(problem("unknown-value", place, reason, _INHERIT))
                path = None
    return files, problems


_INHERIT = told("Write the path of another configuration file, or delete this line.")


def _unfit(path: Path, written: object, seen: list[Path]) -> Message | None:
    if not isinstance(written, str) or CONTROL.search(written):
        return told("`INHERIT` must be the path of a file.")
    if path.resolve() in {each.resolve() for each in seen} or len(seen) > _MOST_PARENTS:
        return told("This file inherits from itself.")
    return (
        None
        if path.is_file()
        else told("The file “%(name)s” does not exist.", name=shorten(path.name))
    )


def _logo_problems(content: Path) -> Iterable[Problem]:
    try:
        logo = load_logo(content)
    except NotConfigured as error:
        names = [name for name in LOGOS if (content / name).is_file()]
        yield problem("bad-file", Place(f"content/{names[0]}"), error.message, error.hint)
        return
    found = logo_problem(logo) if logo is not None else None
    if found is not None:
        yield problem("bad-file", found.place, found.message, found.hint)


def refuse_bad_configuration(config_file: Path) -> None:
    """Raise NotConfigured for the first error in mkdocs.yml, and OSError."""
    errors = [p for p in configuration_problems(config_file) if p.is_error]
    if errors:
        first, more = errors[0], len(errors) - 1
        rest = told("Run `site-builder check` to see %(more)s more.", more=more) if more else ""
        place = first.place.written
        raise NotConfigured(in_turn(f"{place}:", first.message, first.hint, rest))
