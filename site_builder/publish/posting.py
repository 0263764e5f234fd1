"""Questions to servers of others: few, small, and never waited for long."""

from __future__ import annotations

import http.client
import time
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from site_builder import __version__
from site_builder.model.characters import visible
from site_builder.publish.answers import Answer, NoAnswer

_PATIENCE = 10
"""Seconds for a whole answer."""
_LARGEST = 1 << 16


def post(url: str, content: bytes, kind: str, patience: float = _PATIENCE) -> Answer:
    """Send a request and return the answer, whatever its status. Raises NoAnswer."""
    headers = {"Content-Type": kind, "User-Agent": f"site-builder/{__version__}"}
    ends = time.monotonic() + patience
    try:
        request = Request(url, data=content, headers=headers)
        with build_opener(_NoRedirect()).open(request, timeout=patience) as answer:
            return Answer(answer.status, _content(answer, ends))
    except HTTPError as error:
        with error:
            try:
                return Answer(error.code, _content(error, ends))
            except (OSError, http.client.HTTPException, ValueError) as broken:
                raise NoAnswer(_reason(broken)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer(_reason(error)) from None


def _content(answer: Any, ends: float) -> bytes:
    content = b""
    while piece := answer.read1(_LARGEST):
        content += piece
        if len(content) > _LARGEST or time.monotonic() > ends:
            raise TimeoutError("timed out")
    return content


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    said = getattr(cause, "strerror", None) or str(cause) or type(error).__name__
    return visible(" ".join(str(said).split()))[:200]


class _NoRedirect(HTTPRedirectHandler):
    """An address that has moved is for people to write into mkdocs.yml."""

    def redirect_request(self, *_: Any) -> None:
        return None
