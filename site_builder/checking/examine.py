"""Examine a whole site from scratch: from a folder to documents, shapes, catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from site_builder.catalogue.catalogue import build_catalogue
from site_builder.checking.engine import Examined
from site_builder.checking.written_texts import written_texts
from site_builder.reading.folder import read_folder
from site_builder.shapes.shaping import shape_documents


def examine(root: Path, at: datetime, instead: Mapping[str, bytes] | None = None) -> Examined:
    """Examine the site in `root` at a given time; `instead` replaces files by name."""
    reading = read_folder(root, instead or {})
    shaped = shape_documents(reading.documents)
    catalogue = build_catalogue(shaped, reading.lock, reading.site_files)
    texts = tuple(written_texts(shaped, catalogue, at))
    return Examined(reading=reading, shaped=shaped, catalogue=catalogue, texts=texts, at=at)
