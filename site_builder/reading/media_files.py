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
from site_builder.model.message import Message, told
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
        hint = told(
            "Move it to `%(folder)s/%(name)s`.", folder=FOLDER, name=below.rpartition("/")[2]
        )
        return Finding(
            place, told("Files in subfolders of content/files/ are not published."), hint
        )
    stem, *middle, ending = below.split(".")
    if ending not in KINDS:
        return Finding(place, *_unknown_ending(below, ending))
    locale = middle[0] if middle else None
    if len(middle) > 1 or (locale is not None and not is_locale(locale)):
        hint = told(
            "Rename it to `%(name)s.%(ending)s`, or `%(name)s.de.%(ending)s`.",
            name=_suggested(stem),
            ending=ending,
        )
        message = told(
            "“%(text)s” in the file name is not a valid language code.", text=".".join(middle)
        )
        return Finding(place, message, hint)
    if not _STEM.fullmatch(stem):
        message = told(
            "“%(stem)s” is not a valid name, because it becomes part of an address.", stem=stem
        )
        hint = told(
            "Use lower-case letters, digits and single hyphens: `%(name)s.%(ending)s`.",
            name=_suggested(stem),
            ending=ending,
        )
        return Finding(place, message, hint)
    if isinstance(data, OSError):
        reason = data.strerror or told("unknown reason")
        hint = told("Check the file's permissions and whether it still exists.")
        return Finding(
            place,
            told("The file cannot be read: %(reason)s.", reason=reason),
            hint,
        )
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
        raise OSError(
            told(
                "%(folder)s/%(name)s changed during the build. Build again.",
                folder=FOLDER,
                name=file.source,
            )
        )
    return content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _suggested(stem: str) -> str:
    return as_id(stem) or "name"


def _unknown_ending(name: str, ending: str) -> tuple[Message, Message]:
    known = {"jpeg": "jpg", "jpe": "jpg"}.get(ending.lower(), ending.lower())
    stem = name.split(".")[0]
    if known in KINDS:
        right = f"{_suggested(stem)}.{known}"
        if known == ending.lower():
            return told("The extension “.%(ending)s” must be in lower case.", ending=ending), told(
                "Rename it to `%(name)s`.", name=right
            )
        return (
            told("Files with the extension “.%(ending)s” are not published.", ending=ending),
            told("Rename it to `%(name)s`.", name=right),
        )
    near = difflib.get_close_matches(known, KINDS, 1)
    message = (
        told("Files with the extension “.%(ending)s” are not published.", ending=ending)
        if "." in name
        else told("The file name has no extension.")
    )
    listed = ", ".join(f"`.{kind}`" for kind in KINDS)
    return (
        message,
        told("Did you mean `.%(ending)s`?", ending=near[0])
        if near
        else told("Save it as one of %(endings)s.", endings=listed),
    )
