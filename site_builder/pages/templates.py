"""The templates of articles. Values are escaped; HTML goes in only as Markup."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from markupsafe import Markup

TEMPLATES = Path(__file__).parent.parent / "templates"


def compiled_templates() -> BytecodeCache | None:
    """Templates compiled to Python, stored next to the compiled modules of this package.

    They are code, so they are not stored in a site's folder, which others may write to. None if the
    package folder cannot be written to.
    """
    folder = Path(__file__).parent / "__pycache__"
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=compiled_templates(),
    )


def render(template: str, **view: object) -> Markup:
    """Render `articles/home.html` or a component with its view."""
    return Markup(_environment().get_template(template).render(view).strip())
