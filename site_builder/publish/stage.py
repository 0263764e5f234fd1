"""From plans to a folder: unchanged files are linked, the others are made."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from site_builder.model.characters import visible
from site_builder.model.message import told
from site_builder.outputs.outcomes import SitePlan
from site_builder.outputs.plan import Plan
from site_builder.publish.compress import COPIES, is_compressed
from site_builder.publish.making import (
    NO_KEY,
    MadeFile,
    Published,
    Report,
    content_digest,
    in_folder,
    make_files,
    no_report,
)
from site_builder.publish.mark import NotPublishable
from site_builder.publish.tree import files_in, walk


@dataclass(frozen=True, slots=True)
class Present:
    """The files that are already in a folder; paths are relative to it."""

    files: Mapping[str, MadeFile]
    folders: frozenset[str]


NOTHING_PRESENT = Present({}, frozenset())


def intact_files(published: Path, made: Mapping[str, MadeFile]) -> dict[str, MadeFile]:
    """Return the files that are unchanged since a build made them, with their current stat(2)."""
    mode = _mode_by_umask()
    intact = {}
    for path, known in made.items():
        file = _intact(f"{published}{os.sep}{path}", known, mode)
        if file is not None:
            intact[path] = file
    return intact


def _intact(path: str, known: MadeFile, mode: int) -> MadeFile | None:
    try:
        found = os.lstat(path)
        if _is_as_made(found, known, mode):
            return known
        # Only a file of the right kind and size is read.
        if found.st_size != known.size or found.st_mode != stat.S_IFREG | mode:
            return None
        with open(path, "rb") as file:
            if content_digest(file.read()) != known.digest:
                return None
    except OSError:
        return None
    return replace(known, modified=found.st_mtime_ns, inode=found.st_ino)


def copies_of(path: str, made: Mapping[str, MadeFile]) -> set[str]:
    """Return a file and its compressed copies, if it has any."""
    return {path, *(path + ending for ending in COPIES if path + ending in made)}


def adopt(previous: Path, staged: Path, published: Path, made: Mapping[str, MadeFile]) -> Present:
    """Begin a stage with the site before the published one, whose files are listed in `made`.

    Most of a big site is the same from build to build, so its files need not be linked or deleted
    again. Returns the files that are really there; all others are removed.
    """
    mode = _mode_by_umask()
    if not _take_place(staged, previous, published, mode):
        return NOTHING_PRESENT
    files: dict[str, MadeFile] = {}
    folders: set[str] = set()
    for path, entry in walk(str(staged)):
        known = made.get(path)
        if entry.is_dir(follow_symlinks=False):
            folders.add(path)
            _open_to_readers(entry, mode)
        elif known is not None and _is_as_made(entry.stat(follow_symlinks=False), known, mode):
            files[path] = known
        else:
            os.unlink(entry.path)
    return Present(files, frozenset(folders))


def _take_place(staged: Path, previous: Path, published: Path, mode: int) -> bool:
    """Make the stage with the group and mode of the published folder, which it will replace.

    The server's administrator may have set them. If only the owner can enter the folder, a build
    with a strict umask made it, and no server could read it; its mode is not kept. Returns whether
    the stage is the site before the published one, which is used only if it has the same group and
    mode.
    """
    try:
        found = os.lstat(published)
    except FileNotFoundError:
        staged.mkdir(parents=True)
        return False
    wanted = stat.S_IMODE(found.st_mode)
    if wanted & 0o077 == 0:
        wanted |= _folder_mode(mode)
    with suppress(OSError):
        # A link has another mode, so none is followed.
        before = os.lstat(previous)
        if (before.st_mode, before.st_gid) == (stat.S_IFDIR | wanted, found.st_gid):
            os.rename(previous, staged)
            return True
    staged.mkdir(parents=True)
    if os.lstat(staged).st_gid != found.st_gid:
        os.chown(staged, -1, found.st_gid)
    staged.chmod(wanted)
    return False


def _mode_by_umask() -> int:
    """Return the mode of new files. The umask can only be read by setting it briefly."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _folder_mode(mode: int) -> int:
    """Return the mode of a folder for files of a mode: whoever may read may also enter."""
    return mode | (mode & 0o444) >> 2


def _open_to_readers(folder: os.DirEntry[str], mode: int) -> None:
    """Give a folder that an earlier build made the mode that this one's umask gives."""
    wanted = _folder_mode(mode)
    found = stat.S_IMODE(folder.stat(follow_symlinks=False).st_mode)
    if found & 0o777 != wanted:
        os.chmod(folder.path, found & ~0o777 | wanted)


def verify(staged: Path, made: Mapping[str, MadeFile]) -> None:
    """Raise NotPublishable if a file of the build is missing from the stage.

    Someone may have cleaned up during the build.
    """
    lost = sorted(made.keys() - files_in(staged))
    if lost:
        names = lost[0]
        if len(lost) > 1:
            names = told("%(names)s and %(count)s more", names=names, count=len(lost) - 1)
        raise NotPublishable(
            told(
                "Files vanished while the site was being built: %(names)s. The "
                "published site is unchanged. Build again",
                names=names,
            )
        )


