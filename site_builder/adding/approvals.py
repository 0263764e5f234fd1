"""Approvals of entries."""

from __future__ import annotations

from typing import Any

from site_builder.adding.addition import Addition, Desk, NotAddable, written_moment
from site_builder.adding.changed_files import changed
from site_builder.model.approval import APPROVED_KINDS, approval_digest
from site_builder.model.message import in_turn, told
from site_builder.reading.document import Document
from site_builder.shapes.fields import did_you_mean


def new_approval(desk: Desk, entry: str, by: str) -> Addition:
    """An approval of everything that an entry says now, named by its file or key."""
    document = _document(desk, entry)
    approval = {
        "by": by,
        "at": written_moment(desk.at, desk.zone),
        "digest": approval_digest(document.value),
    }

    def change(tree: Any) -> None:
        written = tree.get("approvals")
        if isinstance(written, list):
            written.append(approval)
        else:
            tree["approvals"] = [approval]

    return changed(desk, document.file, change)


def _document(desk: Desk, name: str) -> Document:
    """The document of an entry, by one of its files or by its key."""
    known = {
        document.file: document
        for shaped in desk.examined.of_kind(*APPROVED_KINDS)
        for document in (shaped.document,)
    }
    wanted = name.removeprefix("./").removesuffix("/")
    for file, document in known.items():
        # A Markdown entry has a file for each language, and a key is a path without its folder.
        if wanted in document.sources or wanted in _names(file):
            return document
    hint = did_you_mean(wanted, list(known), told("Write the name of its file."))
    raise NotAddable(in_turn(told("There is no entry “%(name)s”.", name=name), hint))


def _names(file: str) -> tuple[str, ...]:
    stem = file.partition(".")[0]
    short = stem.removeprefix("status/").removeprefix("content/")
    return stem, short, short.removesuffix("/incident").removesuffix("/maintenance")
