"""Write docs/problems.md from the docstrings of the checks."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.checking.rules import MODULES

TARGET = Path(__file__).parent.parent / "docs" / "problems.md"
_HEAD = """\
# What `site-builder check` may say

An error stops a build; a warning deserves a look. This page is made by `make problems` from the
checks in `site_builder/checks/`, one file for each.
"""


def problems_page() -> str:
    """The whole page."""
    sections = [_HEAD]
    for module in sorted(MODULES, key=lambda module: module.CHECK.code):
        text = re.sub(r"^(Fails|Passes):$", r"\1:", module.__doc__ or "", flags=re.MULTILINE)
        sections.append(f"## {module.CHECK.code} ({module.CHECK.severity})\n\n{text.strip()}\n")
    return "\n".join(sections)


if __name__ == "__main__":
    TARGET.write_text(problems_page(), "utf-8")
