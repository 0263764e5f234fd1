"""Compare a published site with its log: what was changed since it was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.model.characters import visible
from site_builder.model.message import Message, told
from site_builder.notary.leaves import (
    REST,
    BadLeaf,
    Leaf,
    Manifest,
    digest_of,
    edition_of,
    files_of,
    manifest_path,
    newest,
)
from site_builder.notary.log import DamagedLog, Log, Read, contradiction, read_log
from site_builder.notary.notes import BadNote, Verifier
from site_builder.notary.place import LOG, STAMP
from site_builder.notary.stamps import BadStamp, stamped_at
from site_builder.notary.witnesses import Witness
from site_builder.publish.attesting import content_of
from site_builder.publish.making import Report, no_report
from site_builder.publish.tree import files_in

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from site_builder.publish.remote import RemoteSite


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A published site: `read` returns the content of a file by its path, None if it is missing.

    `paths` are all of its files, None if nobody can list them; `unserved` are those that may be
    missing. `readers` is how many files to read at once.
    """

    read: Read
    paths: frozenset[str] | None = None
    unserved: frozenset[str] = frozenset()
    readers: int = 1

    @classmethod
    def in_folder(cls, folder: Path) -> Site:
        return cls(read=lambda path: content_of(folder / path), paths=files_in(folder))

    @classmethod
    def on_server(cls, site: RemoteSite) -> Site:
        from site_builder.publish.remote import READERS, UNSERVED

        return cls(read=site.read, unserved=UNSERVED, readers=READERS)


