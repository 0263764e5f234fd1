"""Merge conflicts that git left in a file."""

from __future__ import annotations

import re

from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.reading.document import place_at

# git-merge, "How conflicts are presented".
_START = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_END = re.compile(r"^>{7}(?: .*)?$", re.MULTILINE)


def find_conflict(text: str, file: str) -> Finding | None:
    """Return a finding for the first merge conflict in a file; None if there is none."""
    start = _START.search(text)
    if start is None or _END.search(text, start.end()) is None:
        return None
    return Finding(
        place_at(file, text, start.start(), len(start[0])),
        told("Git left a merge conflict here."),
        told(
            "The lines up to `=======` are your version; those up to `>>>>>>>` are the "
            "other one. Keep the lines that are right, and delete the rest with the "
            "three lines of marks. Then run `git add` for the file."
        ),
    )
