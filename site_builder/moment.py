"""The moment of a build, and the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

CLOCK = "SITE_BUILDER_CLOCK"
"""What the clock shows, if not the system's time: for tests and rehearsals."""


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
