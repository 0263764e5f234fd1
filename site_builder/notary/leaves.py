"""Leaves: which files an edition had from which build on. The files are in a manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

REST = "site"
"""The name of everything that is in no edition: the root page, styles, pictures. No edition has a
name without a slash."""

Manifest = Mapping[str, str]
"""From the path of a file, below the site's root, to its SHA-256 in hexadecimal digits."""


_BUILT = "%Y-%m-%dT%H:%M:%SZ"


class BadLeaf(ValueError):
    """An entry of a log is not a leaf of ours."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """An edition as a build published it. `files` is the SHA-256 of its manifest, None if the
    edition has gone.

    `commit` is what git had when it was built, None if files were not committed or there is no
    git; `builder` is the version of the program. Entries of earlier versions have neither.
    """

    edition: str
    built: str
    files: str | None
    commit: str | None = None
    builder: str | None = None

    def as_bytes(self) -> bytes:
        """Return canonical JSON (RFC 8785): sorted keys, no spaces, UTF-8."""
        value = {"built": self.built, "edition": self.edition, "files": self.files}
        more = {"commit": self.commit, "builder": self.builder}
        value |= {key: text for key, text in more.items() if text is not None}
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()

    @classmethod
    def parse(cls, entry: bytes) -> Leaf:
        """Return the leaf in an entry. Raises BadLeaf."""
        try:
            value = json.loads(entry)
            more = (value.get("commit"), value.get("builder"))
            leaf = cls(value["edition"], value["built"], value["files"], *more)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise BadLeaf from None
        texts = (leaf.edition, leaf.built, leaf.files or "", *(text or "" for text in more))
        if not all(isinstance(text, str) for text in texts) or leaf.as_bytes() != entry:
            raise BadLeaf
        return leaf


def built_at(built: str) -> datetime:
    """Return the moment of a build. Raises BadLeaf."""
    try:
        return datetime.strptime(built, _BUILT).replace(tzinfo=UTC)
    except ValueError:
        raise BadLeaf from None


def newest(leaves: Iterable[Leaf]) -> dict[str, Leaf]:
    """Return the newest leaf of each edition that has not gone."""
    last = {leaf.edition: leaf for leaf in leaves}
    return {edition: leaf for edition, leaf in last.items() if leaf.files is not None}


def new_leaves(
    before: Iterable[Leaf], manifests: Mapping[str, Manifest], at: datetime
) -> tuple[Leaf, ...]:
    """Return a leaf for each edition that has changed, or gone, since those of a log."""
    known = newest(before)
    built = at.astimezone(UTC).strftime(_BUILT)
    now = {edition: digest_of(manifest_text(files)) for edition, files in manifests.items()}
    return tuple(
        Leaf(edition, built, now.get(edition))
        for edition in sorted(known.keys() | now.keys())
        if edition not in known or known[edition].files != now.get(edition)
    )


def manifest_path(edition: str) -> str:
    """Return the path of an edition's manifest below the log's folder."""
    return f"files/{edition}.sha256"


def manifest_text(files: Manifest) -> bytes:
    """Return a manifest as `sha256sum --check` reads it, sorted by path."""
    return "".join(f"{files[path]}  {path}\n" for path in sorted(files)).encode()


def files_of(manifest: bytes) -> Manifest:
    """Return the files of a manifest. Raises BadLeaf."""
    try:
        lines = manifest.decode().removesuffix("\n").split("\n")
        pairs = [line.split("  ", 1) for line in lines if line]
        files = {path: digest for digest, path in pairs}
    except ValueError:
        raise BadLeaf from None
    # A manifest never names a file outside the site.
    if any(part in ("", ".", "..") for path in files for part in path.split("/")):
        raise BadLeaf
    return files


def edition_of(path: str, editions: Iterable[str]) -> str:
    """Return the edition that a file belongs to, REST if none."""
    country, _, rest = path.partition("/")
    address = f"{country}/{rest.partition('/')[0]}"
    return address if address in editions else REST


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()
