"""Translations as a gettext PO file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

from babel.messages import Catalog
from babel.messages.pofile import write_po

from site_builder.model.locale import LocaleId
from site_builder.translations.exchange import TranslationJob
from site_builder.translations.po_reading import COUNT
from site_builder.translations.texts import TranslationState

# A PO file has dates in its head; the same texts give the same file.
_EPOCH = datetime.fromtimestamp(0, UTC)


def write_jobs(jobs: Iterable[TranslationJob], locale: LocaleId) -> bytes:
    """Return a PO file: `msgctxt` is a text's id, a stale translation is fuzzy."""
    catalogue = Catalog(
        locale.replace("-", "_"),
        header_comment="# Texts of the site. Translate msgstr. Do not change msgctxt and msgid.",
        project="site",
        version="1",
        creation_date=_EPOCH,
        revision_date=_EPOCH,
        fuzzy=False,
    )
    # Babel writes placeholder names if none are given.
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = ""
    count = 0
    for job in jobs:
        count += 1
        file, _, line = job.place.rpartition(":")
        catalogue.add(
            job.source,
            job.target,
            locations=[(file, int(line))],
            flags=["fuzzy"] if job.state is TranslationState.stale and job.target else [],
            auto_comments=list(job.notes),
            context=job.id,
        )
    output = BytesIO()
    write_po(output, catalogue, width=0)
    # Babel cannot write custom fields. This one reveals a truncated file.
    head, mime, rest = output.getvalue().partition(b'"MIME-Version:')
    return head + f'"{COUNT}: {count}\\n"\n'.encode() + mime + rest
