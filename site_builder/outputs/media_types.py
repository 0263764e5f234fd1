"""The media type of every kind of file that a site has, for those who send or compress them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from site_builder.notary.place import CHECKPOINT, LOG

FORMATS: Mapping[str, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
"""The media type of each format of feeds, by its name among the outputs, which is its ending too.
"""
TEXT_TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "xml": "application/xml",
    "rss": FORMATS["rss"],
    "atom": FORMATS["atom"],
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "ics": "text/calendar",
    "vcf": "text/vcard",
    "sha256": "text/plain",
}
"""By ending. All of them are written in UTF-8, and answers say so."""
BINARY_TYPES: Mapping[str, str] = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "gz": "application/gzip",
    "woff2": "font/woff2",
    "tsr": "application/timestamp-reply",
}
UNKNOWN_TYPE = "application/octet-stream"
SPECIAL_TYPES: Mapping[str, str] = {
    # JSON is a feed by its name. The API has no files with these names.
    r"/(?:feed|history|changes)\.json$": FORMATS["json"],
    # c2sp.org/tlog-checkpoint. The tiles next to it are binary.
    f"^/{re.escape(LOG)}/{CHECKPOINT}$": "text/plain",
}
"""Texts that their ending does not identify, by a pattern of their path below the root."""


def with_charset(type_: str) -> str:
    """Return the value of the header `Content-Type` for a text."""
    return f"{type_}; charset=utf-8"


def type_of(path: str) -> str:
    """Return the value of the header `Content-Type` for a path below the root of the site."""
    special = (type_ for pattern, type_ in SPECIAL_TYPES.items() if re.search(pattern, f"/{path}"))
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    text = next(special, TEXT_TYPES.get(ending) if dot else None)
    return with_charset(text) if text else BINARY_TYPES.get(ending, UNKNOWN_TYPE)


def type_groups(types: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Return each type with all of its endings."""
    return [
        (type_, [ending for ending, own in types.items() if own == type_])
        for type_ in dict.fromkeys(types.values())
    ]
