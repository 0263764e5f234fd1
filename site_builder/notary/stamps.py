"""Time stamps of checkpoints by an authority (RFC 3161)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampRequest

QUERY = "application/timestamp-query"
"""The type of a request (RFC 3161, 3.4)."""
_GRANTED = 0


class BadStamp(ValueError):
    """A reply is not a time stamp for what was asked, or it is not signed as it should be."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request for a stamp on some bytes."""

    request: TimeStampRequest

    @classmethod
    def about(cls, content: bytes) -> Question:
        """Raises ImportError if the extra `notary` is not installed."""
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

        builder = TimestampRequestBuilder().data(content)
        return cls(builder.hash_algorithm(HashAlgorithm.SHA256).build())

    def as_bytes(self) -> bytes:
        return self.request.as_bytes()

    def answered(self, reply: bytes) -> datetime:
        """Return the moment in a reply to this request; its signature is not verified here.

        Raises BadStamp.
        """
        from rfc3161_client import decode_timestamp_response

        try:
            response = decode_timestamp_response(reply)
            if response.status != _GRANTED:
                raise BadStamp
            info = response.tst_info
            asked = self.request.message_imprint.message
            if info.message_imprint.message != asked or info.nonce != self.request.nonce:
                raise BadStamp
            return info.gen_time.astimezone(UTC)
        except (ValueError, TypeError):
            raise BadStamp from None


def certificates_of(pem: bytes) -> tuple[Certificate, ...]:
    """Return the certificates in a file. Raises ValueError if it has none."""
    from cryptography.x509 import load_pem_x509_certificates

    return tuple(load_pem_x509_certificates(pem))


def stamped_at(reply: bytes, content: bytes, trusted: Sequence[Certificate]) -> datetime:
    """Return the moment at which an authority has stamped some bytes.

    `trusted` are the certificates of the authority, up to its root. Raises BadStamp, and
    ImportError if the extra `notary` is not installed.
    """
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    roots = [each for each in trusted if each.issuer == each.subject]
    others = [each for each in trusted if each.issuer != each.subject]
    try:
        response = decode_timestamp_response(reply)
        VerifierBuilder(roots=roots, intermediates=others).build().verify_message(response, content)
        return response.tst_info.gen_time.astimezone(UTC)
    except (ValueError, TypeError, VerificationError):
        raise BadStamp from None
