"""From plans to a folder: what is known to be as it was is linked, the rest is made."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from site_builder.compressing import compress_file
from site_builder.outputs.output import Plan
from site_builder.parallel import in_parallel

Report = Callable[[int, int], None]
T = TypeVar("T")
_WORTH_SHARING = 100


def no_report(done: int, of: int) -> None:
    """Reports progress to nobody."""


NO_KEY = b""
"""Stands for the key of a file that is made in every build."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A published file: the key of its plan, and what stat(2) says if nobody touched it."""

    key: bytes
    size: int
    modified: int
    inode: int


@dataclass(frozen=True, slots=True)
class Present:
    """What is in a folder already; paths are relative to it."""

    files: Mapping[str, MadeFile]
    folders: frozenset[str]


NOTHING_PRESENT = Present({}, frozenset())


def adopt(previous: Path, staged: Path, made: Mapping[str, MadeFile]) -> Present:
    """Begin a stage with the site before the published one, whose files were made as `made` says.

    Most of a big site is the same from build to build, and what is there need not be linked or
    deleted again. Gives back what is really there; files that nobody made are removed.
    """
    try:
        os.rename(previous, staged)
    except OSError:
        staged.mkdir(parents=True)
        return NOTHING_PRESENT
    files: dict[str, MadeFile] = {}
    folders: set[str] = set()
    for path, entry in _walk(str(staged), ""):
        known = made.get(path)
        if entry.is_dir(follow_symlinks=False):
            folders.add(path)
        elif known is not None and _is_as_made(entry.stat(follow_symlinks=False), known):
            files[path] = known
        else:
            os.unlink(entry.path)
    return Present(files, frozenset(folders))


def _walk(folder: str, below: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    for entry in os.scandir(folder):
        yield f"{below}{entry.name}", entry
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{below}{entry.name}/")


def stage(
    plans: Sequence[Plan],
    staged: Path,
    published: Path,
    made_before: Mapping[str, MadeFile],
    present: Present = NOTHING_PRESENT,
    precompress: bool = False,
    cores: int = 1,
    report: Report = no_report,
) -> Mapping[str, MadeFile]:
    """Fill the folder `staged`, in which files are `present`, and say how each file was made.

    `made_before` is the answer for `published`. `report` hears how many files are done, of how
    many that are to be made.
    """
    made: dict[str, MadeFile] = {}
    pending = []
    for plan in plans:
        there = present.files.get(plan.path)
        if there is not None and there.key == plan.key:
            made[plan.path] = there
            continue
        if there is not None:
            # It may be one file with the published one: it is replaced, never written into.
            os.unlink(staged / plan.path)
        known = made_before.get(plan.path)
        if known is None or known.key != plan.key or not _take_over(plan, known, staged, published):
            pending.append(plan)
            continue
        made[plan.path] = known
        if precompress:
            path = staged / plan.path
            compress_file(path, published / plan.path, path.read_bytes())
    for left in present.files.keys() - {plan.path for plan in plans}:
        os.unlink(staged / left)
    for name in sorted(present.folders - _folders(plans), reverse=True):
        os.rmdir(staged / name)
    return made | _make_all(pending, staged, published, precompress, cores, report)


def _folders(plans: Iterable[Plan]) -> set[str]:
    """The folders in which files lie, and those around them."""
    folders: set[str] = set()
    for plan in plans:
        folder = os.path.dirname(plan.path)
        while folder and folder not in folders:
            folders.add(folder)
            folder = os.path.dirname(folder)
    return folders


def update(
    plans: Sequence[Plan], folder: Path, made_before: Mapping[str, MadeFile], cores: int = 1
) -> Mapping[str, MadeFile]:
    """Bring a folder that only we write to up to date in place, and say how files were made."""
    made = {}
    pending = []
    for plan in plans:
        known = made_before.get(plan.path)
        if known is None or known.key != plan.key:
            pending.append(plan)
        else:
            made[plan.path] = known
    made |= _make_all(pending, folder, folder, False, cores, no_report)
    for path in set(made_before) - {plan.path for plan in plans}:
        (folder / path).unlink(missing_ok=True)
    return made


def _make_all(
    plans: Sequence[Plan],
    staged: Path,
    published: Path,
    precompress: bool,
    cores: int,
    report: Report,
) -> dict[str, MadeFile]:
    """Make files, on several cores where they are many."""
    shares = _shares(plans, cores if len(plans) >= _WORTH_SHARING else 1)

    def work(i: int) -> dict[str, MadeFile]:
        return _make(shares[i], staged, published, precompress, report if i == 0 else no_report)

    return {path: made for share in in_parallel(work, len(shares)) for path, made in share.items()}


def _shares(plans: Iterable[Plan], count: int) -> list[list[Plan]]:
    """The plans in shares of about the same size.

    The same page of several editions is made in a row, and so are the formats of a feed, so that
    texts which they share are rendered once; which share it falls into matters to nothing but time.
    """
    by_page: dict[str, list[Plan]] = {}
    for plan in plans:
        by_page.setdefault(os.path.splitext(plan.path.split("/", 2)[-1])[0], []).append(plan)
    shares: list[list[Plan]] = [[] for _ in range(count)]
    for i, page in enumerate(by_page.values()):
        shares[i % count].extend(page)
    return shares


def _make(
    plans: Sequence[Plan], staged: Path, published: Path, precompress: bool, report: Report
) -> dict[str, MadeFile]:
    made = {}
    folder = f"{staged}{os.sep}"
    for done, plan in enumerate(plans):
        if done % 50 == 0:
            report(done, len(plans))
        content, path = plan.make(), folder + plan.path
        with _in_folder(partial(io.FileIO, path, "w"), path) as file:
            left = memoryview(content)
            while left:
                left = left[file.write(left) :]
            stat = os.fstat(file.fileno())
        made[plan.path] = MadeFile(plan.key or NO_KEY, stat.st_size, stat.st_mtime_ns, stat.st_ino)
        if precompress:
            compress_file(staged / plan.path, published / plan.path, content)
    report(len(plans), len(plans))
    return made


def _take_over(plan: Plan, known: MadeFile, staged: Path, published: Path) -> bool:
    """Link a published file into the staged folder, unless anybody has touched it."""
    old = f"{published}{os.sep}{plan.path}"
    try:
        if not _is_as_made(os.lstat(old), known):
            return False
        new = f"{staged}{os.sep}{plan.path}"
        _in_folder(partial(os.link, old, new, follow_symlinks=False), new)
    except OSError:
        return False
    return True


def _in_folder(make: Callable[[], T], path: str) -> T:
    """What `make` gives, once the folder of the path that it makes exists."""
    try:
        return make()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return make()


def _is_as_made(stat: os.stat_result, made: MadeFile) -> bool:
    return (stat.st_size, stat.st_mtime_ns, stat.st_ino) == (made.size, made.modified, made.inode)
