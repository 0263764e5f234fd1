"""`site-builder preview`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from site_builder.build.request import BuildRequest, Built
from site_builder.commands.building import build_and_tell
from site_builder.commands.options import at_option, config_option, moment_of, site_root
from site_builder.commands.terminal import explained, tell
from site_builder.language.sizes import format_size
from site_builder.model.characters import visible
from site_builder.model.date import WrittenDate
from site_builder.model.locale import LocaleId
from site_builder.model.message import told
from site_builder.outputs.pages.from_disk import from_disk, is_for_readers
from site_builder.publish.archive import refuse_archive, write_archive
from site_builder.publish.build_lock import target_lock
from site_builder.publish.mark import MARK, marked_files


@click.command()
@config_option
@at_option
@click.option(
    "--zip",
    "archive",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the preview into one zip file that can be read without a server.",
)
def preview(config_file: Path, at: WrittenDate | None, archive: Path | None) -> None:
    """Build the site with its drafts into preview/, for someone to review.

    Every page is marked as a preview. The published site is not touched. With --zip, the pages go
    into a file to send: unzip it and open preview/index.html in a browser.

    \b
    Examples:
      site-builder preview
      site-builder preview --zip review.zip
      site-builder preview --at "2026-12-01 10:00"   as it will be then, with drafts
    """
    root = site_root(config_file)
    moment = moment_of(at, root)
    if archive is not None:
        # Before anything is built: a wrong name is known at once.
        with explained():
            refuse_archive(archive, root)
    built = build_and_tell(config_file, BuildRequest(moment, None, True, True), root)
    if archive is not None:
        with explained():
            size = _zip(built, archive, root)
        message = told(
            "Wrote %(path)s (%(size)s). Unzip it and open preview/index.html in a browser.",
            path=visible(str(archive)),
            size=size,
        )
        tell(message, sys.stderr, fg="green")


def _zip(built: Built, archive: Path, root: Path) -> str:
    """Write the preview into a zip file and return its size in words."""
    folder = Path(built.site_dir)
    # Another build that starts now must not replace the folder while it is read.
    with target_lock(folder):
        refuse_archive(archive, root)
        made = (marked_files(folder) or frozenset()) - {MARK}
        paths = {path for path in made if path and is_for_readers(path)}

        def prepare(path: str, content: bytes) -> bytes:
            if not path.endswith(".html"):
                return content
            return from_disk(path, content.decode(), paths, built.site_url).encode()

        size = write_archive(archive, folder, paths, prepare)
    return format_size(size, LocaleId("en"))