def stage(
    plan: SitePlan,
    staged: Path,
    before: Published,
    present: Present = NOTHING_PRESENT,
    precompress: bool = False,
    report: Report = no_report,
) -> Mapping[str, MadeFile]:
    """Fill the folder `staged`, in which files are `present`, and return how each file was made.

    Unchanged files are taken over from `before`. `report` is called with the number of finished
    files and of all files to make. Raises NotPublishable and OSError.
    """
    published, intact = before.folder, before.intact
    mode = _mode_by_umask()
    made: dict[str, MadeFile] = {}
    pending = []
    for path in plan.kept:
        files = {name: intact[name] for name in copies_of(path, intact)}
        if not _is_there(files, present.files) and not _take_over(files, staged, published, mode):
            raise NotPublishable(
                told(
                    "%(path)s was changed in %(folder)s while the site was being built. The "
                    "published site is unchanged. Build again",
                    path=visible(path),
                    folder=str(published),
                )
            )
        made |= files
    for planned in plan.plans:
        there = _as_planned(planned, present.files, precompress)
        if there is not None:
            made |= {name: _with_parts(file, intact.get(name)) for name, file in there.items()}
            continue
        known = _as_planned(planned, intact, precompress)
        if known is not None and _take_over(known, staged, published, mode):
            made |= known
        else:
            pending.append(planned)
    for left in present.files.keys() - made.keys():
        # It may be a hard link to a published file: it is replaced, never written to.
        with suppress(FileNotFoundError):
            os.unlink(staged / left)
    paths = (*plan.kept, *(planned.path for planned in plan.plans))
    for name in sorted(present.folders - _folders(paths), reverse=True):
        os.rmdir(staged / name)
    return made | make_files(pending, staged, precompress, report, before)


def _is_there(files: Mapping[str, MadeFile], present: Mapping[str, MadeFile]) -> bool:
    """Return whether a stage that began with an earlier site has exactly these files."""
    return all(_is_same(present.get(path), file) for path, file in files.items())


def _with_parts(file: MadeFile, published: MadeFile | None) -> MadeFile:
    """Return a file, with its pieces if it is published; those of earlier sites are not kept."""
    if published is None or published.digest != file.digest:
        return file
    return replace(file, parts=published.parts)


def _is_same(one: MadeFile | None, other: MadeFile) -> bool:
    return one is not None and (one.inode, one.digest) == (other.inode, other.digest)


def _as_planned(
    plan: Plan, made: Mapping[str, MadeFile], precompress: bool
) -> dict[str, MadeFile] | None:
    """Return a file and its compressed copies, if the same plan made them, or None."""
    known = made.get(plan.path)
    if known is None or known.key != plan.key or known.key == NO_KEY:
        return None
    files = {plan.path: known}
    if precompress and is_compressed(plan.path, known.size):
        for ending in COPIES:
            copy = made.get(plan.path + ending)
            if copy is None or copy.key != plan.key:
                return None
            files[plan.path + ending] = copy
    return files


def _folders(paths: Iterable[str]) -> set[str]:
    """Return the folders that contain files, and their parents."""
    folders: set[str] = set()
    for path in paths:
        folder = os.path.dirname(path)
        while folder and folder not in folders:
            folders.add(folder)
            folder = os.path.dirname(folder)
    return folders


def update(
    plan: SitePlan, folder: Path, made_before: Mapping[str, MadeFile]
) -> Mapping[str, MadeFile]:
    """Update a folder that only we write to in place, and return how files were made."""
    made = {path: made_before[path] for path in plan.kept}
    pending = []
    for planned in plan.plans:
        known = made_before.get(planned.path)
        if known is None or known.key != planned.key:
            pending.append(planned)
        else:
            made[planned.path] = known
    made |= make_files(pending, folder, False, no_report, Published(folder, made_before))
    for path in made_before.keys() - made.keys():
        (folder / path).unlink(missing_ok=True)
    return made


def _take_over(files: Mapping[str, MadeFile], staged: Path, published: Path, mode: int) -> bool:
    """Link published files into the staged folder, unless one of them was changed."""
    try:
        for path, known in files.items():
            old, new = f"{published}{os.sep}{path}", f"{staged}{os.sep}{path}"
            if not _is_as_made(os.lstat(old), known, mode):
                return False
            with suppress(FileNotFoundError):
                os.unlink(new)
            in_folder(partial(os.link, old, new, follow_symlinks=False), new)
    except OSError:
        return False
    return True


def _is_as_made(found: os.stat_result, made: MadeFile, mode: int) -> bool:
    """Return whether a file is unchanged since a build made it, with a mode that new files have."""
    return (
        found.st_size == made.size
        and found.st_mtime_ns == made.modified
        and found.st_ino == made.inode
        and found.st_mode & 0o777 == mode
    )
