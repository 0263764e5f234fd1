"""Everything anew: from a folder to documents, shapes, catalogue."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from site_builder.catalogue.catalogue import build_catalogue
from site_builder.checks.check import Examined
from site_builder.reading.folder import read_folder
from site_builder.shapes.shaping import shape_documents
from site_builder.written import written_texts


def examine(root: Path, at: datetime) -> Examined:
    """Read the site in `root` as it is at a moment."""
    reading = read_folder(root)
    shaped = shape_documents(reading.documents)
    catalogue = build_catalogue(shaped, reading.lock, reading.site_files)
    texts = tuple(written_texts(shaped, catalogue, at))
    return Examined(reading, shaped, catalogue, texts, at)
