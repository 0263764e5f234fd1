"""The time given with `--at`, in the site's zone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from site_builder.catalogue.ground import Ground
from site_builder.model.date import WrittenDate
from site_builder.model.local_time import unclear_time
from site_builder.model.message import in_turn
from site_builder.model.translations_lock import Lock
from site_builder.reading.folder import read_files
from site_builder.reading.loading import load_files
from site_builder.shapes.shaping import shape_documents


class UnclearMoment(ValueError):
    """A local time that does not exist or occurs twice in the site's zone."""


def moment_at(written: WrittenDate, root: Path) -> datetime:
    """Return the time given with `--at`, in the zone of the site in `root`.

    A date means its last second. Raise UnclearMoment.
    """
    zone = _site_zone(root)
    unclear = unclear_time(written, zone)
    if unclear is not None:
        raise UnclearMoment(in_turn(unclear.message, unclear.hint))
    return written.within(zone).end


def _site_zone(root: Path) -> ZoneInfo:
    """Return the zone in content/site.yml; UTC if it is missing or broken."""
    reading = read_files(load_files(root, ["content/site.yml"]))
    shaped = [d for d in shape_documents(reading.documents) if d.shape is not None]
    return Ground.of(shaped[0] if shaped else None, (), Lock()).zone
