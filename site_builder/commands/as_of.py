"""`site-builder as-of`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from site_builder.build.request import BuildRequest
from site_builder.commands.log_key import key_option, needs_package, verifier_of
from site_builder.commands.options import MomentType, config_option, moment_of, site_root, time_now
from site_builder.commands.terminal import explained, progress, tell
from site_builder.hosts.configuration.shown_settings import published_folder
from site_builder.hosts.site_build import build_site
from site_builder.model.date import WrittenDate
from site_builder.model.message import Message, in_turn, told
from site_builder.notary.place import CHECKPOINT, LOG
from site_builder.publish.making import Report
from site_builder.publish.mark import NotPublishable, refuse_sources
from site_builder.theme.settings import NotConfigured

if TYPE_CHECKING:
    from site_builder.build.past import BuildSite, Rebuilt
    from site_builder.notary.leaves import Leaf

_SHORT = 12


@click.command("as-of")
@config_option
@key_option
@click.option(
    "--site",
    "published",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The published folder with the log, or a copy of it. Default: `site_dir` in mkdocs.yml.",
)
@click.argument("moment", type=MomentType())
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def as_of(
    config_file: Path, key: str | None, published: Path | None, moment: WrittenDate, folder: Path
) -> None:
    """Rebuild what readers saw at MOMENT, byte for byte, into DIR, which must be empty or new.

    Each edition is built again from the commit that its newest entry in the log names, with the
    clock at the moment of that build. For each one the command says whether its bytes are those
    that were published. Your own files are not touched.

    Without a log, the site is built from the last commit before that moment, and nothing proves
    that it was published.

    The exit code is 0 if everything is as it was published, 1 if not, and 2 if the command itself
    is wrong.

    \b
    Examples:
      site-builder as-of "2026-11-25 18:00" then
      site-builder as-of 2026-11-25 then           a date means its last second
      site-builder as-of 2026-11-25 then --site copy --key notary.pub
    """
    from site_builder.build.past import NotRebuildable, Work, rebuild, rebuild_without_log

    root = site_root(config_file)
    # A date means its last second, which today is still to come: nobody has seen that yet.
    at = min(moment_of(moment, root), time_now())
    _refuse_full(folder)
    try:
        with explained():
            refuse_sources(folder, root)
            home = published or published_folder(config_file)
            log = _leaves(home, key, config_file)
            with _scratch(folder) as (scratch, made), progress(told("Building")) as report:
                work = Work(
                    root=root,
                    scratch=scratch,
                    target=made,
                    build=_builder(config_file.name, log is not None, report),
                    editions={leaf.edition for leaf in log or ()},
                )
                if log is None:
                    commit, rebuilt = rebuild_without_log(work, at), None
                else:
                    rebuilt = rebuild(work, _published_until(log, at))
                _finish(made, folder)
    except NotRebuildable as error:
        raise click.ClickException(str(error)) from None
    if rebuilt is None:
        _tell_unproven(commit, home, folder)
        raise SystemExit(1)
    for each in rebuilt:
        _tell(each)
    if any(each.wrong is not None for each in rebuilt):
        raise SystemExit(1)
    message = told(
        "Wrote %(folder)s: every file is byte for byte as it was published.", folder=str(folder)
    )
    tell(message, sys.stdout, fg="green")


def _refuse_full(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and os.listdir(folder)):
        raise click.UsageError(
            told("%(folder)s is not empty. Name an empty or new folder.", folder=str(folder))
        )


def _leaves(published: Path, key: str | None, config_file: Path) -> tuple[Leaf, ...] | None:
    """Return the entries of the log in a published folder; None if it has no log."""
    if not (published / LOG / CHECKPOINT).exists():
        return None
    from site_builder.notary.log import DamagedLog, read_log
    from site_builder.publish.attesting import content_of

    verifier = verifier_of(key, config_file)
    try:
        return read_log(lambda path: content_of(published / LOG / path), verifier).leaves
    except DamagedLog as error:
        raise click.ClickException(error.message) from None
    except ImportError:
        raise needs_package() from None


def _published_until(log: tuple[Leaf, ...], at: datetime) -> list[Leaf]:
    from site_builder.notary.leaves import BadLeaf
    from site_builder.notary.past import leaves_until

    try:
        found = leaves_until(log, at)
    except BadLeaf:
        raise click.ClickException(
            told("The log has an entry that site-builder cannot read.")
        ) from None
    if not found:
        raise click.ClickException(
            told("Nothing was published at that moment: the log has no entry that is so old.")
        )
    return found


@contextmanager
def _scratch(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Make a folder for builds, and one next to `folder` that can take its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="site-builder-") as scratch,
        TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside,
    ):
        made = Path(beside) / "made"
        made.mkdir()
        yield Path(scratch), made


def _finish(made: Path, folder: Path) -> None:
    # rename(2) replaces an empty folder; it fails if somebody has put a file there meanwhile.
    os.rename(made, folder)


def _builder(config_name: str, has_log: bool, report: Report) -> BuildSite:
    def build(files: Path, at: datetime, site: Path) -> Message | None:
        order = BuildRequest(at, site, is_copy=True, has_log=has_log)
        try:
            built = build_site(files / config_name, order, report)
        except (NotConfigured, NotPublishable, click.ClickException) as error:
            return in_turn(told("It could not be built again."), str(error))
        except FileNotFoundError:
            return told(
                "It could not be built again: its commit has no %(file)s.", file=config_name
            )
        if built.count is None:
            return told(
                "It could not be built again: this version of site-builder finds errors in its "
                "files."
            )
        return None

    return build


def _tell(rebuilt: Rebuilt) -> None:
    from site_builder.notary.leaves import REST

    leaf, commit = rebuilt.leaf, (rebuilt.commit or "")[:_SHORT]
    name: str = told("Everything else") if leaf.edition == REST else leaf.edition
    if rebuilt.wrong is None:
        message = told(
            "%(edition)s: byte for byte as published %(built)s, from commit %(commit)s",
            edition=name,
            built=leaf.built,
            commit=commit,
        )
        tell(message, sys.stdout)
        return
    message = told(
        "%(edition)s: not as published %(built)s. %(reason)s",
        edition=name,
        built=leaf.built,
        reason=rebuilt.wrong,
    )
    tell(message, sys.stdout, fg="red")


def _tell_unproven(commit: str, published: Path, folder: Path) -> None:
    tell(
        told(
            "Wrote %(folder)s from commit %(commit)s, the last one before that moment.",
            folder=str(folder),
            commit=commit[:_SHORT],
        ),
        sys.stdout,
    )
    tell(
        told(
            "There is no log of what was published in %(published)s, so nothing proves that "
            "readers saw this: the commit may have been published later, or never. With a log, "
            "each edition would come from the build that published it, and its digest would prove "
            "every byte. `site-builder build --new-log` starts one.",
            published=str(published),
        ),
        sys.stdout,
        fg="yellow",
    )
