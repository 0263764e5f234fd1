"""The stylesheet of the pages, beside Material's own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from site_builder.outputs.output import Artefact

_ASSETS = Path(__file__).parent / "assets"


def stylesheet() -> Artefact:
    """All styles in one file whose name changes with its content."""
    css = "\n".join(path.read_text("utf-8") for path in sorted(_ASSETS.glob("*.css")))
    content = css.encode()
    name = hashlib.sha256(content).hexdigest()[:10]
    return Artefact(f"assets/stylesheets/site.{name}.css", content)
