"""The date in an update's file name is neither its `as_of` nor its `published`.

Usually someone copied a file and forgot to change one of the two. The file name becomes the
update's address, so a wrong date would stay visible.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-30.yml
    status: investigating
    published: 2022-07-29
    text: {fr: Texte}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29-portal.yml
    status: investigating
    as_of: 2022-07-29
    published: 2022-07-30 10:00
    text: {fr: Texte}
    # status/outage/2022-08.yml
    status: investigating
    published: 2022-08-02
    text: {fr: Texte}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from site_builder.checking.engine import Check, Examined
from site_builder.model.date import Precision, WrittenDate
from site_builder.model.message import told
from site_builder.model.problem import Finding

_DATE = re.compile(r"\d{4}(?:-\d{2}(?!\d)(?:-\d{2}(?!\d))?)?", re.ASCII)
_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7}


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("update"):
        document, shape = shaped.document, shaped.shape
        written = {"published": shape.published, "as_of": shape.as_of}
        dates = {key: date for key, date in written.items() if date is not None}
        match = _DATE.match(document.id)
        if match is None or not dates or any(_is_of(date, match[0]) for date in dates.values()):
            continue
        key, date = next(iter(dates.items()))
        day = date.day.isoformat()[: _LENGTHS.get(date.precision, 10)]
        name = PurePosixPath(document.file).name
        right = f"{day}{name[len(match[0]) :]}"
        yield Finding(
            document.place(key),
            told(
                "The file is called %(name)s, but “%(key)s” is %(date)s.",
                name=name,
                key=key,
                date=day,
            ),
            told(
                "Rename the file to `%(name)s`, or write `%(key)s: %(date)s`.",
                name=right,
                key=key,
                date=match[0],
            ),
        )


def _is_of(date: WrittenDate, named: str) -> bool:
    """Return whether a date matches the one in a file name, at the coarser precision."""
    length = min(len(named), _LENGTHS.get(date.precision, 10))
    return date.day.isoformat()[:length] == named[:length]


CHECK = Check("file-date", "warning", find)
