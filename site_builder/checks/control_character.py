"""A text contains a control character, which no page, feed or mail may have.

They come with texts copied from terminals and old files, or from escapes such as `\\x1b` in YAML.
The builder would leave them out (XML 1.0, 2.2), and a terminal could take them for commands.

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

import re
from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding

# Tabs and line ends apart: C0, C1, and what Unicode never assigns (Unicode, 23.1 and 23.7).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        for match in CONTROL.finditer(text.value):
            yield Finding(
                text.inside(match[0], match.start()),
                f"This text contains the control character U+{ord(match[0]):04X}.",
                "Delete the character, or the escape that stands for it.",
            )


CHECK = Check("control-character", "error", find)
