"""A file that exists, after a change of its YAML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ruamel.yaml.error import YAMLError

from site_builder.adding.addition import Addition, Desk, NotAddable
from site_builder.editing.plain_files import read_plain
from site_builder.editing.yaml_text import edited
from site_builder.model.message import told
from site_builder.reading.loading import text_of


def changed(desk: Desk, file: str, change: Callable[[Any], None]) -> Addition:
    """A file after a change of its YAML, which keeps comments and order."""
    try:
        text = edited(text_of(read_plain(desk.root / file)), change)
    except YAMLError:
        raise NotAddable(
            told("%(file)s cannot be changed by a program. Edit it yourself.", file=file)
        ) from None
    return Addition({file: text}, file, is_change=True)
