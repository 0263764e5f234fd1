"""`verify` with the address of a site: what it reads from a web server, and what it refuses."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from site_builder.publish.answers import Unreachable
from site_builder.publish.remote import Limits, RemoteSite
from tests.sites import build_site, run_command
from tests.test_notary import LOG, SIGNER, checkpoint, edit, root

__all__ = ["root"]


class Server(SimpleHTTPRequestHandler):
    """Serves a folder below /info/; `answers` are those that are different."""

    answers: dict[str, Callable[[Server], None]]
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        own = self.answers.get(self.path)
        if own is not None:
            own(self)
        elif self.path.startswith("/info/"):
            self.path = self.path.removeprefix("/info")
            super().do_GET()
        else:
            self.send_error(404)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(
    site: Path, answers: dict[str, Callable[[Server], None]] | None = None
) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder; give its address, and the list of what is asked."""
    asked: list[str] = []
    handler = type("Handler", (Server,), {"answers": answers or {}, "asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/info/", asked
        finally:
            server.shutdown()
            thread.join()


def status(code: int) -> Callable[[Server], None]:
    return lambda server: server.send_error(code)


def redirect(target: str) -> Callable[[Server], None]:
    def answer(server: Server) -> None:
        server.send_response(302)
        server.send_header("Location", target)
        server.send_header("Content-Length", "0")
        server.end_headers()

    return answer


def verify(url: str, *options: str) -> tuple[int, str]:
    result = run_command("verify", url, "--key", str(SIGNER.verifier), *options)
    return result.exit_code, result.output


def test_a_site_on_a_server_is_as_published(root: Path) -> None:
    # Servers that follow `_headers` do not serve it.
    with served(root / "site", {"/info/_headers": status(404)}) as (url, asked):
        for address in (url, url.removesuffix("/")):
            assert verify(address) == (
                0,
                "de/de: as published 2022-12-30T23:59:59Z\n"
                "lu/fr: as published 2022-12-30T23:59:59Z\n"
                "Everything else: as published 2022-12-30T23:59:59Z\n"
                "The log of 3 entries is intact, and all files are as they were published.\n",
            )
    assert all(path.startswith("/info/") for path in asked)
    assert len(asked) == 2 * len(set(asked))


def test_what_differs_on_a_server_is_named(root: Path) -> None:
    site = root / "site"
    (site / "lu/fr/index.html").write_text("another text")
    (site / "de/de/contact/index.html").unlink()
    with served(site) as (url, _):
        assert verify(url) == (
            1,
            "de/de/contact/index.html is missing.\n"
            "lu/fr/index.html was changed after it was published (2022-12-30T23:59:59Z).\n",
        )


def test_one_edition_is_read_alone(root: Path) -> None:
    (root / "site/de/de/index.html").unlink()
    with served(root / "site") as (url, asked):
        assert verify(url, "--edition", "lu/fr") == (
            0,
            "lu/fr: as published 2022-12-30T23:59:59Z\n"
            "The log of 3 entries is intact, and all files of lu/fr are as they were published.\n",
        )
        assert not [path for path in asked if "/de/" in path]
        assert verify(url, "--edition", "lu/xx") == (
            1,
            "The log has no edition “lu/xx”. It has: de/de, lu/fr, site.\n",
        )
    said = run_command(
        "verify", str(root / "site"), "--key", str(SIGNER.verifier), "--edition", "de/de"
    )
    assert said.output == "de/de/index.html is missing.\n"


def test_a_log_on_a_server_extends_an_earlier_checkpoint(root: Path) -> None:
    earlier = root / "earlier"
    shutil.copy(checkpoint(root / "site"), earlier)
    edit(root)
    with served(build_site(root, "2022-12-30")) as (url, _):
        code, said = verify(url, "--since", str(earlier))
        assert (code, f"The log extends the checkpoint in {earlier}." in said) == (0, True)


def test_a_log_that_is_not_there_is_named(root: Path) -> None:
    shutil.rmtree(root / "site" / LOG)
    with served(root / "site") as (url, _):
        assert verify(url) == (1, f"{LOG}/checkpoint is missing.\n")


REFUSED: dict[str, tuple[Callable[[Server], None], str]] = {
    "error": (status(503), "index.html cannot be read: the server says 503.\n"),
    "elsewhere": (
        redirect("https://mirror.example.org/index.html"),
        "leads to another server: https://mirror.example.org/index.html. Verify the site there.\n",
    ),
    "another port": (redirect("http://127.0.0.1:1/index.html"), "leads to another server: "),
    "file": (redirect("file:///etc/passwd"), "cannot be read: the server says 302.\n"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_server_does_wrong_is_said_in_one_line(root: Path, case: str) -> None:
    answer, reason = REFUSED[case]
    with served(root / "site", {"/info/lu/fr/index.html": answer}) as (url, _):
        code, said = verify(url)
    assert (code, reason in said, said.count("\n")) == (1, True, 1), said
    assert said.startswith(f"Error: {url}lu/fr/index.html ")


def test_redirects_on_the_same_server_are_followed(root: Path) -> None:
    with served(root / "site", {"/info/lu/fr/index.html": redirect("/info/lu/fr/")}) as (url, _):
        assert verify(url)[0] == 0


def test_a_server_that_does_not_answer_is_said() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code, said = verify(f"http://127.0.0.1:{port}/")
    assert (code, "checkpoint cannot be read: Connection refused." in said) == (1, True)


@pytest.mark.parametrize(
    "url",
    [
        *("http://status.example.org/", "https://", "ftp://status.example.org/"),
        *("https://user:word@status.example.org/", "https://status.example.org/?edition=lu"),
        *("http://127.0.0.1.example.org/", "http://localhost@status.example.org/", "file:///tmp"),
    ],
)
def test_addresses_that_prove_nothing_are_refused(url: str) -> None:
    code, said = verify(url)
    assert (code, "is not the address of a site. Write `https://" in said) == (2, True)


def send(server: Server, size: int, pieces: int) -> None:
    server.send_response(200)
    server.send_header("Content-Length", str(size))
    server.end_headers()
    for _ in range(pieces):
        server.wfile.write(b"x")
        server.wfile.flush()


def test_a_server_cannot_send_without_end(tmp_path: Path) -> None:
    ticks = iter(range(1000))
    answers = {
        "/info/large": lambda server: send(server, 20, 20),
        "/info/short": lambda server: send(server, 20, 5),
        "/info/small": lambda server: send(server, 5, 5),
    }
    with served(tmp_path, answers) as (url, _):
        small = RemoteSite(url, Limits(size=10))
        assert small.read("small") == b"xxxxx"
        assert small.read("none") is None
        with pytest.raises(Unreachable, match="large is too large to be a file of the site"):
            small.read("large")
        with pytest.raises(Unreachable, match="short cannot be read: IncompleteRead"):
            RemoteSite(url).read("short")
        for limits in (Limits(file=0), Limits(whole=0)):
            slow = RemoteSite(url, limits, lambda: float(next(ticks)), 0)
            with pytest.raises(Unreachable, match="The server is too slow"):
                slow.read("small")
