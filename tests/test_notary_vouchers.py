"""Others who vouch for a log: an authority stamps its checkpoints, witnesses sign them too.

All of them run on this machine.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tlog_scales.signing import MLDSA44CosignatureSigner, NoteSignature, Vkey, VkeySet
from tlog_scales.tlog import Checkpoint, ConsistencyProof, ConsistencyProofInvalid

from site_builder.notary.stamps import BadStamp, Question
from tests.sites import run_command
from tests.test_notary import LOG, SIGNER, checkpoint, edit, replace_log, root, verify

__all__ = ["root"]

Reply = Callable[[bytes], tuple[int, bytes]]
"""From a request to the status and the content of the answer."""


@contextmanager
def answering(reply: Reply, path: str = "/") -> Iterator[str]:
    """Serve the answers of someone else at one path; gives the address of the server."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            code, content = reply(asked) if self.path == path else (404, b"")
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
    "elsewhere": (lambda _: (302, b""), "is not one (HTTP 302)"),
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


def test_a_stamp_that_is_granted_with_changes_is_refused(authority: Path) -> None:
    question = Question.about(b"one")
    _, reply = stamps(authority)(question.as_bytes())
    assert question.answered(reply)
    # The status comes first: 0 is granted, 1 granted with modifications (RFC 3161, 2.4.2).
    changed = reply.replace(b"\x30\x03\x02\x01\x00", b"\x30\x03\x02\x01\x01", 1)
    with pytest.raises(BadStamp):
        question.answered(changed)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("timestamp: soon", "“soon” is not a valid web address. Write `timestamp: http"),
        ("timestamp: [x]", "`timestamp` must be a text."),
        ("stamp: x", "The keys here are: key, name, timestamp, witnesses"),
        ("witnesses: x", "`witnesses` must be a list. Write `- {url: https://witness.example.org"),
        ("witnesses: [x]", "A witness needs the keys `url` and `key`, and no others."),
        ("witnesses: [{url: 'https://w.example'}]", "A witness needs the keys `url` and `key`"),
        ("witnesses: [{url: w, key: k}]", "“w” is not a valid web address."),
        (
            "witnesses: [{url: 'https://w.example', key: name+hash+key}]",
            "“name+hash+key” is not the public key of a witness.",
        ),
    ],
)
def test_wrong_settings_are_said(root: Path, options: str, reason: str) -> None:
    configure(root, options)
    result = run_command("build", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 2
    assert reason in " ".join(result.output.split())


def test_a_certificate_that_proves_nothing_is_said(root: Path, authority: Path) -> None:
    code, said = verify(root, "--authority", str(authority / "tsa.pem"))
    assert (code, "tsa.pem has no root certificate, which is one" in said) == (2, True)
    code, said = verify(root, "--authority", str(root / "mkdocs.yml"))
    assert (code, "mkdocs.yml has no certificate that can be read (PEM)." in said) == (2, True)


# A witness: as small as c2sp.org/tlog-witness allows.

WITNESS = "witness.example.org/w1"
SEEN = 1679315147
PATH = "/add-checkpoint"


class SmallWitness:
    """Remembers the last checkpoint that it has signed; `asked` are the old sizes in requests."""

    def __init__(self, name: str = WITNESS, secret: bytes = b"w" * 32) -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(secret)
        self.vkey = Vkey(name, None, 4, self.key.public_key().public_bytes_raw())
        self.public = str(self.vkey.serialize())  # type: ignore[no-untyped-call]
        self.time = SEEN
        self.size, self.root = 0, sha256().digest()
        self.asked: list[int] = []

    def reply(self, request: bytes) -> tuple[int, bytes]:
        head, _, note = request.decode().partition("\n\n")
        old, *proof = head.split("\n")
        checkpoint, size = Checkpoint.from_text(note), int(old.removeprefix("old "))
        self.asked.append(size)
        if checkpoint.origin != SIGNER.name:
            return 404, b""
        try:
            checkpoint.verify(Vkey.from_string(str(SIGNER.verifier)))
        except (InvalidSignature, RuntimeError):
            return 403, b""
        if size > checkpoint.size:
            return 400, b""
        if size != self.size:
            return 409, f"{self.size}\n".encode()
        try:
            nodes = [b64decode(line) for line in proof]
            if size:
                shown = ConsistencyProof(size, checkpoint.size, nodes)
                shown.check(self.root, checkpoint.root_hash)
        except ConsistencyProofInvalid:
            return 422, b""
        self.size, self.root = checkpoint.size, checkpoint.root_hash
        return 200, f"{self.cosignature(checkpoint)}\n".encode()

    def cosignature(self, checkpoint: Checkpoint) -> str:
        signed = f"cosignature/v1\ntime {self.time}\n{checkpoint.serialize_body()}".encode()
        content = self.time.to_bytes(8, "big") + self.key.sign(signed)
        return NoteSignature.from_vkey_signature(self.vkey, content).serialize()


class QuantumSafeWitness(SmallWitness):
    """Signs with ML-DSA-44, as tlog-scales does."""

    def __init__(self) -> None:
        super().__init__()
        self.signer = MLDSA44CosignatureSigner("witness.example.org/w3", b"3" * 32)
        self.vkey = self.signer.vkey
        self.public = str(self.vkey.serialize())  # type: ignore[no-untyped-call]

    def cosignature(self, checkpoint: Checkpoint) -> str:
        return self.signer.sign(checkpoint).serialize()


def witnessed(root: Path, *witnesses: tuple[SmallWitness, str], more: str = "") -> None:
    listed = ", ".join(f"{{url: '{url}', key: {each.public}}}" for each, url in witnesses)
    configure(root, f"witnesses: [{listed}]{more}")


def signatures(root: Path) -> list[str]:
    """The names of those who have signed the checkpoint."""
    note = checkpoint(root / "site").read_text()
    return [line.split()[1] for line in note.partition("\n\n")[2].splitlines()]


def test_witnesses_sign_each_checkpoint(root: Path, authority: Path) -> None:
    one, two = SmallWitness(), SmallWitness("witness.example.net/w2", b"2" * 32)
    with (
        answering(one.reply, PATH) as here,
        answering(two.reply, PATH) as there,
        answering(stamps(authority)) as stamping,
    ):
        witnessed(root, (one, here), (two, there), more=f", timestamp: '{stamping}'")
        edit(root)
        said = build(root)
        assert "has not signed" not in said
        assert signatures(root) == [SIGNER.name, WITNESS, "witness.example.net/w2"]
        (root / "content/countries/lu.yml").write_text("locales: [fr]\n")
        build(root)
    # The second time the builder knows what the witness has seen.
    assert (one.asked, one.size) == ([0, 4], 5)
    # An independent implementation accepts the signatures, and so do we, in any order.
    found = Checkpoint.from_text(checkpoint(root / "site").read_text())
    known = VkeySet(one.vkey, two.vkey, Vkey.from_string(str(SIGNER.verifier)))
    assert len(known.verify(found.signatures, found)) == 3
    proved = (
        "The witness witness.example.org/w1 has signed the checkpoint at 2023-03-20T12:25:47Z.\n"
        "The witness witness.example.net/w2 has signed the checkpoint at 2023-03-20T12:25:47Z.\n"
    )
    # The stamp is for the checkpoint with all of its signatures.
    code, said = verify(root, "--authority", str(authority / "root.pem"))
    assert (code, proved in said) == (0, True), said
    # Others name the witnesses that they trust.
    key = ("--key", str(SIGNER.verifier))
    assert "witness" not in verify(root, *key)[1]
    assert verify(root, *key, "--witness", one.public)[1].count("The witness") == 1


def test_a_witness_may_sign_with_ml_dsa(root: Path) -> None:
    witness = QuantumSafeWitness()
    with answering(witness.reply, PATH) as url:
        witnessed(root, (witness, url))
        assert "has not signed" not in build(root)
    code, said = verify(root, "--witness", witness.public)
    assert code == 0, said
    assert "The witness witness.example.org/w3 has signed the checkpoint at 2" in said
    path = checkpoint(root / "site")
    line = path.read_text().splitlines()[-1]
    # The same signature on another checkpoint, which the key of the log has signed too.
    edit(root)
    assert "does not answer" in build(root)
    path.write_text(f"{path.read_text()}{line}\n")
    code, said = verify(root, "--witness", witness.public)
    assert (code, "w3 on the checkpoint is wrong." in said) == (1, True)


def test_a_witness_that_knows_an_older_checkpoint_gets_the_proof_from_there(root: Path) -> None:
    witness = SmallWitness()
    with answering(witness.reply, PATH) as url:
        witnessed(root, (witness, url))
        build(root)
    edit(root)
    assert "does not answer (Connection refused)" in build(root)
    with answering(witness.reply, PATH) as url:
        witnessed(root, (witness, url))
        # Nothing new is published, and the checkpoint still gets its signature.
        shutil.rmtree(root / ".cache")
        assert "has not signed" not in build(root)
    assert witness.asked == [0, 0, 3]
    assert signatures(root) == [SIGNER.name, WITNESS]
    assert verify(root, "--witness", witness.public)[0] == 0


def test_a_witness_never_signs_another_history(root: Path) -> None:
    witness = SmallWitness()
    with answering(witness.reply, PATH) as url:
        witnessed(root, (witness, url))
        build(root)
        edit(root)
        build(root)
        # A copy of the folder from before is published, and then one more entry.
        replace_log(root / "site" / LOG, SIGNER.key, 1)
        (root / ".cache/checkpoint").unlink()
        shutil.rmtree(root / ".cache")
        assert "it has seen a log of 4 entries, and this one has" not in (said := build(root))
        assert "has no valid signature (HTTP 422)" in said
        replace_log(root / "site" / LOG, SIGNER.key, 1)
        witness.size = 9
        shutil.rmtree(root / ".cache")
        assert "it has seen a log of 9 entries, and this one has 4. Another folder" in build(root)
    assert signatures(root) == [SIGNER.name]


def forged(request: bytes) -> tuple[int, bytes]:
    """A signature in the name of the witness, by somebody else."""
    other = SmallWitness(secret=b"x" * 32)
    found = Checkpoint.from_text(request.decode().partition("\n\n")[2])
    line = other.cosignature(found)
    known = SmallWitness().vkey
    content = NoteSignature.from_line(line).payload
    return 200, f"{NoteSignature.from_vkey_signature(known, content).serialize()}\n".encode()


def too_late(request: bytes) -> tuple[int, bytes]:
    """A valid signature at a moment that no calendar has."""
    witness = SmallWitness()
    witness.time = 2**63 - 1
    return witness.reply(request)


SILENT: dict[str, tuple[Reply, str]] = {
    "an error": (lambda _: (500, b""), "no valid signature (HTTP 500)"),
    "nothing": (lambda _: (200, b""), "no valid signature (HTTP 200)"),
    "a page": (lambda _: (200, b"<html>"), "no valid signature (HTTP 200)"),
    "no text": (lambda _: (200, b"\xff"), "no valid signature (HTTP 200)"),
    "a forgery": (forged, "no valid signature (HTTP 200)"),
    "too late": (too_late, "no valid signature (HTTP 200)"),
    "another": (
        lambda request: SmallWitness(secret=b"x" * 32).reply(request),
        "no valid signature (HTTP 200)",
    ),
    "no size": (lambda _: (409, b"many"), "no valid signature (HTTP 409)"),
    "always another size": (lambda _: (409, b"1\n"), "no valid signature (HTTP 409)"),
    "without end": (lambda _: (200, b"x" * 70_000), "does not answer (timed out)"),
}


@pytest.mark.parametrize("case", SILENT)
def test_a_witness_that_fails_never_stops_a_build(root: Path, case: str) -> None:
    reply, reason = SILENT[case]
    witness = SmallWitness()
    with answering(reply, PATH) as url:
        witnessed(root, (witness, url))
        edit(root)
        said = build(root)
    assert f"The witness {WITNESS} has not signed the checkpoint: " in said
    assert reason in said
    assert signatures(root) == [SIGNER.name]
    assert verify(root)[0] == 0
    code, said = verify(root, "--witness", witness.public)
    assert (code, said) == (1, f"The witness {WITNESS} has not signed the checkpoint.\n")


def test_a_forged_signature_of_a_witness_is_found(root: Path) -> None:
    path = checkpoint(root / "site")
    _, line = forged(b"old 0\n\n" + path.read_bytes())
    path.write_bytes(path.read_bytes() + line)
    # Whoever does not know the witness ignores it, as the specification wants.
    assert verify(root)[0] == 0
    code, said = verify(root, "--witness", SmallWitness().public)
    assert (code, said) == (
        1,
        f"The signature of the witness {WITNESS} on the checkpoint is wrong.\n",
    )


def test_the_key_of_a_witness_may_be_in_a_file(root: Path) -> None:
    (root / "witness.pub").write_text(f"{SmallWitness().public}\n")
    assert "has not signed" in verify(root, "--witness", str(root / "witness.pub"))[1]
    code, said = verify(root, "--witness", str(SIGNER.verifier))
    assert (code, "is not the public key of a witness." in said) == (2, True)
