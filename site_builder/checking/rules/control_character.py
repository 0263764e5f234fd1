"""A text contains a control character, which no page, feed or mail may have.

Such characters come from terminals and old files, or from escapes such as `\\x1b` in YAML. The
builder would drop them (XML 1.0, 2.2), and a terminal could run them as commands.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: "Panne\\e[31m"}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Le portail"}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: "Panne"}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Le portail\\tet\\nle téléphone"}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.characters import CONTROL
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        for match in CONTROL.finditer(text.value):
            yield Finding(
                text.inside(match[0], match.start()),
                told(
                    "This text contains the control character U+%(code)s.",
                    code=f"{ord(match[0]):04X}",
                ),
                told(
                    "Delete it. In double quotes, it can be hidden in an escape: `\\x%(code)s`.",
                    code=f"{ord(match[0]):02x}",
                ),
            )


CHECK = Check("control-character", "error", find)
