"""The moment of a build: `--at`, else SOURCE_DATE_EPOCH, else the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from site_builder.model.date import WrittenDate


def build_moment(environment: Mapping[str, str]) -> datetime:
    """The moment that SOURCE_DATE_EPOCH gives in seconds, else the clock's, in UTC.

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
    return datetime.now(UTC).replace(microsecond=0)


Moment = datetime | WrittenDate
"""A build's moment; a written one is in the site's time zone, a day means its end."""
