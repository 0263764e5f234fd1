"""A proof as one HTML page, to read and to print."""

from __future__ import annotations

from site_builder.pages.templates import render
from site_builder.proofs.proof import Proof


def proof_as_html(proof: Proof, made: str) -> bytes:
    """The page, which loads nothing; `made` is the time at which it was made, in words."""
    return render("articles/proof.html", proof=proof, made=made).encode()
