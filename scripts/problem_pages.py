"""Write docs/problems.md from the docstrings of the checks."""

from __future__ import annotations

import re
from pathlib import Path

from site_builder.checking.rules import MODULES

TARGET = Path(__file__).parent.parent / "docs" / "problems.md"
_HEAD = """\
# Problems that `site-builder check` reports

An error stops the build. A warning does not, but needs a look. Each section shows an example that
fails and one that passes.

`make problems` generates this page from the checks in `site_builder/checking/rules/`.
"""


def problems_page() -> str:
    """Return the whole page."""
    sections = [_HEAD]
    for module in sorted(MODULES, key=lambda module: module.CHECK.code):
        text = re.sub(r"^(Fails|Passes):$", r"\1:", module.__doc__ or "", flags=re.MULTILINE)
        sections.append(f"## {module.CHECK.code} ({module.CHECK.severity})\n\n{text.strip()}\n")
    return "\n".join(sections)


if __name__ == "__main__":
    TARGET.write_text(problems_page(), "utf-8")
