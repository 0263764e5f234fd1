"""`netlify.toml` (docs.netlify.com/build/configure-builds/file-based-configuration).

Netlify reads the headers from `_headers` in the published folder, so they are not repeated. A name
on Netlify is the root of the site: one below a path is behind a server that passes requests on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from site_builder.hosting.served import Served
from site_builder.outputs.pages.missing import MISSING


def quoted(text: str) -> str:
    """Return a basic string of TOML, which has the escapes of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def configuration(served: Served) -> str:
    """Return the configuration; `folder` is relative to the file."""
    lines = ["[build]", f"publish = {quoted(served.folder)}"]
    for moved in served.moved:
        for address in moved.addresses:
            old = f"/{address}/{moved.former}"
            new = f"{served.place.path}{address}/{moved.present}"
            # There is a page at the old address, for servers that do not redirect.
            lines += _redirect(old, new, 301, is_forced=True)
    for address in served.addresses:
        lines += _redirect(f"/{address}/*", f"/{address}/{MISSING}", 404)
    return "\n".join([*lines, ""])


def _redirect(old: str, new: str, status: int, is_forced: bool = False) -> Iterator[str]:
    yield from ("", "[[redirects]]", f"from = {quoted(old)}", f"to = {quoted(new)}")
    yield f"status = {status}"
    if is_forced:
        yield "force = true"
