"""Enter a finished site in its log, before it is published.

The log continues the one in the published folder, which is verified first. Tiles that are there
already are taken over; editions that have not changed get no new entry.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from site_builder.model.message import Message, told
from site_builder.notary.leaves import (
    Leaf,
    Manifest,
    digest_of,
    edition_of,
    files_of,
    manifest_path,
    manifest_text,
    new_leaves,
    newest,
)
from site_builder.notary.log import DamagedLog, Log, contradiction, log_of, read_log
from site_builder.notary.notes import Signer
from site_builder.notary.place import LOG, STAMP
from site_builder.publish.mark import MARK, NotPublishable
from site_builder.publish.tree import files_in
from site_builder.publish.vouching import Vouchers
from site_builder.system.cache import write_whole
from site_builder.system.installed import builder_version

_PARTIAL = ".p/"


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished site that is not published yet: its folder, and the files in it.

    `editions` are the addresses of its editions, `unchanged` the files that have the same bytes in
    the published site; their digests are taken over.
    """

    folder: Path
    paths: Collection[str]
    editions: Collection[str]
    unchanged: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """`paths` are the files of the log, `count` its new entries and `size` all of them.

    `key` is the public key, in one line, `note` the signed checkpoint. `warnings` say who did not
    vouch for it.
    """

    paths: frozenset[str]
    count: int
    size: int
    key: str
    note: str
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Notary:
    """Who signs, and the file with the last checkpoint that was signed here.

    With `starts_anew`, there is no log yet, or it is damaged and gets replaced by a new one.
    `commit` finds the commit that the site was built from, if it has one. `vouchers` are asked to
    vouch for each new checkpoint.
    """

    signer: Signer
    remembered: Path
    starts_anew: bool = False
    commit: Callable[[], str | None] = field(default=lambda: None, compare=False)
    vouchers: Vouchers = field(default_factory=Vouchers)

    @property
    def state(self) -> str:
        """Everything here that the published site depends on."""
        return f"{self.signer.verifier} {self.starts_anew}"

    def published_log(self, published: Path) -> Log | None:
        """Return the log in a published folder; None if a new one is started.

        Raises NotPublishable if it is missing, damaged, or not the one that was published last.
        """
        folder = published / LOG
        log, wrong = self._found(folder)
        if self.starts_anew:
            if wrong is None:
                raise NotPublishable(_intact(folder))
            return None
        if wrong is not None:
            raise NotPublishable(_broken(folder, wrong) if folder.exists() else _missing(folder))
        return log

    def _found(self, folder: Path) -> tuple[Log | None, Message | None]:
        """Return the log in a folder, or what is wrong with it."""
        verifier, before = self.signer.verifier, content_of(self.remembered)
        try:
            log = read_log(lambda path: content_of(folder / path), verifier)
            if before is None:
                return log, None
            return log, contradiction(log, before.decode(errors="replace"), verifier)
        except DamagedLog as error:
            return None, error.message

    def attest(self, site: Finished, published: Path, at: datetime) -> Attested:
        """Write the log into a finished site, with an entry for each edition that changed.

        Raises NotPublishable and OSError.
        """
        before, log_folder = self.published_log(published), site.folder / LOG
        manifests = _manifests(site, _listed(before, published / LOG))
        known = before.leaves if before is not None else ()
        leaves = self._with_origin(new_leaves(known, manifests, at))
        log = log_of((*known, *leaves), self.signer) if leaves or before is None else before
        log, unsigned = self.vouchers.cosign(log, before)
        files = {manifest_path(name): manifest_text(files) for name, files in manifests.items()}
        files |= log.files
        stamp, unstamped = self._stamp(log, before, published / LOG)
        files |= stamp
        if before is not None:
            new = {path for path in files if files[path] != before.files.get(path)}
            _take_over_tiles(published / LOG, log_folder, new)
        for path, content in files.items():
            target = log_folder / path
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        return Attested(
            paths=frozenset(f"{LOG}/{path}" for path in files_in(log_folder)),
            count=len(leaves),
            size=len(log.entries),
            key=str(self.signer.verifier),
            note=log.note,
            warnings=(*unsigned, *unstamped),
        )

    def _stamp(
        self, log: Log, before: Log | None, folder: Path
    ) -> tuple[Mapping[str, bytes], tuple[Message, ...]]:
        """Return the time stamp of a checkpoint, by its path, or why there is none.

        That of a checkpoint that has not changed is kept.
        """
        is_known = before is not None and before.note == log.note
        stamp = content_of(folder / STAMP) if is_known else None
        made = stamp if stamp is not None else self.vouchers.stamp(log.note.encode())
        if isinstance(made, Message):
            return {}, (made,)
        return ({} if made is None else {STAMP: made}), ()

    def _with_origin(self, leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
        """Return leaves that name what the site was built from."""
        if not leaves:
            return ()
        commit, builder = self.commit(), builder_version()
        return tuple(replace(leaf, commit=commit, builder=builder) for leaf in leaves)

    def remember(self, attested: Attested) -> None:
        """Keep the checkpoint of a site that is now published. Raises OSError."""
        write_whole(self.remembered, attested.note.encode())


def _missing(folder: Path) -> Message:
    return told(
        "There is no log of what was published in %(folder)s. Put the folder back as it was last "
        "published, from the web server or a backup. If there never was one, start it with "
        "`site-builder build --new-log`",
        folder=str(folder),
    )


def _intact(folder: Path) -> Message:
    return told(
        "The log of what was published in %(folder)s is intact. Build without `--new-log` to "
        "continue it",
        folder=str(folder),
    )


def _broken(folder: Path, reason: Message) -> Message:
    return told(
        "The log of what was published in %(folder)s cannot be continued. %(reason)s Put the "
        "folder back as it was last published, from the web server or a backup. If it is lost, "
        "start a new log with `site-builder build --new-log`, and tell those who check it",
        folder=str(folder),
        reason=reason,
    )


def _manifests(site: Finished, listed: Manifest) -> dict[str, Manifest]:
    """Return the manifest of each edition, and of what belongs to none."""
    manifests: dict[str, dict[str, str]] = {}
    known = {path: listed[path] for path in site.unchanged if path in listed}
    for path in site.paths:
        if path != MARK:
            digest = known.get(path) or digest_of((site.folder / path).read_bytes())
            manifests.setdefault(edition_of(path, site.editions), {})[path] = digest
    return dict(manifests)


def _listed(log: Log | None, folder: Path) -> Manifest:
    """Return the files in the manifests of a log, as far as these are those of its entries."""
    listed: dict[str, str] = {}
    for edition, leaf in newest(log.leaves if log is not None else ()).items():
        manifest = content_of(folder / manifest_path(edition))
        if manifest is not None and digest_of(manifest) == leaf.files:
            listed |= files_of(manifest)
    return listed


def _take_over_tiles(old: Path, new: Path, made: Collection[str]) -> None:
    """Link the tiles of earlier checkpoints, except those to be made and partial ones of them."""
    for path in files_in(old / "tile"):
        name = f"tile/{path}"
        # tlog-tiles: partial tiles of earlier checkpoints stay until the whole tile is there.
        if name in made or (_PARTIAL in name and name.partition(_PARTIAL)[0] in made):
            continue
        target = new / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.link(old / name, target, follow_symlinks=False)


def content_of(path: Path) -> bytes | None:
    """Return the content of a file; None if there is none. Links are not followed."""
    try:
        if path.is_symlink():
            return None
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
