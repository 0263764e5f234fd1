"""A moment as `--at` gives it, in the site's own zone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from site_builder.catalogue.ground import Ground
from site_builder.model.date import WrittenDate
from site_builder.model.local_time import unclear_time
from site_builder.model.lock import Lock
from site_builder.reading.folder import read_files
from site_builder.reading.loading import load_files
from site_builder.shapes.shaping import shape_documents


class UnclearMoment(ValueError):
    """The clocks of the site's zone skip this time, or show it twice; the message says which."""


def moment_at(written: WrittenDate, root: Path) -> datetime:
    """A moment as `--at` gives it, in the zone of the site in `root`; a day means its end.

    Raises UnclearMoment.
    """
    zone = _site_zone(root)
    unclear = unclear_time(written, zone)
    if unclear is not None:
        raise UnclearMoment(f"{unclear.message} {unclear.hint}")
    return written.within(zone).end


def _site_zone(root: Path) -> ZoneInfo:
    """The zone of content/site.yml; UTC if there is none, or none that can be read."""
    reading = read_files(load_files(root, ["content/site.yml"]))
    shaped = [d for d in shape_documents(reading.documents) if d.shape is not None]
    return Ground.of(shaped[0] if shaped else None, (), Lock()).zone
