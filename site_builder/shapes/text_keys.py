"""Which values of a document are texts, by their keys."""

from __future__ import annotations

from site_builder.reading.document import Document, KeyPath
from site_builder.shapes.contacts import PostalShape

_MARKDOWN = frozenset(("text", "answer", "summary", "what_to_do", "note"))
_PLAIN = frozenset(
    ("title", "question", "name", "group", "notice", "about", "purposes", "subject", "audiences")
)
_POSTAL = frozenset(PostalShape.model_fields)
_CHANNELS = frozenset(("email", "phone", "form", "post"))
# Documents whose top-level keys are names chosen by authors.
_NAMED = frozenset(("services", "facts", "retired"))
_ENTRIES = frozenset(("incident", "maintenance", "update", "question", "page"))


def text_kind(document: Document, path: KeyPath) -> str | None:
    """Return `markdown`, `plain`, `url` or `fact`, by the nearest known key; None if not a text."""
    if document.kind == "categories":
        return "plain"
    if document.kind == "claims":
        return "plain" if path[1:2] in (("question",), ("values",)) else None
    if document.kind in _ENTRIES and "claims" in path:
        # Ids, whatever they are called.
        return None
    if document.kind == "facts" or path[:1] == ("facts",):
        return "fact" if "as_of" not in path and "from" not in path else None
    if path[:1] == ("contacts",) and path[2:3] == ("post",) and path[-1] in _POSTAL:
        return None
    for key in reversed(path[1:] if document.kind in _NAMED else path):
        if key in _MARKDOWN:
            return "markdown"
        if key in _PLAIN:
            return "plain"
        if key == "url":
            return "url"
        if key in _CHANNELS and isinstance(path[-1], str) and path[-1] != key:
            return "plain"
    return None


def holds_words(document: Document, path: KeyPath) -> bool:
    """Return whether a value is free text: a text, a phone number or a part of an address.

    A question's audiences are not: they are ids.
    """
    if document.kind == "question" and path[:1] == ("audiences",):
        return False
    if path[:1] == ("contacts",) and path[2:3] in (("post",), ("phone",)):
        return True
    return text_kind(document, path) in ("markdown", "plain", "fact")
