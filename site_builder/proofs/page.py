"""A proof as one HTML page, to read and to print."""

from __future__ import annotations

from markupsafe import Markup, escape

from site_builder.language.speech import Speech
from site_builder.model.message import Message
from site_builder.pages.templates import render
from site_builder.proofs import sentences
from site_builder.proofs.proof import Proof, ProofEntry

_LINE = Markup('<span class="line">&nbsp;</span>')
# A character that no text has, where the line is drawn.
_HERE = "\ue000"


def proof_as_html(proof: Proof, made: Message, speech: Speech) -> bytes:
    """Return the page, which loads nothing; `made` is the time at which it was made."""

    def signature(entry: ProofEntry) -> Markup:
        said = escape(speech.say(sentences.signature(entry, _HERE)))
        return Markup(said.replace(_HERE, _LINE))

    return render(
        "articles/proof.html",
        proof=proof,
        language=speech.language,
        say=speech.say,
        summary=sentences.summary(proof, made),
        signature=signature,
        sentences=sentences,
    ).encode()
