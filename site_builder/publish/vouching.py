"""Ask others to vouch for a checkpoint. None of them can stop a build."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus

from site_builder.model.message import Message, told
from site_builder.notary.log import Log
from site_builder.notary.notes import BadNote
from site_builder.notary.stamps import QUERY, BadStamp, Question
from site_builder.notary.witnesses import (
    ADD_CHECKPOINT,
    Witness,
    request_of,
    size_in,
    with_signatures,
)
from site_builder.publish.answers import Answer, NoAnswer, Post

_CHECKPOINT = "text/plain; charset=utf-8"


def _post(url: str, content: bytes, kind: str) -> Answer:
    # Imported late: few logs ask anyone, and HTTP takes as long to import as a small build.
    from site_builder.publish.posting import post

    return post(url, content, kind)


@dataclass(frozen=True, slots=True)
class WitnessAt:
    """A witness and the address that it takes checkpoints at."""

    witness: Witness
    url: str


@dataclass(frozen=True, slots=True)
class Vouchers:
    """Who vouches: `timestamp` is the address of an authority that stamps checkpoints."""

    timestamp: str | None = None
    witnesses: tuple[WitnessAt, ...] = ()
    post: Post = _post

    def cosign(self, log: Log, before: Log | None) -> tuple[Log, tuple[Message, ...]]:
        """Return a log whose checkpoint has the signatures of witnesses, and who gave none."""
        asked = [each for each in self.witnesses if not _has_cosigned(each.witness, log.note)]
        if not asked:
            return log, ()
        # Imported late: only witnesses make waiting for several servers at once worth it.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(len(asked)) as pool:
            answers = list(pool.map(lambda each: self._ask(each, log, before), asked))
        lines = [line for each in answers if not isinstance(each, Message) for line in each]
        note = with_signatures(log.note, lines)
        return replace(log, note=note), tuple(each for each in answers if isinstance(each, Message))

    def _ask(self, at: WitnessAt, log: Log, before: Log | None) -> Sequence[str] | Message:
        """Return the signatures of a witness, or why there are none."""
        size, url = len(log.entries), at.url.rstrip("/") + ADD_CHECKPOINT
        has_seen = before is not None and _has_cosigned(at.witness, before.note)
        old = len(before.entries) if before is not None and has_seen else 0
        try:
            answer = self.post(url, request_of(log.note, log.hashes, old), _CHECKPOINT)
            seen = size_in(answer.content) if answer.status == HTTPStatus.CONFLICT else None
            if seen is not None and seen <= size:
                # The witness says which checkpoint it knows.
                answer = self.post(url, request_of(log.note, log.hashes, seen), _CHECKPOINT)
                seen = size_in(answer.content) if answer.status == HTTPStatus.CONFLICT else None
        except NoAnswer as error:
            return told(
                "The witness %(witness)s has not signed the checkpoint: %(url)s does not answer "
                "(%(reason)s).",
                witness=at.witness.name,
                url=at.url,
                reason=str(error),
            )
        if seen is not None and seen > size:
            return told(
                "The witness %(witness)s has not signed the checkpoint: it has seen a log of "
                "%(seen)s entries, and this one has %(size)s. Another folder is published with "
                "the same key, or this one is an old copy.",
                witness=at.witness.name,
                seen=seen,
                size=size,
            )
        lines: Sequence[str] = ()
        if answer.status == HTTPStatus.OK:
            with suppress(BadNote, UnicodeDecodeError):
                lines = at.witness.lines_in(answer.content.decode(), log.note)
        return lines or told(
            "The witness %(witness)s has not signed the checkpoint: the answer of %(url)s has no "
            "valid signature (%(status)s).",
            witness=at.witness.name,
            url=at.url,
            status=f"HTTP {answer.status}",
        )

    def stamp(self, note: bytes) -> bytes | Message | None:
        """Return the authority's stamp for a checkpoint, or why there is none; None without one."""
        if self.timestamp is None:
            return None
        question = Question.about(note)
        try:
            answer = self.post(self.timestamp, question.as_bytes(), QUERY)
        except NoAnswer as error:
            return told(
                "The checkpoint has no time stamp: %(url)s does not answer (%(reason)s).",
                url=self.timestamp,
                reason=str(error),
            )
        try:
            question.answered(answer.content)
        except BadStamp:
            return told(
                "The checkpoint has no time stamp: the answer of %(url)s is not one (%(status)s).",
                url=self.timestamp,
                status=f"HTTP {answer.status}",
            )
        return answer.content


def _has_cosigned(witness: Witness, note: str) -> bool:
    try:
        return witness.cosigned_at(note) is not None
    except BadNote:
        return False
