"""Signed notes and their Ed25519 keys (c2sp.org/signed-note)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ED25519 = b"\x01"
_SIGNED_BY = "\N{EM DASH} "
_KEY_SIZE, _ID_SIZE = 32, 4


class BadNote(ValueError):
    """A text is not a signed note, or its signature is missing or wrong."""


class BadKey(ValueError):
    """A text is not a key of the kind that is needed."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """The public key of a log. `str` gives it back in one line, as other programs read it."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of the same name apart."""
        return key_id(self.name, _ED25519 + self.key)

    def __str__(self) -> str:
        key = base64.b64encode(_ED25519 + self.key).decode()
        return f"{self.name}+{self.id.hex()}+{key}"

    @classmethod
    def parse(cls, line: str) -> Verifier:
        """Return the key in a line. Raises BadKey."""
        name, key = parse_key(line)
        if len(key) != _KEY_SIZE + 1 or key[:1] != _ED25519:
            raise BadKey
        return cls(name, key[1:])


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key and the name that it signs with."""

    name: str
    key: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.key.public_key().public_bytes_raw())

    @classmethod
    def parse(cls, name: str, text: bytes) -> Signer:
        """Return the signer with a private key in PEM: PKCS #8, or as ssh-keygen writes it.

        Raises BadKey, and ImportError if the extra `notary` is not installed.
        """
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        is_ssh = b"BEGIN OPENSSH" in text
        load = serialization.load_ssh_private_key if is_ssh else serialization.load_pem_private_key
        try:
            key = load(text, None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise BadKey from None
        if not isinstance(key, Ed25519PrivateKey):
            raise BadKey
        return cls(name, key)


def key_id(name: str, key: bytes) -> bytes:
    """Return the id of a key that begins with the byte of its type."""
    return sha256(name.encode() + b"\n" + key).digest()[:_ID_SIZE]


def parse_key(line: str) -> tuple[str, bytes]:
    """Return the name in a public key, and the key with the byte of its type. Raises BadKey."""
    name, _, rest = line.strip().partition("+")
    id_, _, encoded = rest.partition("+")
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise BadKey from None
    if not is_key_name(name) or key_id(name, key).hex() != id_:
        raise BadKey
    return name, key


def is_key_name(name: str) -> bool:
    """Return whether a key may have this name: no spaces and no plus sign."""
    return (
        bool(name) and "+" not in name and not any(c.isspace() for c in name) and name.isprintable()
    )


def sign(text: str, signer: Signer) -> str:
    """Return a note: the text, which ends with a line break, and its signature."""
    signature = base64.b64encode(signer.verifier.id + signer.key.sign(text.encode())).decode()
    return f"{text}\n{_SIGNED_BY}{signer.name} {signature}\n"


def opened(note: str, verifier: Verifier) -> str:
    """Return the text of a note that the key has signed; signatures by others are ignored.

    Raises BadNote, and ImportError if the extra `notary` is not installed.
    """
    text, lines = parts_of(note)
    found = (signature_in(line, verifier.name, verifier.id) for line in lines)
    ours = [signature for signature in found if signature is not None]
    if not ours or not all(
        is_ed25519(signature, text.encode(), verifier.key) for signature in ours
    ):
        raise BadNote
    return text


def parts_of(note: str) -> tuple[str, list[str]]:
    """Return the text of a note, and the lines with its signatures. Raises BadNote."""
    text, separator, lines = note.rpartition("\n\n")
    if not separator or not lines.endswith("\n"):
        raise BadNote
    return f"{text}\n", lines.splitlines()


def signature_in(line: str, key_name: str, key_id: bytes) -> bytes | None:
    """Return the signature in a line; None if it is by another key. Raises BadNote."""
    name, _, encoded = line.removeprefix(_SIGNED_BY).partition(" ")
    try:
        signature = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote from None
    if not line.startswith(_SIGNED_BY) or not name or len(signature) <= _ID_SIZE:
        raise BadNote
    is_ours = name == key_name and signature[:_ID_SIZE] == key_id
    return signature[_ID_SIZE:] if is_ours else None


def is_ed25519(signature: bytes, content: bytes, key: bytes) -> bool:
    """Return whether a signature is by a public key over some bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_mldsa44(signature: bytes, content: bytes, key: bytes) -> bool:
    """Return whether a signature is by a public key over some bytes (FIPS 204)."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

    try:
        MLDSA44PublicKey.from_public_bytes(key).verify(signature, content)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
