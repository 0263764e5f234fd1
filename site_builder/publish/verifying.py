"""Compare a published folder with its log: what was changed since it was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.characters import visible
from site_builder.model.message import Message, told
from site_builder.notary.leaves import (
    REST,
    BadLeaf,
    Leaf,
    digest_of,
    edition_of,
    files_of,
    manifest_path,
    newest,
)
from site_builder.notary.log import DamagedLog, Log, contradiction, read_log
from site_builder.notary.notes import Verifier
from site_builder.notary.place import LOG
from site_builder.publish.attesting import content_of
from site_builder.publish.tree import files_in


@dataclass(frozen=True, slots=True)
class Verified:
    """`findings` say what is wrong; `size` is the number of entries, `newest` the last of each
    edition. Both are empty if the log itself is damaged.
    """

    findings: tuple[Message, ...]
    size: int = 0
    newest: tuple[Leaf, ...] = ()


def verify_site(folder: Path, verifier: Verifier, since: str | None = None) -> Verified:
    """Verify the log in a folder, the files that it lists, and an earlier checkpoint of it.

    Raises OSError.
    """
    try:
        log = read_log(lambda path: content_of(folder / LOG / path), verifier)
    except DamagedLog as error:
        return Verified((error.message,))
    findings = (*_compared(log, since, verifier), *_changed_files(folder, log))
    leaves = newest(log.leaves)
    return Verified(findings, len(log.entries), tuple(leaves[name] for name in sorted(leaves)))


def _compared(log: Log, since: str | None, verifier: Verifier) -> Iterator[Message]:
    if since is None:
        return
    try:
        wrong = contradiction(log, since, verifier)
    except DamagedLog:
        wrong = told("The earlier checkpoint is not signed with the key of this log.")
    if wrong is not None:
        yield wrong


def _changed_files(folder: Path, log: Log) -> Iterator[Message]:
    leaves = newest(log.leaves)
    found = {path: edition_of(path, leaves) for path in sorted(files_in(folder))}
    for edition, leaf in sorted(leaves.items()):
        path = manifest_path(edition)
        manifest = content_of(folder / LOG / path)
        if manifest is None:
            yield _missing(f"{LOG}/{path}")
            continue
        try:
            files = files_of(manifest)
        except BadLeaf:
            files = {}
        if digest_of(manifest) != leaf.files:
            yield _changed(f"{LOG}/{path}", leaf)
            continue
        for path, digest in files.items():
            content = content_of(folder / path)
            if content is None:
                yield _missing(path)
            elif digest_of(content) != digest:
                yield _changed(path, leaf)
        # Others may put files of their own next to the editions, but not into one.
        if edition != REST:
            for path, owner in found.items():
                if owner == edition and path not in files:
                    yield told(
                        "%(path)s was not published with %(edition)s.",
                        path=visible(path),
                        edition=edition,
                    )


def _missing(path: str) -> Message:
    return told("%(path)s is missing.", path=visible(path))


def _changed(path: str, leaf: Leaf) -> Message:
    return told(
        "%(path)s was changed after it was published (%(built)s).",
        path=visible(path),
        built=leaf.built,
    )
