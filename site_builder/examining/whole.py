"""Everything anew: from a folder to documents, shapes, catalogue."""

from __future__ import annotations

from pathlib import Path

from site_builder.catalogue.catalogue import build_catalogue
from site_builder.checks.check import Examined
from site_builder.model.date import WrittenDate
from site_builder.moment import Moment
from site_builder.reading.folder import read_folder
from site_builder.shapes.shaping import shape_documents
from site_builder.written import written_texts


def examine(root: Path, at: Moment) -> Examined:
    """Read the site in `root` as it is at a moment."""
    reading = read_folder(root)
    shaped = shape_documents(reading.documents)
    catalogue = build_catalogue(shaped, reading.lock)
    if isinstance(at, WrittenDate):
        at = at.within(catalogue.site.zone).end
    texts = tuple(written_texts(shaped, catalogue, at))
    return Examined(reading, shaped, catalogue, texts, at)