@dataclass(frozen=True, slots=True)
class Verified:
    """`findings` say what is wrong; `size` is the number of entries, `newest` the last of each
    edition. Both are empty if the log itself is damaged. `stamped` is when the checkpoint was
    stamped, if that was asked, `cosigned` when witnesses have signed it, by their names.
    """

    findings: tuple[Message, ...]
    size: int = 0
    newest: tuple[Leaf, ...] = ()
    stamped: datetime | None = None
    cosigned: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to verify besides the log: the files of one edition, if it is named, that the log
    extends an earlier checkpoint, that the authority with some certificates has stamped its newest
    one, and that some witnesses have signed it. Other witnesses are only listed if they have.
    """

    edition: str | None = None
    since: str | None = None
    authority: Sequence[Certificate] = ()
    witnesses: Sequence[Witness] = ()
    others: Sequence[Witness] = ()


def verify_site(
    site: Site, verifier: Verifier, wanted: Wanted, report: Report = no_report
) -> Verified:
    """Verify the log of a site, the files that it lists, and an earlier checkpoint of it.

    Every entry is read, and the root is computed from all of them: that proves that each one is in
    the log, and that no newer one is left out. Raises OSError, and Unreachable for a web server.
    """
    try:
        log = read_log(lambda path: site.read(f"{LOG}/{path}"), verifier)
    except DamagedLog as error:
        return Verified((error.message,))
    leaves = newest(log.leaves)
    if wanted.edition is not None and wanted.edition not in leaves:
        return Verified((_unknown(wanted.edition, leaves),))
    names = sorted(leaves) if wanted.edition is None else [wanted.edition]
    stamped, findings = _stamped(site, log, wanted.authority)
    cosigned, unsigned = _cosigned(log, wanted)
    findings = (
        *findings,
        *unsigned,
        *_compared(log, wanted.since, verifier),
        *_changed_files(site, [leaves[name] for name in names], leaves, report),
    )
    found = tuple(leaves[name] for name in names)
    return Verified(findings, len(log.entries), found, stamped, cosigned)


def _stamped(
    site: Site, log: Log, authority: Sequence[Certificate]
) -> tuple[datetime | None, tuple[Message, ...]]:
    """Return when an authority has stamped the checkpoint of a log, or what is wrong."""
    if not authority:
        return None, ()
    stamp = site.read(f"{LOG}/{STAMP}")
    if stamp is None:
        return None, (_missing(f"{LOG}/{STAMP}"),)
    try:
        return stamped_at(stamp, log.note.encode(), authority), ()
    except BadStamp:
        return None, (
            told(
                "%(path)s is not a time stamp of the checkpoint that this authority has signed.",
                path=f"{LOG}/{STAMP}",
            ),
        )


def _cosigned(log: Log, wanted: Wanted) -> tuple[Mapping[str, datetime], tuple[Message, ...]]:
    """Return when witnesses have signed the checkpoint of a log, and what is wrong."""
    moments: dict[str, datetime] = {}
    wrong = []
    for witness in (*wanted.witnesses, *wanted.others):
        try:
            moment = witness.cosigned_at(log.note)
        except BadNote:
            wrong.append(
                told(
                    "The signature of the witness %(witness)s on the checkpoint is wrong.",
                    witness=witness.name,
                )
            )
            continue
        if moment is not None:
            moments[witness.name] = moment
        elif witness in wanted.witnesses:
            wrong.append(
                told("The witness %(witness)s has not signed the checkpoint.", witness=witness.name)
            )
    return moments, tuple(wrong)


def _unknown(edition: str, leaves: Iterable[str]) -> Message:
    return told(
        "The log has no edition “%(edition)s”. It has: %(names)s.",
        edition=visible(edition),
        names=", ".join(sorted(leaves)),
    )


def _compared(log: Log, since: str | None, verifier: Verifier) -> Iterator[Message]:
    if since is None:
        return
    try:
        wrong = contradiction(log, since, verifier)
    except DamagedLog:
        wrong = told("The earlier checkpoint is not signed with the key of this log.")
    if wrong is not None:
        yield wrong


def _changed_files(
    site: Site, checked: Iterable[Leaf], leaves: Mapping[str, Leaf], report: Report
) -> Iterator[Message]:
    found = {path: edition_of(path, leaves) for path in sorted(site.paths or ())}
    manifests = {leaf.edition: _manifest(site, leaf) for leaf in checked}
    listed = {
        path: digest
        for files in manifests.values()
        if not isinstance(files, Message)
        for path, digest in files.items()
    }
    digests = _digests(site, listed, report)
    for leaf in checked:
        files = manifests[leaf.edition]
        if isinstance(files, Message):
            yield files
            continue
        for path, digest in files.items():
            if path not in digests and path not in site.unserved:
                yield _missing(path)
            elif digests.get(path, digest) != digest:
                yield _changed(path, leaf)
        # Others may put files of their own next to the editions, but not into one.
        if leaf.edition != REST:
            for path, owner in found.items():
                if owner == leaf.edition and path not in files:
                    yield told(
                        "%(path)s was not published with %(edition)s.",
                        path=visible(path),
                        edition=leaf.edition,
                    )


def _manifest(site: Site, leaf: Leaf) -> Manifest | Message:
    """Return the files of an edition, or what is wrong with its manifest."""
    path = f"{LOG}/{manifest_path(leaf.edition)}"
    manifest = site.read(path)
    if manifest is None:
        return _missing(path)
    if digest_of(manifest) != leaf.files:
        return _changed(path, leaf)
    try:
        return files_of(manifest)
    except BadLeaf:
        return told("%(path)s is not a list of files and their digests.", path=visible(path))


def _digests(site: Site, paths: Iterable[str], report: Report) -> Mapping[str, str]:
    """Return the SHA-256 of each file that is there."""
    wanted = list(paths)

    def digest(path: str) -> str | None:
        content = site.read(path)
        return digest_of(content) if content is not None else None

    found: dict[str, str | None] = {}
    if site.readers == 1:
        for done, path in enumerate(wanted):
            report(done, len(wanted))
            found[path] = digest(path)
    else:
        # Imported late: only a web server makes waiting for it worth several threads.
        from concurrent.futures import ThreadPoolExecutor

        pool = ThreadPoolExecutor(site.readers)
        try:
            for path, made in zip(wanted, pool.map(digest, wanted), strict=True):
                report(len(found), len(wanted))
                found[path] = made
        finally:
            # After an error or Ctrl-C nothing more is asked, and nothing is waited for.
            pool.shutdown(wait=False, cancel_futures=True)
    report(len(wanted), len(wanted))
    return {path: made for path, made in found.items() if made is not None}


def _missing(path: str) -> Message:
    return told("%(path)s is missing.", path=visible(path))


def _changed(path: str, leaf: Leaf) -> Message:
    return told(
        "%(path)s was changed after it was published (%(built)s).",
        path=visible(path),
        built=leaf.built,
    )
