"""The moment of a build, and the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from site_builder.catalogue.ground import Ground
from site_builder.model.date import WrittenDate
from site_builder.model.local_time import unclear_time
from site_builder.model.lock import Lock
from site_builder.reading.folder import load_files, read_files
from site_builder.shapes.shaping import shape_documents

CLOCK = "SITE_BUILDER_CLOCK"
"""What the clock shows, if not the system's time: for tests and rehearsals."""


class UnclearMoment(ValueError):
    """The clocks of the site's zone skip this time, or show it twice; the message says which."""


def clock(environment: Mapping[str, str]) -> datetime:
    """The time now, in UTC. Raises ValueError if SITE_BUILDER_CLOCK is not a moment with offset."""
    written = environment.get(CLOCK)
    if not written:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            raise ValueError(written)
    except ValueError:
        message = f"{CLOCK} is “{written}”; write a moment such as 2026-11-25T09:00Z"
        raise ValueError(message) from None
    return moment.astimezone(UTC)


def build_moment(environment: Mapping[str, str]) -> datetime:
    """The moment that SOURCE_DATE_EPOCH gives in seconds, otherwise the clock's, in UTC.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1. Raises ValueError where
    the variable is not a number of seconds.
    """
    written = environment.get("SOURCE_DATE_EPOCH")
    if written:
        try:
            return datetime.fromtimestamp(int(written), UTC)
        except (ValueError, OverflowError, OSError):
            message = f"SOURCE_DATE_EPOCH is “{written}”; it must be seconds since 1970"
            raise ValueError(message) from None
    return clock(environment)


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
