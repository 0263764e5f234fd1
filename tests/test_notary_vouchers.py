"""Others who vouch for a log: an authority that stamps its checkpoints. All of them run here."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from site_builder.notary.stamps import BadStamp, Question
from tests.sites import run_command
from tests.test_notary import LOG, edit, root, verify

__all__ = ["root"]

Reply = Callable[[bytes], tuple[int, bytes]]
"""From a request to the status and the content of the answer."""


@contextmanager
def answering(reply: Reply) -> Iterator[str]:
    """Serve the answers of someone else; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            code, content = reply(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(code)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


def configure(root: Path, options: str) -> None:
    """Add settings below `notary`."""
    config = root / "mkdocs.yml"
    text = re.sub("notary.pem.*", f"notary.pem{options and ', '}{options}}}}}", config.read_text())
    config.write_text(text)


def build(root: Path, at: str = "2022-12-30") -> str:
    result = run_command("build", "-f", str(root / "mkdocs.yml"), "--at", at)
    assert result.exit_code == 0, result.output
    return result.output


# An authority: OpenSSL's, with a root and a certificate of its own.


AUTHORITY = """\
[req]
distinguished_name = name
prompt = no
[name]
CN = Time of these tests
[root]
basicConstraints = critical, CA:TRUE
[stamps]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = critical, timeStamping
[tsa]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
"""
KEY = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config authority.cnf"


def openssl(folder: Path, arguments: str) -> bytes:
    command = ["openssl", *arguments.split()]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an authority; its root is `root.pem`, and `other.pem` one of somebody else."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "authority.cnf").write_text(AUTHORITY)
    (folder / "serial").write_text("01\n")
    for name in ("root", "other"):
        subject = f"-subj /CN={name} -keyout {name}.key -out {name}.pem"
        openssl(folder, f"req -x509 {KEY} -extensions root {subject}")
    openssl(folder, f"req {KEY} -keyout tsa.key -out tsa.csr")
    signed = "-CA root.pem -CAkey root.key -CAcreateserial -extfile authority.cnf"
    openssl(folder, f"x509 -req -in tsa.csr {signed} -extensions stamps -out tsa.pem")
    return folder


def stamps(authority: Path) -> Reply:
    def reply(query: bytes) -> tuple[int, bytes]:
        (authority / "query").write_bytes(query)
        signed = "-signer tsa.pem -inkey tsa.key -config authority.cnf -section tsa"
        openssl(authority, f"ts -reply -queryfile query {signed} -out reply")
        return 200, (authority / "reply").read_bytes()

    return reply


def stamp(root: Path) -> Path:
    return root / "site" / LOG / "checkpoint.tsr"


def test_a_checkpoint_is_stamped_and_the_moment_is_proved(root: Path, authority: Path) -> None:
    with answering(stamps(authority)) as url:
        configure(root, f"timestamp: '{url}'")
        edit(root)
        assert "has no time stamp" not in build(root)
    code, said = verify(root, "--authority", str(authority / "root.pem"))
    assert code == 0, said
    proved = (
        r"^The checkpoint, and everything in it, existed at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ: the"
    )
    assert re.search(proved, said, re.MULTILINE)
    # OpenSSL agrees.
    log = root / "site" / LOG
    checked = f"-data {log}/checkpoint -in {stamp(root)} -CAfile root.pem"
    assert b"Verification: OK" in openssl(authority, f"ts -verify {checked}")
    # Without the option nobody is trusted, and nothing is said.
    assert "existed at" not in verify(root)[1]


def test_a_stamp_by_another_or_for_another_checkpoint_is_found(root: Path, authority: Path) -> None:
    with answering(stamps(authority)) as url:
        configure(root, f"timestamp: '{url}'")
        edit(root)
        build(root)
        earlier = stamp(root).read_bytes()
        (root / "content/countries/lu.yml").write_text("locales: [fr]\n")
        build(root)
    wrong = "checkpoint.tsr is not a time stamp of the checkpoint that this authority has signed."
    trusted = ("--authority", str(authority / "root.pem"))
    assert verify(root, *trusted)[0] == 0
    code, said = verify(root, "--authority", str(authority / "other.pem"))
    assert (code, wrong in said) == (1, True)
    for content in (earlier, b"", b"stamp", stamp(root).read_bytes()[:-1]):
        stamp(root).write_bytes(content)
        code, said = verify(root, *trusted)
        assert (code, wrong in said) == (1, True)
    stamp(root).unlink()
    code, said = verify(root, *trusted)
    assert (code, said) == (1, f"{LOG}/checkpoint.tsr is missing.\n")


def test_a_stamp_is_kept_as_long_as_its_checkpoint(root: Path, authority: Path) -> None:
    asked: list[bytes] = []

    def reply(query: bytes) -> tuple[int, bytes]:
        asked.append(query)
        return stamps(authority)(query)

    with answering(reply) as url:
        configure(root, f"timestamp: '{url}'")
        # The checkpoint of the first build gets its stamp now, since it has none.
        build(root)
        before = stamp(root).read_bytes()
        shutil.rmtree(root / ".cache")
        build(root)
        assert (len(asked), stamp(root).read_bytes()) == (1, before)
        edit(root)
        build(root)
        assert (len(asked), stamp(root).read_bytes() == before) == (2, False)
    # An authority that is gone leaves no stamp of an older checkpoint behind.
    (root / "content/countries/lu.yml").write_text("locales: [fr]\n")
    assert "has no time stamp" in build(root)
    assert not stamp(root).exists()
    assert verify(root)[0] == 0


WRONG: dict[str, tuple[Reply, str]] = {
    "an error": (lambda _: (500, b"busy"), "is not one (HTTP 500)"),
    "a page": (lambda _: (200, b"<html>"), "is not one (HTTP 200)"),
    "elsewhere": (lambda _: (307, b""), "is not one (HTTP 307)"),
    "a refusal": (lambda _: (200, b"\x30\x05\x30\x03\x02\x01\x02"), "is not one (HTTP 200)"),
    "without end": (lambda _: (200, b"x" * 70_000), "does not answer (timed out)"),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_authority_that_fails_never_stops_a_build(root: Path, case: str) -> None:
    reply, reason = WRONG[case]
    with answering(reply) as url:
        configure(root, f"timestamp: '{url}'")
        edit(root)
        said = build(root)
    assert f"The checkpoint has no time stamp: {url}" in said or f"answer of {url}" in said
    assert reason in said
    assert not stamp(root).exists()
    assert verify(root)[0] == 0


def test_a_stamp_for_another_question_is_refused(authority: Path) -> None:
    _, reply = stamps(authority)(Question.about(b"one").as_bytes())
    for content in (b"one", b"two"):
        with pytest.raises(BadStamp):
            Question.about(content).answered(reply)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("timestamp: soon", "“soon” is not a valid web address. Write `timestamp: http"),
        ("timestamp: [x]", "`timestamp` must be a text."),
        ("stamp: x", "The keys here are: key, name, timestamp"),
    ],
)
def test_wrong_settings_are_said(root: Path, options: str, reason: str) -> None:
    configure(root, options)
    result = run_command("build", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 2
    assert reason in " ".join(result.output.split())


def test_a_certificate_that_is_none_is_said(root: Path) -> None:
    code, said = verify(root, "--authority", str(root / "mkdocs.yml"))
    assert (code, "mkdocs.yml has no certificate that can be read (PEM)." in said) == (2, True)
