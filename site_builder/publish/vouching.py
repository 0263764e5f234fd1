"""Ask others to vouch for a checkpoint. None of them can stop a build."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.message import Message, told
from site_builder.notary.stamps import QUERY, BadStamp, Question
from site_builder.publish.posting import NoAnswer, Post, post


@dataclass(frozen=True, slots=True)
class Vouchers:
    """Who vouches: `timestamp` is the address of an authority that stamps checkpoints."""

    timestamp: str | None = None
    post: Post = post

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
