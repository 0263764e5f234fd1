"""A comment in a text is never closed, so everything after it would be hidden.

`<!-- ... -->` is a note for other authors. It never appears in a page, feed or mail. To show a
comment to readers, put it in backticks.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Bonjour. <!-- le juriste : pas encore. Merci."}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Bonjour. <!-- le juriste : pas encore --> Merci."}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from site_builder.checking.engine import Check, Examined
from site_builder.markdown.comments import comments
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.reading.document import KeyPath


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.shaped:
        document = shaped.document
        for path, value in _strings(document.value, ()):
            for comment in comments(value):
                if comment.kind == "open":
                    nth = value.count("<!--", 0, comment.start)
                    yield _finding(document.inside(path, "<!--", nth))
    for text in examined.texts:
        if text.scan.has_open_comment:
            yield _finding(text.inside("<!--", text.value.find("<!--")))


def _finding(place: Place) -> Finding:
    return Finding(
        place,
        told("This comment is never closed."),
        told("Write `-->` where it ends. To show `<!--` itself, write `\\<!--`."),
    )


def _strings(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        if "<!--" in value:
            yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _strings(item, (*path, i))


CHECK = Check("open-comment", "error", find)
