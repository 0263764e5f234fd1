"""A published site, read from its web server."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from site_builder import __version__
from site_builder.model.characters import visible
from site_builder.model.message import told
from site_builder.model.url import is_web_address
from site_builder.publish.answers import Unreachable

READERS = 8
"""How many files are read at once."""
UNSERVED = frozenset(("_headers",))
"""Files that are for the web server itself, which may keep them to itself."""
_HERE = frozenset(("localhost", "127.0.0.1", "[::1]"))
_GONE = (404, 410)
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What a server may cost: seconds without an answer, seconds and bytes for one file, and
    seconds for all.
    """

    answer: float = 20
    file: float = 120
    size: int = 200_000_000
    whole: float = 3600


@dataclass(frozen=True, slots=True)
class RemoteSite:
    """The site at an address that ends with a slash. Nothing else is ever asked."""

    address: str
    limits: Limits = Limits()
    clock: Callable[[], float] = time.monotonic
    started: float = field(default_factory=time.monotonic)

    @classmethod
    def at(cls, url: str) -> RemoteSite | None:
        """Return the site at a web address; None if it is not one that can be trusted.

        Only `https` proves who answers; `http` is for a server on this machine.
        """
        parts = urlsplit(url) if is_web_address(url) else None
        if parts is None or parts.query or parts.fragment:
            return None
        is_here = (parts.netloc.rpartition(":")[0] or parts.netloc) in _HERE
        if parts.scheme.lower() != "https" and not is_here:
            return None
        return cls(url if url.endswith("/") else f"{url}/")

    def read(self, path: str) -> bytes | None:
        """Return the content of a file; None if the server has none. Raises Unreachable."""
        if self.clock() - self.started > self.limits.whole:
            raise Unreachable(told("The server is too slow: reading the site took too long."))
        url = self.address + quote(path)
        headers = {
            "Accept-Encoding": "identity",
            "Cache-Control": "no-cache",
            "User-Agent": f"site-builder/{__version__}",
        }
        try:
            with self._opener().open(
                Request(url, headers=headers), timeout=self.limits.answer
            ) as answer:
                return self._content(answer, url)
        except HTTPError as error:
            error.close()
            if error.code in _GONE:
                return None
            raise Unreachable(
                told(
                    "%(url)s cannot be read: the server says %(code)s.",
                    url=url,
                    code=str(error.code),
                )
            ) from None
        except ssl.SSLError as error:
            reason = error.reason or str(error)
        except URLError as error:
            reason = getattr(error.reason, "strerror", None) or str(error.reason)
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Unreachable(
            told("%(url)s cannot be read: %(reason)s.", url=url, reason=visible(str(reason)))
        )

    def _content(self, answer: Any, url: str) -> bytes:
        ends = self.clock() + self.limits.file
        pieces: list[bytes] = []
        size = 0
        # `read` would wait until a whole piece is there, however slowly it comes.
        while piece := answer.read1(_PIECE):
            size += len(piece)
            pieces.append(piece)
            if size > self.limits.size:
                raise Unreachable(told("%(url)s is too large to be a file of the site.", url=url))
            if self.clock() > ends:
                raise Unreachable(told("The server is too slow: reading the site took too long."))
        if answer.length:
            raise http.client.IncompleteRead(b"", answer.length)
        return b"".join(pieces)

    def _opener(self) -> OpenerDirector:
        parts = urlsplit(self.address)
        handlers: list[Any] = [_SameServer(parts.scheme, parts.netloc)]
        if parts.scheme != "https":
            # A proxy has nothing to do with a server on this machine.
            handlers.append(ProxyHandler({}))
        return build_opener(*handlers)


class _SameServer(HTTPRedirectHandler):
    """Follows redirects only as long as they stay on the server."""

    def __init__(self, scheme: str, netloc: str) -> None:
        self._server = (scheme.lower(), netloc.lower())

    def redirect_request(
        self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: str
    ) -> Any:
        parts = urlsplit(newurl)
        if (parts.scheme.lower(), parts.netloc.lower()) != self._server:
            raise Unreachable(
                told(
                    "%(url)s leads to another server: %(target)s. Verify the site there.",
                    url=req.full_url,
                    target=visible(newurl),
                )
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)
