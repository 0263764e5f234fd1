"""Pictures and downloads in content/files/: their names, and whether they can be published."""

from __future__ import annotations

import difflib
import hashlib
import re
from pathlib import Path
from typing import get_args

from site_builder.cleaning.clean import clean
from site_builder.cleaning.cleaned import Refused
from site_builder.model.entry_id import as_id
from site_builder.model.file import FileKind, SiteFile
from site_builder.model.locale import LocaleId, is_locale
from site_builder.model.problem import Finding, Place

FOLDER = "content/files"
KINDS: tuple[FileKind, ...] = get_args(FileKind)
_STEM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def is_site_file(name: str) -> bool:
    """Return whether a path is inside content/files/."""
    return name.startswith(f"{FOLDER}/")


def read_site_file(name: str, data: bytes | OSError) -> SiteFile | Finding:
    """Return the file as it is published, or the finding that prevents it."""
    place = Place(name)
    below = name.removeprefix(f"{FOLDER}/")
    if "/" in below:
        hint = f"Move it to `{FOLDER}/{below.rpartition('/')[2]}`."
        return Finding(place, "Files in subfolders of content/files/ are not published.", hint)
    stem, *middle, ending = below.split(".")
    if ending not in KINDS:
        return Finding(place, *_unknown_ending(below, ending))
    locale = middle[0] if middle else None
    if len(middle) > 1 or (locale is not None and not is_locale(locale)):
        hint = f"Rename it to `{_suggested(stem)}.{ending}`, or `{_suggested(stem)}.de.{ending}`."
        message = f"“{'.'.join(middle)}” in the file name is not a valid language code."
        return Finding(place, message, hint)
    if not _STEM.fullmatch(stem):
        message = f"“{stem}” is not a valid name, because it becomes part of an address."
        hint = f"Use lower-case letters, digits and single hyphens: `{_suggested(stem)}.{ending}`."
        return Finding(place, message, hint)
    if isinstance(data, OSError):
        reason = data.strerror or "unknown reason"
        hint = "Check the file's permissions and whether it still exists."
        return Finding(place, f"The file cannot be read: {reason}.", hint)
    kind = next(kind for kind in KINDS if kind == ending)
    try:
        cleaned = clean(data, kind)
    except Refused as refused:
        return Finding(Place(name, refused.line), refused.message, refused.hint)
    return SiteFile(
        name=f"{stem}.{ending}",
        locale=LocaleId(locale) if locale else None,
        kind=kind,
        digest=_digest(cleaned.content),
        size=len(cleaned.content),
        width=cleaned.width,
        height=cleaned.height,
        place=place,
    )


def published_bytes(root: Path, file: SiteFile) -> bytes:
    """Return the published bytes of a file of the site in `root`. Raises OSError."""
    path = root / FOLDER / file.source
    try:
        content = clean(path.read_bytes(), file.kind).content
    except Refused:
        content = b""
    if _digest(content) != file.digest:
        raise OSError(f"{FOLDER}/{file.source} changed during the build. Build again.")
    return content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _suggested(stem: str) -> str:
    return as_id(stem) or "name"


def _unknown_ending(name: str, ending: str) -> tuple[str, str]:
    known = {"jpeg": "jpg", "jpe": "jpg"}.get(ending.lower(), ending.lower())
    stem = name.split(".")[0]
    if known in KINDS:
        right = f"{_suggested(stem)}.{known}"
        if known == ending.lower():
            return f"The extension “.{ending}” must be in lower case.", f"Rename it to `{right}`."
        return (
            f"Files with the extension “.{ending}” are not published.",
            f"Rename it to `{right}`.",
        )
    near = difflib.get_close_matches(known, KINDS, 1)
    message = (
        f"Files with the extension “.{ending}” are not published."
        if "." in name
        else "The file name has no extension."
    )
    listed = ", ".join(f"`.{kind}`" for kind in KINDS)
    return (
        message,
        f"Did you mean `.{near[0]}`?" if near else f"Save it as one of {listed}.",
    )
