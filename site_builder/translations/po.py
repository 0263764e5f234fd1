"""Translations as a gettext PO file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

from babel.messages import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from site_builder.model.locale import LocaleId
from site_builder.translations.exchange import Answer, Job
from site_builder.translations.texts import State

# A PO file has dates in its head; the same texts give the same file.
_EPOCH = datetime.fromtimestamp(0, UTC)


class NotPo(Exception):
    """The file is no PO file; the message says where."""


def write_jobs(jobs: Iterable[Job], locale: LocaleId) -> bytes:
    """A PO file: `msgctxt` is a text's id, a stale translation is fuzzy."""
    catalogue = Catalog(
        locale.replace("-", "_"),
        header_comment="# Texts of the site. Translate msgstr; leave msgctxt and msgid alone.",
        project="site",
        version="1",
        creation_date=_EPOCH,
        revision_date=_EPOCH,
        fuzzy=False,
    )
    # Babel puts names of nobody where none are given.
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = ""
    for job in jobs:
        file, _, line = job.place.rpartition(":")
        catalogue.add(
            job.source,
            job.target,
            locations=[(file, int(line))],
            flags=["fuzzy"] if job.state is State.stale and job.target else [],
            auto_comments=list(job.notes),
            context=job.id,
        )
    output = BytesIO()
    write_po(output, catalogue, width=0)
    return output.getvalue()


def read_answers(content: bytes) -> tuple[Answer, ...]:
    """What a PO file brings back. Raises NotPo."""
    try:
        catalogue = read_po(BytesIO(content), abort_invalid=True)
    except PoFileError as error:
        raise NotPo(str(error)) from None
    return tuple(
        Answer(str(message.context), str(message.id), str(message.string), not message.fuzzy)
        for message in catalogue
        if message.id and message.context
    )
