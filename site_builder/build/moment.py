"""The time of a build, and the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from site_builder.model.message import told

CLOCK = "SITE_BUILDER_CLOCK"
"""The environment variable that overrides the clock, for tests and rehearsals."""


def clock(environment: Mapping[str, str]) -> datetime:
    """Return the current UTC time. Raise ValueError if SITE_BUILDER_CLOCK is not valid."""
    written = environment.get(CLOCK)
    if not written:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            raise ValueError(written)
    except ValueError:
        message = told(
            "%(variable)s is “%(value)s”, which is not a valid time; write 2026-11-25T09:00Z",
            variable=CLOCK,
            value=written,
        )
        raise ValueError(message) from None
    return moment.astimezone(UTC)


def build_moment(environment: Mapping[str, str]) -> datetime:
    """Return the time in SOURCE_DATE_EPOCH, otherwise the current time, in UTC.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1. Raise ValueError if the
    variable is not a number of seconds.
    """
    written = environment.get("SOURCE_DATE_EPOCH")
    if written:
        try:
            return datetime.fromtimestamp(int(written), UTC)
        except (ValueError, OverflowError, OSError):
            message = told(
                "%(variable)s is “%(value)s”; it must be a number of seconds since 1970",
                variable="SOURCE_DATE_EPOCH",
                value=written,
            )
            raise ValueError(message) from None
    return clock(environment)
