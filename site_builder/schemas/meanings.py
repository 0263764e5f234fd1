"""What the words of a few values mean. docs/glossary.md has the same sentences."""

from __future__ import annotations

from collections.abc import Mapping

STATES: Mapping[str, str] = {
    "operational": "it works as it should",
    "under_maintenance": "it is being worked on as planned",
    "degraded_performance": "it works, but slowly or with limits",
    "partial_outage": "parts of it do not work",
    "major_outage": "it cannot be used",
}
STATUSES: Mapping[str, str] = {
    "investigating": "the team is looking for the cause",
    "identified": "the cause is known, and the fix is in progress",
    "monitoring": "the fix is in place, and the team watches whether it holds",
    "resolved": "the incident is over",
    "postmortem": "the incident is over, and this text looks back on it",
    "scheduled": "maintenance has been announced",
    "in_progress": "maintenance has begun",
    "verifying": "the work is done, and the team checks the result",
    "completed": "maintenance is over",
    "cancelled": "maintenance will not take place",
}
STALE: Mapping[str, str] = {
    "note": "the translation, which says that it is older than its source",
    "source": "the source instead of the translation",
}
QUESTION_KINDS: Mapping[str, str] = {
    "question": "what readers ask, and the answer",
    "rumour": "what people say, and what is true",
}
CORRECTION_KINDS: Mapping[str, str] = {
    "correction": "the text was wrong",
    "change": "the text was right, and things have changed since",
}
APPROVED_KINDS: Mapping[str, str] = {
    "incident": "status/<incident>/incident.yml",
    "update": "the dated statements",
    "maintenance": "status/<maintenance>/maintenance.yml",
    "question": "content/faq/",
    "page": "content/pages/",
}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "state": STATES,
    "status": STATUSES,
    "stale": STALE,
    "kind": QUESTION_KINDS,
    "correction-kind": CORRECTION_KINDS,
    "approved-kind": APPROVED_KINDS,
}
