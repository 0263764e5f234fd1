"""Clean a file of content/files/: find its kind from its bytes, then remove its metadata."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

from site_builder.cleaning.cleaned import Cleaned, Refused
from site_builder.cleaning.office import clean_office
from site_builder.cleaning.pdf import clean_pdf
from site_builder.cleaning.pictures import clean_picture
from site_builder.cleaning.svg import clean_svg
from site_builder.model.file import PICTURES, FileKind
from site_builder.model.message import told

_LARGEST, _LARGEST_PICTURE = 5_000_000, 1_000_000
_CALLED = {
    "png": told("a PNG picture"),
    "jpg": told("a JPEG picture"),
    "webp": told("a WebP picture"),
    "svg": told("an SVG drawing"),
    "pdf": told("a PDF"),
    "docx": told("a Word document"),
    "xlsx": told("an Excel workbook"),
    "csv": told("a table in plain text"),
}


# A build cleans each file twice: to check it and to publish it.
@lru_cache(maxsize=32)
def clean(data: bytes, kind: FileKind) -> Cleaned:
    """Return a file without its metadata; `kind` is the kind in its name. Raises Refused."""
    most = _LARGEST_PICTURE if kind in PICTURES else _LARGEST
    if len(data) > most:
        raise Refused(
            told(
                "This file has %(size)s MB, but the limit is %(limit)s MB.",
                size=f"{len(data) / 1_000_000:.1f}",
                limit=most // 1_000_000,
            ),
            told("Make the picture smaller: a width of 1600 pixels is enough for every screen.")
            if kind in PICTURES
            else told("Make it smaller, for example with fewer or smaller pictures, or split it."),
        )
    if not data:
        raise Refused(told("This file is empty."), told("Save it again."))
    found = kind_of(data)
    if found != kind:
        raise Refused(
            told(
                "This is not %(called)s, although its name ends in “.%(kind)s”.",
                called=_CALLED[kind],
                kind=kind,
            ),
            told(
                "It is %(called)s. Change its extension to `.%(found)s`.",
                called=_CALLED[found],
                found=found,
            )
            if found and not (found == "csv" and kind in PICTURES)
            else told("Save it as %(called)s from the program that made it.", called=_CALLED[kind]),
        )
    if kind == "svg":
        return clean_svg(data)
    if kind == "pdf":
        return clean_pdf(data)
    if kind == "docx" or kind == "xlsx":
        return clean_office(data, kind)
    if kind == "csv":
        return Cleaned(data)
    return clean_picture(data, kind)


def kind_of(data: bytes) -> FileKind | None:
    """Return the kind of a file from its bytes; None if that kind is not published."""
    # The signatures of the formats' own specifications; the whole is read by a library later.
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _office_kind(data)
    return _text_kind(data)


def _office_kind(data: bytes) -> FileKind | None:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else None


def _text_kind(data: bytes) -> FileKind | None:
    if b"<svg" in data[:4096] or b"<svg" in data[:65536].replace(b"\0", b""):
        return "svg"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    has_controls = any(c < " " and c not in "\t\n\r" for c in text)
    is_markup = text.lstrip()[:1] == "<"
    return None if has_controls or is_markup else "csv"
