"""The preview's server: MkDocs' live reload server, restricted to this machine's names."""

from __future__ import annotations

import errno
import ipaddress
import os
import re
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog import events
from watchdog.observers import Observer

from site_builder.language.speech import Speech
from site_builder.model.message import Message, told

_HOST = re.compile(r"(?:\[([0-9a-f:.]+(?:%[^\]]*)?)\]|([^\s:/@\[\]]+))(?::[0-9]+)?", re.IGNORECASE)
_REFUSED = told(
    "This preview shows drafts, so it only answers to the names and addresses of this machine.\n"
    "Open it by its address, or start it with `--host` and the name that you use.\n"
)


# Opening a file for reading is an event too, so a build would start the next build.
_CHANGES: list[type[events.FileSystemEvent]] = [
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
    events.FileClosedEvent,
    events.FileCreatedEvent,
    events.FileDeletedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
]


class NotServable(Exception):
    """The server cannot listen on the address; the message says why and what to write."""


class PreviewServer(LiveReloadServer):
    """Serves a folder at `mount`, with a panel at the end of each page.

    Raises NotServable if it cannot listen.
    """

    def __init__(
        self,
        build: Callable[[], None],
        host: str,
        port: int,
        folder: str,
        mount: str,
        panel: Callable[[], str],
        speech: Speech,
    ) -> None:
        if not host.strip():
            raise NotServable(_no_host(host))
        self._is_open = False
        self._names = _names(host)
        try:
            super().__init__(builder=build, host=host, port=port, root=folder, mount_path=mount)
            # Before anything is built: anyone with a wrong address should know at once.
            self.server_bind()
            self.server_activate()
        except (OSError, UnicodeError) as error:
            raise NotServable(_explained(error, host, port)) from None
        self._is_open = True
        self._panel = panel
        self._speech = speech
        self.error_handler = self._missing
        # MkDocs polls every file twice a second; the system reports changes at once.
        self.observer = Observer()  # type: ignore[assignment]
        self.build_delay = 0.02

    def watch_site(self, root: Path, names: Iterable[str]) -> None:
        """Rebuild when one of the files and folders `names` in `root` changes.

        Can be called again to watch new folders.
        """
        wanted = [os.fspath(root / name) for name in names]

        def on_change(event: events.FileSystemEvent) -> None:
            paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path)]
            if any(path == w or path.startswith(w + os.sep) for path in paths for w in wanted):
                with self._rebuild_cond:
                    self._want_rebuild = True
                    self._rebuild_cond.notify_all()

        handler = events.FileSystemEventHandler()
        handler.on_any_event = on_change  # type: ignore[method-assign]
        # Editors replace files, so files are watched by their folder.
        for folder in (os.fspath(root), *filter(os.path.isdir, wanted)):
            if folder not in self._watched_paths:
                self._watched_paths[folder] = 1
                self.observer.schedule(
                    handler, folder, recursive=folder in wanted, event_filter=_CHANGES
                )

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        before, end, after = page.rpartition(b"</body>")
        panel = self._panel().encode()
        return b"".join((before, panel, end, after)) if end else page + panel

    def _missing(self, code: int) -> bytes | None:
        """Return the site's error page, or the list of problems if there is no site yet."""
        with self._epoch_cond:
            epoch = self._visible_epoch
        page = Path(self.root, f"{code}.html")
        if page.is_file():
            return self._inject_js_into_html(page.read_bytes(), epoch)
        return self._inject_js_into_html(b"", epoch) if self._panel() else None

    def server_bind(self) -> None:
        if not self._is_open:
            super().server_bind()

    def server_activate(self) -> None:
        if not self._is_open:
            super().server_activate()

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        # A hostile page whose name resolves to this machine (DNS rebinding) sends its own name.
        if not is_own(environ.get("HTTP_HOST"), self._names):
            start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
            return [self._speech.say(_REFUSED).encode()]
        return super().serve_request(environ, start_response)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore readers that close the connection early."""


def is_own(host: str | None, names: frozenset[str]) -> bool:
    """Return whether a Host header has an IP address, localhost or one of `names`, with any port.

    Browsers always send the header, so a request without one does not come from a page.
    """
    if host is None:
        return True
    match = _HOST.fullmatch(host.strip())
    if match is None:
        return False
    if match[1]:
        return _is_address(match[1])
    name = match[2].lower().removesuffix(".")
    return _is_address(name) or name in names or name.endswith(".localhost")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _names(host: str) -> frozenset[str]:
    own = socket.gethostname().lower()
    return frozenset({"localhost", host.lower().removesuffix("."), own, f"{own}.local"})


def url_of(host: str, port: int) -> str:
    """Return the URL of a server; IPv6 addresses are in brackets (RFC 3986, 3.2.2)."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _no_host(host: str) -> Message:
    return told(
        "“%(host)s” is not a name or address of this machine. Use `--host 127.0.0.1` to "
        "serve this machine only, or `--host 0.0.0.0` to serve its network.",
        host=host,
    )


def _explained(error: OSError | UnicodeError, host: str, port: int) -> Message:
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1
        return told(
            "Port %(port)s is in use, perhaps by another preview. Stop that preview, "
            "or use another port: `--port %(other)s`.",
            port=str(port),
            other=str(other),
        )
    if code in (errno.EACCES, errno.EPERM):
        return told(
            "Port %(port)s is reserved for the system. Use a port from 1024 upwards: "
            "`--port 8000`.",
            port=str(port),
        )
    return _no_host(host)
