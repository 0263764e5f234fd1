"""Local times that the clocks of a zone skip or repeat, and the times that can be meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from site_builder.model.date import Precision, WrittenDate
from site_builder.model.message import Message, told


@dataclass(frozen=True, slots=True)
class UnclearTime:
    """A time or day as written, whether its zone skips it, and the two possible meanings."""

    written: str
    zone: tzinfo
    is_skipped: bool
    choices: tuple[str, str]

    @property
    def message(self) -> Message:
        """One sentence about what is wrong."""
        if self.is_skipped:
            return told(
                "“%(written)s” does not exist in %(zone)s, because the clocks go forward.",
                written=self.written,
                zone=str(self.zone),
            )
        return told(
            "“%(written)s” occurs twice in %(zone)s, because the clocks go back.",
            written=self.written,
            zone=str(self.zone),
        )

    @property
    def hint(self) -> Message:
        """What to write instead."""
        one, other = self.choices
        if self.is_skipped:
            return told("Write `%(one)s` or `%(other)s`.", one=one, other=other)
        return told(
            "Add the offset: `%(one)s` for the first time, or `%(other)s` for the second.",
            one=one,
            other=other,
        )


def unclear_time(written: WrittenDate, zone: tzinfo) -> UnclearTime | None:
    """Return why a date is unclear in a zone; None if it is clear."""
    if written.clock is None:
        return _skipped_day(written, zone)
    if written.offset is not None:
        return None
    first = datetime.combine(written.day, written.clock, tzinfo=zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return None
    # PEP 495: a time that the clocks skip comes back from UTC as another one.
    is_skipped = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != _bare(first)
    earlier, later = sorted((first.astimezone(UTC), second.astimezone(UTC)))
    write = _local if is_skipped else _with_offset
    choices = (write(earlier, zone), write(later, zone))
    return UnclearTime(_written(_bare(first)), zone, is_skipped, choices)


def _skipped_day(written: WrittenDate, zone: tzinfo) -> UnclearTime | None:
    """Samoa had no 30 December 2011: it moved across the date line."""
    if written.precision is not Precision.DAY:
        return None
    date = written.within(zone)
    if date.start <= date.end:
        return None
    before, after = (written.day + timedelta(days=days) for days in (-1, 1))
    choices = (before.isoformat(), after.isoformat())
    return UnclearTime(written.day.isoformat(), zone, is_skipped=True, choices=choices)


def _bare(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, fold=0)


def _written(local: datetime) -> str:
    """As in our files, with seconds if there are any."""
    return local.isoformat(" ", "seconds" if local.second else "minutes")


def _local(moment: datetime, zone: tzinfo) -> str:
    return _written(_bare(moment.astimezone(zone)))


def _with_offset(moment: datetime, zone: tzinfo) -> str:
    """In UTC if the offset is not in whole minutes, as most were before 1900."""
    offset = moment.astimezone(zone).strftime("%z")
    if len(offset) > len("+hhmm"):
        return f"{_local(moment, UTC)}Z"
    return f"{_local(moment, zone)} {offset[:3]}:{offset[3:]}"
