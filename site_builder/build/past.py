"""The site as it was published at a moment, built again from git.

Each edition is built from the commit that its entry in the log names, with the clock at the moment
of that build. The SHA-256 of its manifest then tells whether every byte is the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from site_builder.model.git_failure import git_failure
from site_builder.model.message import Message, in_turn, told
from site_builder.notary.leaves import (
    Leaf,
    Manifest,
    digest_of,
    edition_of,
    manifest_path,
    manifest_text,
    newest,
)
from site_builder.notary.past import Build, builds_in_order, builds_of
from site_builder.notary.place import LOG
from site_builder.publish.mark import MARK
from site_builder.publish.tree import files_in
from site_builder.record.stored import RECORD
from site_builder.system.git import GitFailed, commit_before, extract, has_commit
from site_builder.system.installed import builder_version

BuildSite = Callable[[Path, datetime, Path], Message | None]
"""Builds the site of a folder at a moment into another one, and says why it could not."""


class NotRebuildable(Exception):
    """Nothing can be built. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """An edition that was built again. `wrong` says why its bytes are not those that were
    published; None if they are.
    """

    leaf: Leaf
    commit: str | None
    wrong: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """`root` is the site's folder in its repository; `scratch` is for what is built, `target` for
    what was published. `editions` are the addresses of all editions that the log ever had.
    """

    root: Path
    scratch: Path
    target: Path
    build: BuildSite
    editions: Collection[str] = ()


def rebuild(work: Work, log: Sequence[Leaf]) -> tuple[Rebuilt, ...]:
    """Write editions as they were published into a folder. `log` are the leaves until then.

    Editions of older builds usually have the same bytes in newer ones, so few builds are needed.
    A site with a record depends on all builds before, so they are all made again, in their order.
    Raises NotRebuildable and OSError.
    """
    leaves = newest(log)
    left, done = dict(leaves), dict[str, Rebuilt]()
    for number, build in enumerate(builds_of(leaves)):
        own = {edition for edition, leaf in left.items() if Build.of(leaf) == build}
        if not own:
            continue
        commit = build.commit or _commit_before(work.root, build.at)
        site = work.scratch / f"site{number}"
        wrong = _build(work, commit, build.at, site)
        if not number and any(path.endswith(f"/{RECORD}") for path in _files(site)):
            wrong = _replay(work, builds_in_order(log), site)
            own = set(left)
        manifests = _manifests(site, work.editions)
        for edition, leaf in sorted(left.items()):
            files = manifests.get(edition, {})
            is_same = digest_of(manifest_text(files)) == leaf.files
            if is_same or edition in own:
                _move(files, site, work.target)
                reason = None if is_same else wrong or _difference(leaf)
                done[edition] = Rebuilt(leaf=leaf, commit=commit, wrong=reason)
                del left[edition]
            if is_same:
                path = work.target / LOG / manifest_path(edition)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(manifest_text(files))
    return tuple(done[edition] for edition in sorted(done))


def rebuild_without_log(work: Work, moment: datetime) -> str:
    """Write the site as the last commit before a moment has it; return that commit.

    Raises NotRebuildable and OSError.
    """
    commit = _commit_before(work.root, moment)
    if commit is None:
        raise NotRebuildable(
            told("The site has no commit that is so old. Name a later time."),
        )
    site = work.scratch / "site"
    wrong = _build(work, commit, moment, site)
    if wrong is not None:
        raise NotRebuildable(wrong)
    _move(dict.fromkeys(files_in(site) - {MARK}, ""), site, work.target)
    return commit


def _replay(work: Work, builds: Iterable[Build], site: Path) -> Message | None:
    """Build a site again as often as it was built, and say why not, if that failed."""
    shutil.rmtree(site)
    files = site.with_name(f"{site.name}.replayed")
    for build in builds:
        if build.commit is None:
            return told("An earlier entry of the log names no commit.")
        # The cache stays: most of a site is the same from build to build.
        _clear(files)
        wrong = _extract(work, build.commit, files) or work.build(files, build.at, site)
        if wrong is not None:
            return wrong
    return None


def _clear(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name != ".cache":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _commit_before(root: Path, moment: datetime) -> str | None:
    try:
        return commit_before(root, moment)
    except GitFailed as error:
        raise NotRebuildable(git_failure(error)) from None


def _build(work: Work, commit: str | None, at: datetime, site: Path) -> Message | None:
    """Build the site of a commit at a moment, and say why not, if it could not be built."""
    if commit is None:
        return told("Its entry names no commit, and git has none that is so old.")
    files = site.with_name(f"{site.name}.files")
    files.mkdir()
    return _extract(work, commit, files) or work.build(files, at, site)


def _extract(work: Work, commit: str, files: Path) -> Message | None:
    """Write the files of a commit into a folder, and say why not, if it is not there."""
    try:
        if not has_commit(work.root, commit):
            return told(
                "Its entry names the commit %(commit)s, which this repository does not have. "
                "Fetch the whole history, for example with `git fetch --unshallow`.",
                commit=commit,
            )
        extract(work.root, commit, (), files)
    except GitFailed as error:
        raise NotRebuildable(git_failure(error)) from None
    return None


def _files(site: Path) -> Collection[str]:
    return files_in(site) if site.exists() else ()


def _manifests(site: Path, editions: Collection[str]) -> Mapping[str, Manifest]:
    manifests: dict[str, dict[str, str]] = {}
    if not site.exists():
        return manifests
    for path in files_in(site) - {MARK}:
        digest = digest_of((site / path).read_bytes())
        manifests.setdefault(edition_of(path, editions), {})[path] = digest
    return dict(manifests)


def _move(files: Manifest, site: Path, target: Path) -> None:
    for path in files:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(site / path, target / path)


def _difference(leaf: Leaf) -> Message:
    """Say why a build may have other bytes than were published."""
    version = builder_version()
    if leaf.commit is None:
        return told(
            "Its entry names no commit, and the last one before that moment gives other files."
        )
    if leaf.builder is None:
        return told("Its entry does not name the version of site-builder that built it.")
    if leaf.builder == version:
        return told(
            "The same version of site-builder built it, so the site depends on something that is "
            "not in the commit, such as the environment."
        )
    return in_turn(
        told(
            "Another version of site-builder, of Python or of a package built it: %(old)s. This "
            "is %(new)s.",
            old=leaf.builder,
            new=version,
        ),
        told("Install that version and run the command again."),
    )
